//! Deb822: stanzas of `Name: value` fields between blank lines; a line that starts with a blank
//! continues the value above it. Nothing is copied: fields borrow from the text.

mod read;

pub use read::Stanzas;

/// More fields than this in one stanza are refused.
pub const MAX_FIELDS: usize = 256;
/// A longer value than this is refused.
pub const MAX_VALUE: usize = 16 << 20;

/// A text that is no deb822.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum StanzaError {
    /// Neither a field nor a continuation.
    #[error("line {line}: want `Name: value`, got: {got}")]
    NotAField {
        /// Counted from 1.
        line: usize,
        /// The line, shortened.
        got: String,
    },
    /// A continuation with nothing above it.
    #[error("line {line}: a continuation line without a field above it")]
    Orphan {
        /// Counted from 1.
        line: usize,
    },
    /// Twice in one stanza; names ignore case.
    #[error("line {line}: field `{name}` is already set in this stanza")]
    Duplicate {
        /// Counted from 1.
        line: usize,
        /// As written the second time.
        name: String,
    },
    /// More than [`MAX_FIELDS`].
    #[error("line {line}: more than {MAX_FIELDS} fields in one stanza")]
    TooManyFields {
        /// Counted from 1.
        line: usize,
    },
    /// More than [`MAX_VALUE`].
    #[error("line {line}: field `{name}` is longer than {MAX_VALUE} bytes")]
    TooLong {
        /// Counted from 1.
        line: usize,
        /// The field.
        name: String,
    },
    /// A stanza lacks a field.
    #[error("line {line}: the stanza has no field `{name}`")]
    Missing {
        /// Where the stanza starts.
        line: usize,
        /// The field.
        name: &'static str,
    },
    /// One line was wanted.
    #[error("line {line}: field `{name}` must not span several lines")]
    ManyLines {
        /// Counted from 1.
        line: usize,
        /// The field.
        name: String,
    },
}

/// One field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// As written.
    pub name: &'a str,
    /// The value with its line breaks, blanks at both ends left out.
    pub text: &'a str,
    /// Where it starts, counted from 1.
    pub line: usize,
}

impl<'a> Field<'a> {
    /// The value of a field that must not be folded.
    pub fn one_line(&self) -> Result<&'a str, StanzaError> {
        if self.text.contains('\n') {
            return Err(StanzaError::ManyLines {
                line: self.line,
                name: self.name.into(),
            });
        }
        Ok(self.text)
    }

    /// The value's lines with their numbers, trimmed; comments and empty lines left out.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &'a str)> {
        let first = self.line;
        let numbered = (first..).zip(self.text.split('\n'));
        let values = numbered.filter(move |(n, line)| *n == first || !line.starts_with('#'));
        values
            .map(|(n, line)| (n, line.trim()))
            .filter(|(_, line)| !line.is_empty())
    }

    /// The words of all lines.
    pub fn words(&self) -> impl Iterator<Item = &'a str> {
        self.lines()
            .flat_map(|(_, line)| line.split_ascii_whitespace())
    }
}

/// One stanza, never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stanza<'a> {
    /// Where it starts, counted from 1.
    pub line: usize,
    /// In the order written.
    pub fields: Vec<Field<'a>>,
}

impl<'a> Stanza<'a> {
    /// A field by name; case does not matter.
    pub fn get(&self, name: &str) -> Option<&Field<'a>> {
        self.fields
            .iter()
            .find(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// A field that must be there.
    pub fn require(&self, name: &'static str) -> Result<&Field<'a>, StanzaError> {
        self.get(name).ok_or(StanzaError::Missing {
            line: self.line,
            name,
        })
    }

    fn push(&mut self, field: Field<'a>) -> Result<(), StanzaError> {
        if self.get(field.name).is_some() {
            return Err(StanzaError::Duplicate {
                line: field.line,
                name: field.name.into(),
            });
        }
        if self.fields.len() == MAX_FIELDS {
            return Err(StanzaError::TooManyFields { line: field.line });
        }
        self.fields.push(field);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
