//! OpenPGP's ASCII armor (RFC 9580, section 6), as far as a key in apt's sources needs it: `gpgv` reads
//! keys in binary alone.

use base64::prelude::{Engine as _, BASE64_STANDARD};

const BEGIN: &str = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
const END: &str = "-----END PGP PUBLIC KEY BLOCK-----";

/// The bytes of every key block of a text, one after the other; none if it has no sound one.
///
/// The checksum of a block is left to whoever reads the keys.
pub fn dearmor(text: &str) -> Option<Vec<u8>> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(BEGIN) {
        let (block, behind) = rest[start + BEGIN.len()..].split_once(END)?;
        keys.extend(block_bytes(block)?);
        rest = behind;
    }
    (!keys.is_empty()).then_some(keys)
}

/// Headers end at an empty line; a line of the checksum starts with `=`.
fn block_bytes(block: &str) -> Option<Vec<u8>> {
    let lines = block.lines().map(str::trim).skip(1);
    let body = lines
        .skip_while(|line| line.is_empty() || line.contains(':'))
        .take_while(|line| !line.starts_with('='));
    let body: String = body.collect();
    BASE64_STANDARD.decode(body).ok()
}

#[cfg(test)]
mod tests {
    use super::dearmor;

    #[test]
    fn blocks_are_joined() {
        let block = |body: &str| {
            format!("-----BEGIN PGP PUBLIC KEY BLOCK-----\nComment: x\n\n{body}\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n")
        };
        let text = format!("words\n{}{}", block("AQI=\n"), block("Aw\n=="));
        assert_eq!(dearmor(&text), None, "padding stands in the line");
        let text = format!("words\n{}{}", block("AQI="), block("AwQF\nBg=="));
        assert_eq!(dearmor(&text).unwrap(), [1, 2, 3, 4, 5, 6]);
        assert_eq!(dearmor("words"), None);
        assert_eq!(dearmor(&block("?")), None);
        assert_eq!(dearmor(&text[..text.len() - 10]), None);
    }
}
