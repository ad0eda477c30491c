use crate::SeverityError;

/// Why a record cannot be used
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// Larger than any advisory
    #[error("a record of {0} bytes: more than {max} are not read", max = crate::MAX_BYTES)]
    Large(usize),
    /// Cut off, or not of the format
    #[error("malformed: {0}")]
    Json(serde_json::Error),
    /// No name
    #[error("a record without `id`")]
    Nameless,
    /// `modified` is no moment
    #[error("`{id}`: `modified` is `{text}`: want one like `2026-07-11T10:16:37Z`")]
    Modified {
        /// The record
        id: String,
        /// As written
        text: String,
    },
    /// What it says of a package that was asked for
    #[error("`{id}`: package `{package}`: {error}")]
    Range {
        /// The record
        id: String,
        /// Source package or distribution
        package: String,
        /// What is wrong
        error: RangeError,
    },
    /// Its severity, where a package that was asked for is concerned
    #[error("`{id}`: {error}")]
    Severity {
        /// The record
        id: String,
        /// What is wrong
        error: SeverityError,
    },
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
    /// An event is one of `introduced`, `fixed`, `last_affected`, `limit`
    #[error("an event with {0} of `introduced`, `fixed`, `last_affected`, `limit`: want one")]
    Event(usize),
    /// Not a version of the ecosystem
    #[error("`{text}` is no version: {reason}")]
    Version {
        /// As written
        text: String,
        /// What is wrong with it
        reason: String,
    },
}
