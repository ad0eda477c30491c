use report::line_and_column;
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
            position: offset.map(|offset| line_and_column(self.text, offset)),
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

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn a_column_is_counted_in_characters() {
        let source = Source {
            file: "fleet.toml",
            text: "a = 1\nä = [\"ö\", 2]",
        };
        let two = source.text.find('2');
        let error = source.error_at(two, "too large");
        assert_eq!(error.to_string(), "fleet.toml:2:11: too large");
    }
}
