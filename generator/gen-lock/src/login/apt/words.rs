/// A word of a file, and its line
#[derive(Clone, Copy)]
pub struct Word<'a> {
    pub text: &'a str,
    pub line: usize,
    /// Whether its line is what a person means as a comment
    pub is_comment: bool,
}

/// Words between blanks: apt knows no quotes, no escapes and no comments. Of a line that is no UTF-8
/// nothing is taken.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let lines = text.lines().zip(1..);
    let lines = lines.filter(|(text, _)| !text.contains(char::REPLACEMENT_CHARACTER));
    let words = lines.flat_map(|(line_text, line)| {
        let is_comment = line_text.trim_start().starts_with('#');
        let words = line_text.split_ascii_whitespace();
        words.map(move |text| Word {
            text,
            line,
            is_comment,
        })
    });
    words.collect()
}
