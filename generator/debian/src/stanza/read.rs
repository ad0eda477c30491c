//! Reading stanzas off a text.

use super::{Field, Stanza, StanzaError, MAX_VALUE};

/// The stanzas of a text, read one at a time; ends after the first error.
#[derive(Clone, Debug)]
pub struct Stanzas<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    comments: bool,
}

/// A line with its place.
struct Line<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    number: usize,
}

impl<'a> Stanzas<'a> {
    /// Stanzas of an archive's files, which have no comments.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            line: 0,
            comments: false,
        }
    }

    /// Stanzas of a file that people write: lines that start with `#` are comments.
    pub fn with_comments(text: &'a str) -> Self {
        Self {
            comments: true,
            ..Self::new(text)
        }
    }

    fn next_line(&mut self) -> Option<Line<'a>> {
        let rest = &self.text[self.at..];
        if rest.is_empty() {
            return None;
        }
        let length = rest.find('\n').unwrap_or(rest.len());
        let start = self.at;
        self.at = self.text.len().min(start + length + 1);
        self.line += 1;
        Some(Line {
            text: &rest[..length],
            start,
            end: start + length,
            number: self.line,
        })
    }

    fn stanza(&mut self) -> Result<Option<Stanza<'a>>, StanzaError> {
        let mut stanza = Stanza {
            line: 0,
            fields: Vec::with_capacity(24),
        };
        let mut open: Option<Open<'a>> = None;
        while let Some(line) = self.next_line() {
            if self.comments && line.text.starts_with('#') {
                continue;
            }
            if line.text.bytes().all(|b| b.is_ascii_whitespace()) {
                if open.is_some() {
                    break;
                }
            } else if line.text.starts_with([' ', '\t']) {
                open.as_mut()
                    .ok_or(StanzaError::Orphan { line: line.number })?
                    .end = line.end;
            } else {
                close(open.take(), self.text, &mut stanza)?;
                open = Some(Open::new(&line)?);
            }
        }
        close(open, self.text, &mut stanza)?;
        stanza.line = stanza.fields.first().map_or(0, |field| field.line);
        Ok((!stanza.fields.is_empty()).then_some(stanza))
    }
}

impl<'a> Iterator for Stanzas<'a> {
    type Item = Result<Stanza<'a>, StanzaError>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.stanza().transpose();
        if let Some(Err(_)) = next {
            self.at = self.text.len();
        }
        next
    }
}

/// A field whose end is not yet known.
struct Open<'a> {
    name: &'a str,
    line: usize,
    start: usize,
    end: usize,
}

impl<'a> Open<'a> {
    fn new(line: &Line<'a>) -> Result<Self, StanzaError> {
        match line.text.split_once(':') {
            Some((name, _)) if is_field_name(name) => Ok(Self {
                name,
                line: line.number,
                start: line.start + name.len() + 1,
                end: line.end,
            }),
            _ => Err(StanzaError::NotAField {
                line: line.number,
                got: line.text.chars().take(60).collect(),
            }),
        }
    }
}

fn is_field_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with(['#', '-']) && name.bytes().all(|b| b.is_ascii_graphic())
}

fn close<'a>(
    open: Option<Open<'a>>,
    text: &'a str,
    stanza: &mut Stanza<'a>,
) -> Result<(), StanzaError> {
    let Some(open) = open else { return Ok(()) };
    if open.end - open.start > MAX_VALUE {
        return Err(StanzaError::TooLong {
            line: open.line,
            name: open.name.into(),
        });
    }
    // The line breaks at the front stay, so that a line of the value keeps its number.
    let value = text[open.start..open.end].trim_matches([' ', '\t', '\r']);
    stanza.push(Field {
        name: open.name,
        text: value,
        line: open.line,
    })
}
