use serde_spanned::Spanned;
use std::fmt;

/// A text with the name of its file, so that an error can say `file:line:column`.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The file's path as the reader knows it, relative to the project
    pub file: &'a str,
    /// Its text
    pub text: &'a str,
}

impl Source<'_> {
    /// An error at a value of this file
    pub fn error<T>(&self, at: &Spanned<T>, message: impl Into<String>) -> Error {
        self.error_at(Some(at.span().start), message)
    }

    /// An error at a byte offset, or about the file as a whole
    pub fn error_at(&self, offset: Option<usize>, message: impl Into<String>) -> Error {
        Error {
            file: self.file.to_owned(),
            position: offset.map(|offset| position(self.text, offset)),
            message: message.into(),
            hint: None,
        }
    }

    /// Reads a TOML file into its as-written type; an unknown key is an error
    pub fn parse<T: serde::de::DeserializeOwned>(&self) -> Result<T, Error> {
        toml_edit::de::from_str(self.text).map_err(|error| {
            self.error_at(
                error.span().map(|span| span.start),
                error.message().trim().to_owned(),
            )
        })
    }
}

/// What is wrong with a file as written, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The file
    pub file: String,
    /// Line and column, from 1
    pub position: Option<(usize, usize)>,
    /// What is wrong
    pub message: String,
    /// What to do
    pub hint: Option<String>,
}

impl Error {
    /// Adds the remedy
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some((line, column)) = self.position {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "\n\nhint: {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text.as_bytes()[..offset.min(text.len())];
    let line_start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    (
        before.iter().filter(|byte| **byte == b'\n').count() + 1,
        before.len() - line_start + 1,
    )
}
