//! Names in words of ours, whoever wrote them.

/// Longer names are cut for people.
const LONGEST: usize = 160;

/// A name as people may read it, whoever wrote it: on one line, without what a terminal obeys or an
/// eye does not see, not too long
pub(crate) fn shown(text: &str) -> String {
    let mut letters = text.chars();
    let mut line = String::new();
    for letter in letters.by_ref().take(LONGEST) {
        if letter.is_control() || is_invisible(letter) {
            line.extend(letter.escape_unicode());
        } else {
            line.push(letter);
        }
    }
    if letters.next().is_some() {
        line.push('…');
    }
    line
}

/// The same between backticks, which stand nowhere else in words of ours
pub(crate) fn quoted(text: &str) -> String {
    format!("`{}`", shown(text).replace('`', "'"))
}

/// What changes the order of letters, or joins and parts them unseen
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::{quoted, shown, LONGEST};

    #[test]
    fn nothing_hides_in_a_name() {
        assert_eq!(
            shown("a\u{1b}[31m\n\u{202e}b\u{200b}ü"),
            "a\\u{1b}[31m\\u{a}\\u{202e}b\\u{200b}ü"
        );
        assert_eq!(quoted("a`b"), "`a'b`");
        assert_eq!(shown(&"é".repeat(400)).chars().count(), LONGEST + 1);
    }
}
