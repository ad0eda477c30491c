use std::fmt;
use std::str::FromStr;

use pep508_rs::{ExtraName, MarkerTree, MarkerWarningKind};

use crate::shown::{reason, shown};
use crate::Interpreter;

/// A longer marker is hostile: its normal form may double with every clause.
const LONGEST: usize = 1024;

/// An environment marker (PEP 508). Two markers are equal when they mean the same;
/// [`Display`](fmt::Display) gives one canonical text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker(MarkerTree);

/// Why a text is no marker.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a marker: {reason}: `{value}`")]
pub struct MarkerError {
    value: String,
    reason: String,
}

impl Marker {
    /// Whether the marker holds for an interpreter and the extras asked for. `platform_release`
    /// and `platform_version` speak of the running kernel, which no lock can know: empty here.
    pub fn holds(&self, interpreter: &Interpreter, extras: &[ExtraName]) -> bool {
        self.0.evaluate(interpreter.environment(), extras)
    }

    /// Whether no environment satisfies both.
    pub fn excludes(&self, other: &Self) -> bool {
        self.0.is_disjoint(&other.0)
    }

    /// Whether the marker holds everywhere.
    pub fn is_always(&self) -> bool {
        self.0.is_true()
    }
}

impl FromStr for Marker {
    type Err = MarkerError;

    fn from_str(text: &str) -> Result<Self, MarkerError> {
        read(text).map_err(|reason| MarkerError {
            value: shown(text),
            reason,
        })
    }
}

/// The marker, or why there is none.
pub(crate) fn read(text: &str) -> Result<Marker, String> {
    if text.len() > LONGEST {
        return Err(format!("a marker has at most {LONGEST} bytes"));
    }
    // PEP 508 knows no other values, and pep508_rs cuts within such a letter
    if !text.is_ascii() {
        return Err("a marker is ASCII".to_owned());
    }
    let mut warning = None;
    let tree = MarkerTree::parse_reporter(text, &mut |kind: MarkerWarningKind, text| {
        if !matches!(kind, MarkerWarningKind::DeprecatedMarkerName) {
            warning.get_or_insert(text);
        }
    })
    .map_err(|error| reason(&error.message))?;
    if let Some(text) = warning {
        return Err(reason(&text).replace(", will be ignored", ""));
    }
    let marker = Marker(tree);
    let again = MarkerTree::from_str(&marker.to_string());
    if marker.is_always() || again.is_ok_and(|tree| tree == marker.0) {
        return Ok(marker);
    }
    Err("a quote inside a value".to_owned())
}

impl fmt::Display for Marker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.try_to_string().unwrap_or_default())
    }
}
