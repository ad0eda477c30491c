use crate::{Place, Problem};
use std::fmt;

/// The first thing that is wrong with a config, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Where.
    pub place: Place,
    /// What.
    pub problem: Problem,
}

impl Error {
    pub(crate) fn new(place: Place, problem: Problem) -> Self {
        Self { place, problem }
    }
}

/// `12:9: message` and the hint, ready to stand behind a file's name and a colon.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.problem)?;
        match self.problem.hint() {
            Some(hint) => write!(f, "\n\nhint: {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
