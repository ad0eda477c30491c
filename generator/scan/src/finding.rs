use crate::claim::{Part, Scanner};
use advisory::Severity;
use fleet::Day;
use serde::{Serialize, Serializer};
use std::collections::BTreeSet;

/// What becomes of a finding
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Bad enough, and not accepted
    Fails,
    /// It would fail after the day until which that is a warning
    Warns,
    /// An entry of the allow file accepts it
    Accepted,
    /// Less bad than what fails
    Below,
}

impl Verdict {
    /// Its name
    pub fn name(self) -> &'static str {
        match self {
            Self::Fails => "fails",
            Self::Warns => "warns",
            Self::Accepted => "accepted",
            Self::Below => "below",
        }
    }
}

/// An image that has what is vulnerable
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// By `<machine>-<image>`
    pub image: String,
    /// The machine
    pub machine: String,
    /// The row of the table; none for a family's own image
    pub service: Option<String>,
    /// The family
    pub family: String,
    /// From what people wrote that they want to the package; empty where nothing leads there
    pub way: Vec<String>,
}

/// By whom and why a finding is accepted
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Accepted {
    /// Why
    pub reason: String,
    /// Who answers for it
    pub owner: String,
    /// The last day
    #[serde(serialize_with = "written")]
    pub expires: Day,
    /// The entry's line in the allow file
    pub line: Option<usize>,
}

/// A vulnerability of a package, in images that are judged alike
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What becomes of it
    pub verdict: Verdict,
    /// How bad it is
    pub severity: Severity,
    /// The CVE, or another name where it has none
    pub vulnerability: String,
    /// Its other names
    pub aliases: BTreeSet<String>,
    /// One line, where there is one
    pub summary: String,
    /// What has it
    #[serde(flatten)]
    pub part: Part,
    /// The version that fixes it, where there is one
    pub fixed: Option<String>,
    /// The layers that it is in
    pub layers: BTreeSet<String>,
    /// The images
    pub images: Vec<Place>,
    /// Who says so
    pub scanners: BTreeSet<Scanner>,
    /// The records of the database that say so
    pub records: BTreeSet<String>,
    /// The entry that accepts it
    pub accepted: Option<Accepted>,
}

/// What is wrong with an entry of the allow file
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What is wrong
    pub kind: FaultKind,
    /// The entry's line and column
    pub at: Option<(usize, usize)>,
    /// In words
    pub message: String,
    /// What to do
    pub hint: String,
}

/// What can be wrong with an entry
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FaultKind {
    /// Its last day is over
    Expired,
    /// It accepts what is not there
    Unused,
}

pub(crate) fn written<S: Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}
