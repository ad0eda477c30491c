use crate::Place;

/// A word or comment of the file, and where it stands.
pub(super) struct Piece<'a> {
    pub(super) place: Place,
    pub(super) text: &'a str,
}

/// One line as pip sees it, after backslashes join lines and comments go.
#[derive(Default)]
pub(super) struct Logical<'a> {
    /// What stands before the first option.
    pub(super) requirement: Vec<Piece<'a>>,
    /// The options, each word by itself.
    pub(super) options: Vec<Piece<'a>>,
    /// The comment that ends it or is all of it.
    pub(super) comment: Option<Piece<'a>>,
    /// Where it breaks off, if the file ends after a backslash.
    pub(super) unfinished: Option<Place>,
}

/// The logical lines of a text.
pub(super) fn lines(text: &str) -> Vec<Logical<'_>> {
    let mut lines = Vec::new();
    let mut open: Option<Logical<'_>> = None;
    for (number, physical) in (1..).zip(text.lines()) {
        let mut line = open.take().unwrap_or_default();
        let (words, comment) = split_comment(physical);
        let continued = comment
            .is_none()
            .then(|| words.trim_end().strip_suffix('\\'))
            .flatten();
        push_words(&mut line, number, physical, continued.unwrap_or(words));
        line.comment = comment.map(|text| piece(number, physical, text));
        match continued {
            Some(before) => {
                line.unfinished = Some(piece(number, physical, &words[before.len()..]).place);
                open = Some(line);
            }
            None => {
                line.unfinished = None;
                lines.push(line);
            }
        }
    }
    lines.extend(open);
    lines
}

/// A comment starts at a `#` at the line's start or after a blank.
fn split_comment(line: &str) -> (&str, Option<&str>) {
    let starts = |at: usize| at == 0 || line[..at].ends_with([' ', '\t']);
    match line
        .match_indices('#')
        .map(|(at, _)| at)
        .find(|at| starts(*at))
    {
        Some(at) => (&line[..at], Some(&line[at..])),
        None => (line, None),
    }
}

fn push_words<'a>(line: &mut Logical<'a>, number: usize, physical: &'a str, words: &'a str) {
    for word in words.split_ascii_whitespace() {
        let piece = piece(number, physical, word);
        if word.starts_with('-') || !line.options.is_empty() {
            line.options.push(piece);
        } else {
            line.requirement.push(piece);
        }
    }
}

/// `text` is a part of `physical`.
fn piece<'a>(line: usize, physical: &str, text: &'a str) -> Piece<'a> {
    let offset = text.as_ptr() as usize - physical.as_ptr() as usize;
    let column = physical
        .get(..offset)
        .map_or(1, |before| before.chars().count() + 1);
    Piece {
        place: Place { line, column },
        text,
    }
}
