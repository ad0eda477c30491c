//! Documents of ours: JSON of a known version, printed canonically.

use serde::de::DeserializeOwned;
use serde::Serialize;

/// Why a document cannot be read
#[derive(Debug, thiserror::Error)]
pub enum ParseError {
    /// Not JSON of the right shape
    #[error("malformed: {0}")]
    Json(#[from] serde_json::Error),
    /// From another gen-lock
    #[error("version `{0}` is not known\n\nhint: this gen-lock reads version 1; use the gen-lock that wrote it, or write it anew with this one")]
    Version(u64),
}

/// Reads a document of version 1
///
/// # Errors
/// When it is no JSON of the right shape, or of another version.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, ParseError> {
    let value: serde_json::Value = serde_json::from_str(text)?;
    match value.get("version").and_then(serde_json::Value::as_u64) {
        // Read from the text, so that an error has its line.
        Some(1) | None => Ok(serde_json::from_str(text)?),
        Some(other) => Err(ParseError::Version(other)),
    }
}

/// Canonical JSON of ours: names sorted, two spaces, one fact a line, a final newline.
pub fn canonical(value: &impl Serialize) -> String {
    // Through `Value`, whose objects are sorted; our types hold nothing that JSON cannot.
    let value = serde_json::to_value(value).unwrap_or_default();
    format!("{value:#}\n")
}
