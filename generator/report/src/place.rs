/// Line and column of a byte offset in a text, both from 1; columns are characters, as editors count them. An
/// offset inside of a character is that character's, and one past the end is the end's.
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = &text[..at];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (
        before.matches('\n').count() + 1,
        before[start..].chars().count() + 1,
    )
}

#[cfg(test)]
mod tests {
    use super::line_and_column;

    #[test]
    fn columns_are_characters() {
        let text = "äb\ncd";
        assert_eq!(
            [0, 1, 2, 3, 4, 9].map(|at| line_and_column(text, at)),
            [(1, 1), (1, 1), (1, 2), (1, 3), (2, 1), (2, 3)]
        );
    }
}
