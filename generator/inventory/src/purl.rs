//! How package URLs spell what is not a letter (ECMA-427).

use std::fmt::Write as _;

/// Letters, digits and `.-_~:` stay; anything else becomes `%XX`
pub fn encode(text: &str) -> String {
    encoded(text, b".-_~:")
}

/// The same, and `/` stays
pub fn encode_path(text: &str) -> String {
    encoded(text, b".-_~:/")
}

fn encoded(text: &str, also: &[u8]) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || also.contains(&byte) {
            out.push(char::from(byte));
        } else {
            // A `String` takes everything.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{encode, encode_path};

    #[test]
    fn a_plus_is_encoded_and_a_colon_is_not() {
        assert_eq!(encode("1:2.2.2+cu121~a"), "1:2.2.2%2Bcu121~a");
        assert_eq!(encode("a b@ü"), "a%20b%40%C3%BC");
        assert_eq!(encode("a/b"), "a%2Fb");
        assert_eq!(encode_path("a:1/b"), "a:1/b");
    }
}
