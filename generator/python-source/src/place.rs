use std::fmt;

use ruff_source_file::LineIndex;
use ruff_text_size::TextSize;

/// Where in a source: both count from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// A source and where its lines start, to turn byte offsets into places.
pub(crate) struct Lines<'a> {
    text: &'a str,
    index: LineIndex,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let index = LineIndex::from_source_text(text);
        Self { text, index }
    }

    pub(crate) fn place(&self, offset: TextSize) -> Place {
        let at = self.index.line_column(offset, self.text);
        Place {
            line: at.line.get(),
            column: at.column.get(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}
