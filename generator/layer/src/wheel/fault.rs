//! Why a wheel is refused.

use crate::path::PathFault;
use crate::shown;

/// A wheel that is refused; the file's name is added outside.
#[derive(Debug, thiserror::Error)]
pub enum WheelError {
    /// Reading failed.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// The zip's own structure is damaged.
    #[error("is no intact zip archive: {0}")]
    Zip(String),
    /// A member that no wheel may have.
    #[error("member `{member}` {why}")]
    Member {
        /// Its path.
        member: String,
        /// What is wrong with it.
        why: String,
    },
    /// A member whose path is refused.
    #[error("member `{member}` has {fault}")]
    Path {
        /// Its path.
        member: String,
        /// Why.
        fault: PathFault,
    },
    /// A member's bytes are not what RECORD says.
    #[error("member `{member}`: {what} differs from RECORD, want {want}, got {got}")]
    Record {
        /// Its path.
        member: String,
        /// Hash or size.
        what: &'static str,
        /// What RECORD says.
        want: String,
        /// What was found.
        got: String,
    },
    /// RECORD and the archive disagree about what there is.
    #[error("member `{member}` {why}")]
    Listing {
        /// Its path.
        member: String,
        /// Which side lacks it.
        why: &'static str,
    },
    /// A line of a metadata file.
    #[error("`{file}` line {line}: {why}")]
    Line {
        /// The metadata file.
        file: String,
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        why: String,
    },
    /// A metadata file that is missing or says something unsupported.
    #[error("{0}")]
    Metadata(String),
    /// The layer's writer stopped.
    #[error("the writer of the blob has stopped")]
    Stopped,
}

impl WheelError {
    pub(super) fn member(member: &str, why: impl Into<String>) -> Self {
        Self::Member {
            member: shown::name(member),
            why: why.into(),
        }
    }

    /// A member whose path is refused.
    pub(super) fn path(member: &str) -> impl FnOnce(PathFault) -> Self + '_ {
        move |fault| Self::Path {
            member: shown::name(member),
            fault,
        }
    }
}
