use report::visible;

/// The first line of what a machine says, fit for a terminal: it may hold anything
pub fn first_line(text: &str) -> String {
    visible(text.trim().lines().next().unwrap_or_default().trim())
}

#[cfg(test)]
mod tests {
    use super::first_line;

    #[test]
    fn one_line_that_hides_nothing() {
        assert_eq!(first_line("\n a\u{1b}[31mb\r\nc"), "a\\u{1b}[31mb");
    }
}
