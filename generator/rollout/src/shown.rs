use report::visible_lines;

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
    let line = line.trim_end();
    let mut text = visible_lines(&line.chars().take(LONGEST).collect::<String>());
    if line.chars().nth(LONGEST).is_some() {
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn the_last_lines_hide_nothing() {
        assert_eq!(
            shown("one\n\ntwo\u{1b}[2J\r\nthree\n", 2),
            ["two\\u{1b}[2J", "three"]
        );
        assert_eq!(shown(&"é".repeat(600), 1)[0].chars().count(), 501);
        assert!(shown("", 20).is_empty());
    }
}
