use crate::SeverityError;
use report::visible;
use std::fmt;

/// Something in a record that cannot be read as the format has it
#[derive(Debug)]
pub struct Fault {
    /// The record: its own name, or that of its file
    pub id: String,
    /// The source package or distribution that it is about, where that is known
    pub package: Option<String>,
    /// What is wrong
    pub error: RecordError,
    /// Whether something that it may say of a package is not judged
    pub left_out: bool,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: ", visible(&self.id))?;
        if let Some(package) = &self.package {
            write!(f, "package `{}`: ", visible(package))?;
        }
        self.error.fmt(f)?;
        f.write_str(if self.left_out { ": not evaluated" } else { "" })
    }
}

/// What is wrong with a record
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// Larger than any advisory
    #[error("a record of {0} bytes: the limit is {max}", max = crate::MAX_BYTES)]
    Large(usize),
    /// Cut off, or not a JSON object
    #[error("malformed: {0}")]
    Json(serde_json::Error),
    /// A value of another type than the format has there
    #[error("`{at}` cannot be read: {reason}")]
    Odd {
        /// Such as `affected[0].ranges[1]`
        at: String,
        /// The reader's words
        reason: String,
    },
    /// `modified` is no moment
    #[error("`modified` is `{0}`, want a date and time such as `2026-07-11T10:16:37Z`")]
    Modified(String),
    /// `withdrawn` is no moment
    #[error("`withdrawn` is `{0}`, which is not a date and time: the record is treated as not withdrawn")]
    Withdrawn(String),
    /// A range of versions
    #[error(transparent)]
    Range(RangeError),
    /// A severity
    #[error(transparent)]
    Severity(SeverityError),
}

/// What is wrong with a range of versions
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RangeError {
    /// Neither `ECOSYSTEM`, `SEMVER` nor `GIT`
    #[error("range type `{0}` is not known")]
    Kind(String),
    /// Nothing happens in it
    #[error("a range without events")]
    Empty,
    /// Every range begins somewhere
    #[error("a range without `introduced`")]
    NoIntroduced,
    /// Neither versions nor ranges of them
    #[error("neither versions nor a range")]
    NoVersions,
    /// An event is one of `introduced`, `fixed`, `last_affected`, `limit`
    #[error("an event has {0} of `introduced`, `fixed`, `last_affected`, `limit`, want one")]
    Event(usize),
    /// Not a version of the ecosystem
    #[error("`{text}` is not a version: {reason}")]
    Version {
        /// As written
        text: String,
        /// What is wrong with it
        reason: String,
    },
}
