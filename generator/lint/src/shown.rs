//! What the bytes of images and the locks say, fit for a terminal and for a report.

/// A path, on one line whatever it holds
pub fn path(text: &str) -> String {
    escaped(text, |_| false)
}

/// A message, which may have lines
pub fn message(text: &str) -> String {
    escaped(text, |c| matches!(c, '\n' | '\t'))
}

fn escaped(text: &str, stays: impl Fn(char) -> bool) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_control() && !stays(c) {
            true => shown.extend(c.escape_default()),
            false => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{message, path};

    #[test]
    fn a_path_is_one_line_and_nothing_reaches_the_terminal() {
        assert_eq!(path("a\n::error::b\u{1b}[2J"), "a\\n::error::b\\u{1b}[2J");
        assert_eq!(message("a\nb\r\u{9b}"), "a\nb\\r\\u{9b}");
    }
}
