//! `Digest` names stored bytes, `DiffId` an uncompressed tar: the same spelling, never the same thing.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

use crate::Error;

const PREFIX: &str = "sha256:";

/// The one parser behind both types, so that neither can hold a malformed value.
fn parse(what: &'static str, value: &str) -> Result<[u8; 32], Error> {
    let wrong = |found: String| Error::Digest {
        what,
        value: value.chars().take(100).collect(),
        found,
    };
    let digits = value
        .strip_prefix(PREFIX)
        .ok_or_else(|| wrong("another prefix".to_owned()))?;
    if let Some(other) = digits.chars().find(|c| !matches!(c, '0'..='9' | 'a'..='f')) {
        return Err(wrong(format!("the character {other:?}")));
    }
    let mut bytes = [0; 32];
    hex::decode_to_slice(digits, &mut bytes)
        .map_err(|_| wrong(format!("{} digits", digits.len())))?;
    Ok(bytes)
}

macro_rules! sha256_name {
    ($(#[$doc:meta])* $name:ident, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name([u8; 32]);

        impl $name {
            /// Names `bytes` by hashing them.
            pub fn of(bytes: &[u8]) -> Self {
                Self(Sha256::digest(bytes).into())
            }

            /// Takes a finished SHA-256.
            pub fn from_sha256(sha256: [u8; 32]) -> Self {
                Self(sha256)
            }

            /// The 64 hexadecimal digits, without the algorithm.
            pub fn hex(&self) -> String {
                hex::encode(self.0)
            }
        }

        impl FromStr for $name {
            type Err = Error;

            fn from_str(value: &str) -> Result<Self, Error> {
                parse($what, value).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{PREFIX}{}", self.hex())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = String::deserialize(deserializer)?;
                value.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

sha256_name!(
    /// The SHA-256 of stored bytes: a blob as it lies in a layout or a registry.
    Digest,
    "digest"
);
sha256_name!(
    /// The SHA-256 of a layer's uncompressed tar.
    DiffId,
    "diff_id"
);

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn prints_what_it_parsed() {
        assert_eq!(EMPTY.parse::<Digest>().unwrap().to_string(), EMPTY);
        assert_eq!(DiffId::of(b"").to_string(), EMPTY);
    }

    #[test]
    fn refuses_each_malformed_shape_with_its_value() {
        let message = |value: &str| value.parse::<Digest>().unwrap_err().to_string();
        assert_eq!(
            message(&EMPTY[..67]),
            format!("digest must be `sha256:` and 64 lowercase hexadecimal digits, got 60 digits in: `{}`", &EMPTY[..67])
        );
        assert!(message("sha512:00").contains("got another prefix in: `sha512:00`"));
        assert!(message(&EMPTY.to_uppercase().replace("SHA256", "sha256"))
            .contains("the character 'E'"));
        assert!(message(&format!("{EMPTY}00")).contains("got 66 digits"));
    }

    #[test]
    fn refuses_a_malformed_digest_inside_json() {
        let error = serde_json::from_str::<DiffId>("\"sha256:12\"").unwrap_err();
        assert!(
            error.to_string().starts_with("diff_id must be `sha256:`"),
            "{error}"
        );
    }
}
