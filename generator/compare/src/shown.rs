//! What may hold anything, fit for a terminal and for memory.

use report::visible_within;

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
    let mut shown = visible_within(&String::from_utf8_lossy(head), most);
    if head.len() < bytes.len() && !shown.ends_with('…') {
        shown.push('…');
    }
    shown
}

/// Some bytes from where they differ
pub fn from_where(want: &[u8], got: &[u8]) -> (String, String) {
    let same = want.iter().zip(got).take_while(|(one, other)| one == other);
    let at = same.count();
    let cut = |bytes: &[u8]| {
        let part = &bytes[at.min(bytes.len())..bytes.len().min(at + 16)];
        format!("`{}` at byte {at}", value(part))
    };
    (cut(want), cut(got))
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
