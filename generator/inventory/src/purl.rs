//! How package URLs spell what is not a letter (ECMA-427).

use percent_encoding::{utf8_percent_encode, AsciiSet, NON_ALPHANUMERIC};

const NAME: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'.')
    .remove(b'-')
    .remove(b'_')
    .remove(b'~')
    .remove(b':');
const PATH: &AsciiSet = &NAME.remove(b'/');

/// Letters, digits and `.-_~:` stay; anything else becomes `%XX`
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, NAME).to_string()
}

/// The same, and `/` stays
pub fn encode_path(text: &str) -> String {
    utf8_percent_encode(text, PATH).to_string()
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
