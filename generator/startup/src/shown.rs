/// Longer values are cut in messages.
const LONGEST: usize = 80;

/// A value as a message repeats it: on one line, without control characters, not too long.
pub(crate) fn shown(text: &str) -> String {
    let mut letters = text.chars();
    let line = letters.by_ref().take(LONGEST).map(|letter| match letter {
        control if control.is_control() => control.escape_default().to_string(),
        letter => letter.to_string(),
    });
    let mut line: String = line.collect();
    if letters.next().is_some() {
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stays_on_its_line() {
        assert_eq!(shown("a\n\u{7}'ü'"), "a\\n\\u{7}'ü'");
        assert_eq!(shown(&"é".repeat(200)).chars().count(), LONGEST + 1);
    }
}
