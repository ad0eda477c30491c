/// Characters of what a machine says that a table shows
const LONGEST: usize = 200;

/// One line of what a machine says, fit for a terminal: it may hold anything
pub fn shown(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default().trim();
    let mut shown: String = line
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST)
        .collect();
    if line.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn one_line_without_control_characters() {
        assert_eq!(shown("\n a\u{1b}[31mb\r\nc"), "a[31mb");
        assert_eq!(shown(&"x".repeat(300)).chars().count(), 201);
    }
}
