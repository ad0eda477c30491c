//! What is decided about files of published wheels, as families, rows and the runtime write it.

use serde::{Deserialize, Serialize};

/// A file of a published wheel, or several
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct WheelFile {
    /// The wheel's file name
    pub wheel: String,
    /// Of the wheel, as locked: another wheel is to be decided about anew
    pub sha256: String,
    /// The file in it, or the name of a command of its entry points
    pub path: String,
    /// Why
    pub reason: String,
}

/// Every decision of one file
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Taken, though the wheel contradicts itself there
    pub admit: Vec<WheelFile>,
    /// Left out
    pub omit: Vec<WheelFile>,
    /// Kept where another wheel brings other bytes to the same path; `folder/` for all below
    pub winners: Vec<WheelFile>,
}

impl Decisions {
    /// Each with the name of its section
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &WheelFile)> {
        let sections = [
            ("admit", &self.admit),
            ("omit", &self.omit),
            ("winners", &self.winners),
        ];
        sections
            .into_iter()
            .flat_map(|(section, files)| files.iter().map(move |file| (section, file)))
    }
}
