//! UUIDs by name (RFC 9562, version 5): the same name, the same UUID.

use sha1::{Digest as _, Sha1};
use std::fmt;

/// The name space of this house, once drawn by lot
const OURS: Uuid = Uuid([
    0x97, 0x57, 0x8b, 0x2c, 0x24, 0x33, 0x45, 0x42, 0x87, 0x27, 0xbb, 0x15, 0x27, 0x86, 0xd2, 0xf0,
]);

/// A UUID; prints as a URN
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uuid([u8; 16]);

impl Uuid {
    /// That of some words in the name space of this house
    pub fn of(words: &[&str]) -> Self {
        OURS.named(words.join("\n").as_bytes())
    }

    fn named(self, name: &[u8]) -> Self {
        let sum = Sha1::new()
            .chain_update(self.0)
            .chain_update(name)
            .finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&sum[..16]);
        bytes[6] = bytes[6] & 0x0f | 0x50;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        Self(bytes)
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = hex::encode(self.0);
        let (a, b, c, d, e) = (
            &text[..8],
            &text[8..12],
            &text[12..16],
            &text[16..20],
            &text[20..],
        );
        write!(f, "urn:uuid:{a}-{b}-{c}-{d}-{e}")
    }
}

#[cfg(test)]
mod tests {
    use super::Uuid;

    /// RFC 9562, appendix A.4
    #[test]
    fn as_in_the_standard() {
        let dns = Uuid([
            0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4,
            0x30, 0xc8,
        ]);
        let named = dns.named(b"www.example.com").to_string();
        assert_eq!(named, "urn:uuid:2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    #[test]
    fn words_are_kept_apart() {
        assert_ne!(Uuid::of(&["a", "b"]), Uuid::of(&["ab"]));
    }
}
