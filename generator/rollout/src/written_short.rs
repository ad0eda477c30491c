//! Tests write `sha256:WORD` for the digest of a word, so that what they say can be read.

use oci::Digest;

/// Sets the digests in
pub fn digested(text: &str) -> String {
    let mut parts = text.split("sha256:");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '-');
        let (word, rest) = part.split_at(end.unwrap_or(part.len()));
        out += &Digest::of(word.as_bytes()).to_string();
        out += rest;
    }
    out
}

/// Sets the words in, of those that are given
pub fn shortened(text: &str, words: &[&str]) -> String {
    words.iter().fold(text.to_owned(), |text, word| {
        text.replace(
            &Digest::of(word.as_bytes()).to_string(),
            &format!("sha256:{word}"),
        )
    })
}

#[test]
fn there_and_back() {
    let text = r#"{"Id":"sha256:config-a"},"r/a@sha256:x""#;
    let long = digested(text);
    assert!(long.contains(&Digest::of(b"config-a").hex()), "{long}");
    assert_eq!(shortened(&long, &["config-a", "x"]), text);
}
