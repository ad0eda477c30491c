//! Text that somebody else wrote, fit for a terminal, a log and a reader's eye.

/// Characters of a value that a message repeats
pub const LONGEST: usize = 160;
/// Characters of a path
const LONGEST_PATH: usize = 1024;

/// A value on one line: what a terminal obeys or an eye does not see is escaped, and it is not too long
pub fn visible(text: &str) -> String {
    visible_within(text, LONGEST)
}

/// The same between backticks, which stand nowhere inside
pub fn quoted(text: &str) -> String {
    format!("`{}`", visible(text).replace('`', "'"))
}

/// The same in at most so many characters, and one that says that more follows
pub fn visible_within(text: &str, most: usize) -> String {
    let (mut line, mut length) = (String::new(), 0);
    for letter in text.chars() {
        let start = line.len();
        push_visible(letter, &mut line);
        length += line[start..].chars().count();
        if length > most {
            line.truncate(start);
            line.push('…');
            break;
        }
    }
    line
}

/// A path, which says less when it is cut
pub fn visible_path(path: &str) -> String {
    visible_within(path, LONGEST_PATH)
}

/// A whole message, whose lines and tabs stay
pub fn visible_lines(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\t' => shown.push(letter),
            letter => push_visible(letter, &mut shown),
        }
    }
    shown
}

/// One character, escaped where it is a control character or invisible
pub fn push_visible(letter: char, to: &mut String) {
    match letter {
        '\0' => to.push_str("\\0"),
        letter if letter.is_control() || is_invisible(letter) => to.extend(letter.escape_default()),
        letter => to.push(letter),
    }
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
    use super::{quoted, visible, visible_lines, visible_within, LONGEST};

    #[test]
    fn nothing_hides_in_a_value() {
        assert_eq!(
            visible("a\u{1b}[31m\r\n\u{202e}b\u{200b}\u{9b}'ü'"),
            "a\\u{1b}[31m\\r\\n\\u{202e}b\\u{200b}\\u{9b}'ü'"
        );
        assert_eq!(quoted("a`b"), "`a'b`");
        assert_eq!(visible(&"é".repeat(400)).chars().count(), LONGEST + 1);
        assert_eq!(visible_within("éé", 2), "éé");
        assert_eq!(visible_within("ééé", 2), "éé…");
        assert_eq!(visible_within("a\0\u{7}b", 4), "a\\0…");
    }

    #[test]
    fn a_message_keeps_its_lines() {
        assert_eq!(
            visible_lines("a\n\tb\r\u{7}\u{2066}"),
            "a\n\tb\\r\\u{7}\\u{2066}"
        );
    }
}
