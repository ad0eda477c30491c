//! What a roll-out would recreate, told from compose files that gen-lock wrote.

use std::collections::BTreeMap;

/// The services of `new` that `old` does not have in the same words, in order
pub fn recreated<'a>(old: Option<&str>, new: &'a str) -> Vec<&'a str> {
    let old = old.map(blocks).unwrap_or_default();
    let new = blocks(new);
    let differs = |(name, block): &(&&str, &String)| old.get(**name) != Some(*block);
    new.iter().filter(differs).map(|(name, _)| *name).collect()
}

/// The lines of every service, by its name: two spaces before the name, more before what is in it
fn blocks(text: &str) -> BTreeMap<&str, String> {
    let mut blocks: BTreeMap<&str, String> = BTreeMap::new();
    let lines = text.lines().skip_while(|line| *line != "services:").skip(1);
    let mut name = None;
    for line in lines.take_while(|line| line.starts_with("  ") || line.is_empty()) {
        let inside = line.strip_prefix("  ").unwrap_or_default();
        if !inside.starts_with([' ', '#', '-']) && inside.ends_with(':') {
            name = Some(inside.trim_end_matches(':').trim_matches('"'));
        }
        if let Some(name) = name {
            let block = blocks.entry(name).or_default();
            block.push_str(line);
            block.push('\n');
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::recreated;

    const OLD: &str = "# x\nservices:\n  a:\n    image: one\n  b:\n    image: two\n    ports:\n      - 1:1\nnetworks:\n  box:\n    driver: bridge\n";

    #[test]
    fn what_has_other_words() {
        assert_eq!(recreated(None, OLD), ["a", "b"]);
        assert!(recreated(Some(OLD), OLD).is_empty());
        assert_eq!(recreated(Some(OLD), &OLD.replace("1:1", "1:2")), ["b"]);
        let more = OLD.replace("networks", "  c:\n    image: three\nnetworks");
        assert_eq!(recreated(Some(OLD), &more), ["c"]);
        assert!(recreated(Some(OLD), "").is_empty());
    }
}
