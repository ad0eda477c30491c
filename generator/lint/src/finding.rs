use serde::Serialize;
use std::ops::Range;

/// How bad a finding is
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The fleet does not work like this
    Error,
    /// It may not
    Warning,
    /// Worth knowing; no reason to fail
    Note,
}

/// A piece of a file
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's path, relative to the project
    pub file: String,
    /// Its bytes
    pub span: Range<usize>,
}

/// What a rule found
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id
    pub rule: &'static str,
    /// The rule's severity
    pub severity: Severity,
    /// What is wrong, without a full stop
    pub message: String,
    /// Where
    pub at: Place,
    /// What else has to do with it, and how
    pub also: Vec<(Place, String)>,
    /// What to do
    pub hint: Option<String>,
    /// The row that it is about
    pub service: Option<String>,
    /// The machine that it is about
    pub machine: Option<String>,
}

impl Finding {
    /// By place, then by rule and message
    pub(crate) fn order(&self) -> impl Ord + '_ {
        let Range { start, end } = self.at.span;
        (&self.at.file, start, end, self.rule, &self.message)
    }
}
