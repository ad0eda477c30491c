/// The known word that somebody who wrote `word` may have meant.
///
/// Nothing when none is near: `strsim`'s Jaro-Winkler similarity must be above 0.8.
pub fn suggest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = |candidate: &'a str| (strsim::jaro_winkler(word, candidate), candidate);
    known
        .into_iter()
        .map(near)
        .filter(|(similarity, _)| *similarity > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::suggest;

    #[test]
    fn suggests_what_is_near() {
        let known = ["port", "script_path", "dependencies"];
        assert_eq!(suggest("dependancies", known), Some("dependencies"));
        assert_eq!(suggest("script-path", known), Some("script_path"));
        assert_eq!(suggest("volume", known), None);
        assert_eq!(suggest("", known), None);
    }
}
