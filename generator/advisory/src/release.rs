/// The number of a Debian release, by which advisories are kept, from a suite's name:
/// `bookworm`, `bookworm-security`
pub fn debian_release(suite: &str) -> Option<&'static str> {
    let name = suite.split('-').next().unwrap_or_default();
    let releases = [
        ("bullseye", "11"),
        ("bookworm", "12"),
        ("trixie", "13"),
        ("forky", "14"),
    ];
    let mut named = releases.iter().filter(|(known, _)| *known == name);
    named.next().map(|(_, number)| *number)
}

#[cfg(test)]
mod tests {
    use super::debian_release;

    #[test]
    fn knows_suites_by_their_release() {
        assert_eq!(debian_release("bookworm-security"), Some("12"));
        assert_eq!(debian_release("trixie"), Some("13"));
        assert_eq!(debian_release("sid"), None);
    }
}
