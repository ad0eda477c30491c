use sha2::{Digest as _, Sha256};

/// A text in the letters that SPDX's identifiers may have; where it has others, the start of its
/// SHA-256 keeps it apart from its like
pub fn slug(text: &str) -> String {
    let legal = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-');
    if !text.is_empty() && text.chars().all(legal) {
        return text.to_owned();
    }
    let words: Vec<&str> = text
        .split(|letter| !legal(letter))
        .filter(|word| !word.is_empty())
        .collect();
    // A licence may be named by a whole sentence.
    let start: String = words.join("-").chars().take(40).collect();
    let separator = if start.is_empty() { "" } else { "-" };
    format!("{start}{separator}{}", short(text))
}

/// The first eight digits of a text's SHA-256
pub fn short(text: &str) -> String {
    hex::encode(&Sha256::digest(text)[..4])
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn what_is_legal_stays() {
        assert_eq!(slug("BSD-3.1"), "BSD-3.1");
        assert_eq!(slug("libstdc++6"), "libstdc-6-ee0af3d5");
        assert_ne!(slug("a b"), slug("a_b"));
        assert_eq!(slug("(c)").split('-').count(), 2);
    }
}
