use std::fmt;
use std::str::FromStr;

use report::visible;

/// A SHA-256 has this many hexadecimal digits.
const DIGITS: usize = 64;
/// So many neighbours of one pattern happen in one of 10¹³ true hashes.
const SUSPICIOUS: usize = 24;

/// The SHA-256 of a file's bytes. A placeholder (`abcdef1234…`, all zeros) can't become one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileHash([u8; 32]);

/// Why a text is no SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum FileHashError {
    #[error("a SHA-256 has {DIGITS} hexadecimal digits, not {digits}: `{value}`")]
    Digits { value: String, digits: usize },
    #[error("a SHA-256 has hexadecimal digits only: `{value}`")]
    NotHex { value: String },
    #[error("a placeholder, not the SHA-256 of any file: `{value}`")]
    Placeholder { value: String },
}

impl FileHash {
    /// From the 32 bytes that a hasher gives.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl FromStr for FileHash {
    type Err = FileHashError;

    fn from_str(text: &str) -> Result<Self, FileHashError> {
        let value = || visible(text);
        if !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(FileHashError::NotHex { value: value() });
        }
        if text.len() != DIGITS {
            return Err(FileHashError::Digits {
                value: value(),
                digits: text.len(),
            });
        }
        if is_placeholder(text) {
            return Err(FileHashError::Placeholder { value: value() });
        }
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes)
            .map_err(|_| FileHashError::NotHex { value: value() })?;
        Ok(Self(bytes))
    }
}

impl fmt::Display for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileHash({self})")
    }
}

/// Whether somebody typed it: a short pattern repeated, or digits that count up (`a1b2c3…`).
fn is_placeholder(text: &str) -> bool {
    let digits: Vec<u32> = text
        .chars()
        .filter_map(|digit| digit.to_digit(16))
        .collect();
    let repeats = |period: usize| digits.iter().zip(&digits[period..]).all(|(a, b)| a == b);
    let steps = |lag: usize, step: u32| {
        digits
            .iter()
            .zip(&digits[lag..])
            .filter(|(a, b)| (**a + step) % 16 == **b)
            .count()
    };
    (1..=32).any(repeats)
        || [(1, 0), (1, 1), (1, 15), (2, 1), (2, 15)]
            .into_iter()
            .any(|(lag, step)| steps(lag, step) >= SUSPICIOUS)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRUE: &str = "1f02e8b43a8fbbc3f3e0d4f0f4bfc8131bcb4eebe8849b8e5c773f3a1c582a53";

    fn error(text: &str) -> String {
        text.parse::<FileHash>().unwrap_err().to_string()
    }

    #[test]
    fn parses_and_prints() {
        assert_eq!(TRUE.parse::<FileHash>().unwrap().to_string(), TRUE);
        assert_eq!(
            TRUE.to_uppercase().parse::<FileHash>().unwrap().to_string(),
            TRUE
        );
    }

    #[test]
    fn refuses_a_short_hash() {
        insta::assert_snapshot!(error(&TRUE[..58]), @"a SHA-256 has 64 hexadecimal digits, not 58: `1f02e8b43a8fbbc3f3e0d4f0f4bfc8131bcb4eebe8849b8e5c773f3a1c`");
        insta::assert_snapshot!(error(&TRUE[..60]), @"a SHA-256 has 64 hexadecimal digits, not 60: `1f02e8b43a8fbbc3f3e0d4f0f4bfc8131bcb4eebe8849b8e5c773f3a1c58`");
        insta::assert_snapshot!(error(""), @"a SHA-256 has 64 hexadecimal digits, not 0: ``");
        insta::assert_snapshot!(error("nothex"), @"a SHA-256 has hexadecimal digits only: `nothex`");
    }

    #[test]
    fn refuses_placeholders() {
        insta::assert_snapshot!(error(&"abcdef1234567890".repeat(4)), @"a placeholder, not the SHA-256 of any file: `abcdef1234567890abcdef1234567890abcdef1234567890abcdef1234567890`");
        for pattern in [
            "0".repeat(64),
            "deadbeef".repeat(8),
            "0123456789abcdef".repeat(4),
            "a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0c1d2e3f4a5b6c7d8e9f0a1b2".into(),
            "fedcba9876543210fedcba9876543210fedcba9876543210fedcba98765432ab".into(),
        ] {
            assert!(matches!(
                pattern.parse::<FileHash>(),
                Err(FileHashError::Placeholder { .. })
            ));
        }
    }
}
