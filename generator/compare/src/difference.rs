use crate::{Field, TarError};
use serde::Serialize;
use std::fmt;

/// Differences that are kept; the rest is counted
const KEPT: usize = 10_000;
/// Unified views that are kept, and their bytes
const VIEWS_KEPT: usize = 500;
const VIEW_BYTES_KEPT: usize = 4 << 20;

/// One thing that is not the same
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Difference {
    /// The member's path, or the value's in a document; empty for the archive as a whole
    pub path: String,
    /// What of it
    pub field: Field,
    /// What is wanted
    pub want: String,
    /// What is there
    pub got: String,
    /// A text's lines in the unified form, with a newline behind each
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            path,
            field,
            want,
            got,
            ..
        } = self;
        if !path.is_empty() {
            write!(f, "`{path}`: ")?;
        }
        write!(f, "{field}: want {want}, got {got}")
    }
}

/// All that is not the same, by path and field
#[derive(Debug, Default, Serialize)]
pub struct Differences {
    /// At most ten thousand
    pub kept: Vec<Difference>,
    /// How many more there are
    pub more: u64,
    /// Why one of the two could not be compared to its end
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Stopped>,
    /// Unified views, and their bytes
    #[serde(skip)]
    views: (usize, usize),
}

/// Why a comparison did not come to its end
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// What is wanted cannot be read
    #[error("the expected file cannot be read: {0}")]
    Want(TarError),
    /// What is there cannot be read
    #[error("the actual file cannot be read: {0}")]
    Got(TarError),
    /// They have little in common
    #[error("too many differences to show all of them")]
    TooMuch,
}

impl Serialize for Stopped {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Differences {
    /// Whether nothing differs, and everything was compared
    pub fn none(&self) -> bool {
        self.count() == 0 && self.stopped.is_none()
    }

    /// How many there are
    pub fn count(&self) -> u64 {
        self.kept.len() as u64 + self.more
    }

    /// Whether one more unified view is worth making
    pub(crate) fn has_room_for_a_view(&self) -> bool {
        let (count, bytes) = self.views;
        self.kept.len() < KEPT && count < VIEWS_KEPT && bytes < VIEW_BYTES_KEPT
    }

    pub(crate) fn add(&mut self, difference: Difference) {
        if self.kept.len() >= KEPT {
            self.more += 1;
            return;
        }
        if let Some(text) = &difference.text {
            self.views = (self.views.0 + 1, self.views.1 + text.len());
        }
        self.kept.push(difference);
    }

    pub(crate) fn field(&mut self, path: &str, field: Field, want: &str, got: &str) {
        self.add(Difference {
            path: path.to_owned(),
            field,
            want: want.to_owned(),
            got: got.to_owned(),
            text: None,
        });
    }
}
