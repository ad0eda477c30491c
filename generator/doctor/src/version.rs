/// The numbers that a version starts with: `24.0.7-ce` is 24, 0, 7. Compared number by number, so
/// that `535` is met by `535.183.01`.
pub fn numbers(text: &str) -> Vec<u64> {
    let text = text.trim();
    let text = text.strip_prefix('v').unwrap_or(text);
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    text[..end]
        .split('.')
        .map_while(|part| part.parse().ok())
        .collect()
}

/// Whether a version is `least` or later
pub fn at_least(text: &str, least: &[u64]) -> bool {
    numbers(text).as_slice() >= least
}

/// The first word of a text that is a dotted version
pub fn first(text: &str) -> Option<&str> {
    let dotted = |word: &&str| {
        word.contains('.')
            && word.starts_with(|c: char| c.is_ascii_digit())
            && word.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    text.split_whitespace().find(dotted)
}

#[cfg(test)]
mod tests {
    use super::{at_least, first, numbers};

    #[test]
    fn reads_what_engines_say() {
        assert_eq!(numbers("20.10.24+dfsg1"), [20, 10, 24]);
        assert_eq!(numbers("v5.4.2"), [5, 4, 2]);
        assert!(numbers("dev").is_empty());
        assert!(numbers("99999999999999999999.1").is_empty());
    }

    #[test]
    fn compares_by_number() {
        assert!(at_least("535.183.01", &[535]));
        assert!(!at_least("525.147.05", &[535]));
        assert!(at_least("1000.1", &[535]));
        assert!(!at_least("", &[23]));
    }

    #[test]
    fn architectures_are_no_versions() {
        assert_eq!(first("for x86_64  535.183.01  Release"), Some("535.183.01"));
        assert_eq!(first("x86_64 2024"), None);
    }
}
