use crate::depth::MOST_DEPTH;
use crate::import::MOST_BYTES;
use crate::Place;

/// Why a text is not read as Python; printed, it stands behind a file's name and a colon.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// Longer than any module that people write.
    #[error("a Python source has at most {MOST_BYTES} bytes")]
    TooLong,
    /// Brackets in brackets, blocks in blocks, operators behind operators.
    #[error(
        "{place}: nested or chained more than {MOST_DEPTH} deep, or a bracket is never closed"
    )]
    TooDeep {
        /// Where it is one too many.
        place: Place,
    },
    /// Not Python.
    #[error("{place}: not Python: {reason}")]
    Syntax {
        /// The first thing that is wrong.
        place: Place,
        /// What is wrong with it.
        reason: String,
    },
}

impl SourceError {
    /// Where, unless it is about the text as a whole.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::TooLong => None,
            Self::TooDeep { place } | Self::Syntax { place, .. } => Some(*place),
        }
    }
}
