/// Characters of a line that are shown
const LONGEST: usize = 500;

/// The last lines of what a container says, fit for a terminal: it may hold anything
pub fn shown(text: &str, lines: usize) -> Vec<String> {
    let mut last: Vec<String> = text
        .lines()
        .rev()
        .map(line)
        .filter(|line| !line.is_empty())
        .take(lines)
        .collect();
    last.reverse();
    last
}

fn line(line: &str) -> String {
    let visible = |c: &char| !c.is_control() || *c == '\t';
    let mut text: String = line.chars().filter(visible).take(LONGEST + 1).collect();
    if let Some((at, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(at);
        text.push('…');
    }
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn the_last_lines_without_control_characters() {
        assert_eq!(
            shown("one\n\ntwo\u{1b}[2J\r\nthree\n", 2),
            ["two[2J", "three"]
        );
        assert_eq!(shown(&"é".repeat(600), 1)[0].chars().count(), 501);
        assert!(shown("", 20).is_empty());
    }
}
