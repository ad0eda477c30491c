//! What an archive says of itself, fit for a message: a terminal obeys none of it.

/// A name, on one line whatever it holds.
pub fn name(text: &str) -> String {
    escaped(text, |_| false)
}

/// A whole message, which has lines of its own.
pub fn message(error: &dyn std::fmt::Display) -> String {
    escaped(&error.to_string(), |c| c == '\n')
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
    use super::*;

    #[test]
    fn names_stay_on_their_line_and_nothing_reaches_the_terminal() {
        assert_eq!(name("é\n\u{1b}[2J\u{9b}"), "é\\n\\u{1b}[2J\\u{9b}");
        assert_eq!(message(&"a\r\n\nhint: b\u{7}"), "a\\r\n\nhint: b\\u{7}");
    }
}
