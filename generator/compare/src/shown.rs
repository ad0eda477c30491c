//! What may hold anything, fit for a terminal and for memory.

/// Characters of a path that are shown
const LONGEST_PATH: usize = 1024;
/// Characters of a value that are shown
const LONGEST_VALUE: usize = 300;

/// A path or name of a member
pub fn path(bytes: &[u8]) -> String {
    cut(bytes, LONGEST_PATH)
}

/// A value
pub fn value(bytes: &[u8]) -> String {
    cut(bytes, LONGEST_VALUE)
}

fn cut(bytes: &[u8], most: usize) -> String {
    // A character has at most four bytes.
    let head = &bytes[..bytes.len().min(4 * most)];
    let text = String::from_utf8_lossy(head);
    let mut shown: String = text.chars().take(most).flat_map(visible).collect();
    if head.len() < bytes.len() || text.chars().nth(most).is_some() {
        shown.push('…');
    }
    shown
}

/// A character, escaped where a terminal would obey it
pub fn visible(c: char) -> impl Iterator<Item = char> {
    let escaped = c.is_control() && c != '\t';
    let mut plain = (!escaped).then_some(c).into_iter();
    let mut code = escaped.then(|| c.escape_default()).into_iter().flatten();
    std::iter::from_fn(move || plain.next().or_else(|| code.next()))
}

#[cfg(test)]
mod tests {
    use super::{path, value};

    #[test]
    fn nothing_that_a_terminal_obeys_and_nothing_long() {
        assert_eq!(path(b"a\x1b[2J\nb\xff"), "a\\u{1b}[2J\\nb\u{fffd}");
        assert_eq!(value(&[b'x'; 301]), format!("{}…", "x".repeat(300)));
        assert_eq!(value("é".repeat(300).as_bytes()), "é".repeat(300));
    }
}
