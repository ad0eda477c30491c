use std::fmt;

use crate::Problem;

/// Where in a text: both count from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The lock does not install what it says, or not on this interpreter.
    Error,
    /// It does today; something that it doesn't pin may change that.
    Warning,
}

/// One thing that is wrong with a lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where, unless it is about what the text lacks.
    pub place: Option<Place>,
    /// What.
    pub problem: Problem,
}

/// Everything that is wrong with a lock, in the order of the text; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings(Vec<Finding>);

/// A text and where its lines start, to turn byte offsets into places.
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = [0]
            .into_iter()
            .chain(newlines.map(|(offset, _)| offset + 1))
            .collect();
        Self { text, starts }
    }

    pub(crate) fn place(&self, offset: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= offset);
        let before = self
            .text
            .get(self.starts[line - 1]..offset)
            .unwrap_or_default();
        Place {
            line,
            column: before.chars().count() + 1,
        }
    }
}

impl Finding {
    pub(crate) fn new(place: Option<Place>, problem: Problem) -> Self {
        Self { place, problem }
    }

    /// A short name that never changes, for filters and machine-readable output.
    pub fn id(&self) -> &'static str {
        self.problem.id()
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<&'static str> {
        self.problem.hint()
    }
}

impl Findings {
    /// The findings in the order of the text; `None` if there are none.
    pub(crate) fn collect(mut findings: Vec<Finding>) -> Option<Self> {
        findings.sort_by_key(|finding| finding.place);
        (!findings.is_empty()).then_some(Self(findings))
    }

    /// One by one.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// `12:9: message`, ready to stand behind a file's name.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some(place) => write!(f, "{place}: {}", self.problem),
            None => write!(f, "{}", self.problem),
        }
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, finding) in self.0.iter().enumerate() {
            let newline = if index == 0 { "" } else { "\n" };
            write!(f, "{newline}{finding}")?;
            if let Some(hint) = finding.hint() {
                write!(f, "\n  hint: {hint}")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Findings {}
