//! The SHA-256 of a published file.

use std::fmt;
use std::str::FromStr;

/// SHA-256 of a file's bytes, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileHash([u8; 32]);

/// A text that is no SHA-256.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum FileHashError {
    /// Too short, too long (placeholders often are).
    #[error("sha256 `{text}`: want 64 digits, got {got}")]
    Length {
        /// As written.
        text: String,
        /// Its length in bytes.
        got: usize,
    },
    /// Upper case included: one hash has one spelling.
    #[error("sha256 `{0}`: holds a character outside `0-9a-f`")]
    Digit(String),
}

impl FileHash {
    /// The hash's bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl From<[u8; 32]> for FileHash {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl FromStr for FileHash {
    type Err = FileHashError;

    fn from_str(text: &str) -> Result<Self, FileHashError> {
        if text.len() != 64 {
            return Err(FileHashError::Length {
                text: text.into(),
                got: text.len(),
            });
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let (high, low) = (digit(pair[0]), digit(pair[1]));
            *byte = high
                .zip(low)
                .map(|(h, l)| h << 4 | l)
                .ok_or_else(|| FileHashError::Digit(text.into()))?;
        }
        Ok(Self(bytes))
    }
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileHash({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    #[test]
    fn reads_and_prints_the_same_digits() {
        let text = "a1".repeat(32);
        assert_eq!(text.parse::<FileHash>().unwrap().to_string(), text);
    }

    #[test]
    fn refuses_placeholders_and_capitals() {
        let error = |text: &str| text.parse::<FileHash>().unwrap_err();
        assert_snapshot!(error("00ff"), @"sha256 `00ff`: want 64 digits, got 4");
        assert_snapshot!(
            error(&"AB".repeat(32)),
            @"sha256 `ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB`: holds a character outside `0-9a-f`"
        );
    }
}
