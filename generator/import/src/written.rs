use crate::Location;
use fleet::table::Service;
use fleet::{Error, Source, Table};
use report::line_and_column;
use serde_spanned::Spanned;
use toml_edit::{Document, TableLike};

/// The table with where everything of it stands.
pub struct Written<'a> {
    /// Its text.
    pub source: Source<'a>,
    /// As written.
    pub table: Table,
    document: Document<&'a str>,
}

impl<'a> Written<'a> {
    /// Reads a table.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(source: Source<'a>) -> Result<Self, Error> {
        let table = source.parse()?;
        let document = Document::parse(source.text);
        let document =
            document.map_err(|error| source.error_at(None, error.message().to_owned()))?;
        Ok(Self {
            source,
            table,
            document,
        })
    }

    /// The row of a service, on whichever machine
    pub(crate) fn row(&self, name: &str) -> Option<&Service> {
        let mut rows = self.table.services.iter();
        rows.find(|row| row.name.get_ref() == name)
    }

    /// Where a value stands
    pub(crate) fn at<T>(&self, value: &Spanned<T>) -> Location {
        self.location(value.span().start)
    }

    /// Where a key stands, or the last of its path that is there
    pub(crate) fn key(&self, path: &[&str]) -> Location {
        self.location(last_key(self.document.as_table(), path).unwrap_or(0))
    }

    /// Where a row says something of a machine, or at all; else its name
    pub(crate) fn field(&self, row: &Service, machine: &str, field: &str) -> Location {
        let mut rows = self.table.services.iter();
        let index = rows.position(|other| other.name.span() == row.name.span());
        let rows = self.document.as_table().get("services");
        let written = rows.and_then(|rows| rows.as_array_of_tables()?.get(index?));
        let offset = written.and_then(|written| {
            let on = written.get("on").and_then(|on| on.get(machine));
            let on = on.and_then(|on| key(on.as_table_like()?, field));
            on.or_else(|| key(written, field))
        });
        self.location(offset.unwrap_or(row.name.span().start))
    }

    fn location(&self, offset: usize) -> Location {
        let (line, column) = line_and_column(self.source.text, offset);
        Location {
            file: self.source.file.to_owned(),
            line,
            column,
        }
    }
}

fn key(table: &dyn TableLike, name: &str) -> Option<usize> {
    table.key(name)?.span().map(|span| span.start)
}

fn last_key(root: &dyn TableLike, path: &[&str]) -> Option<usize> {
    let (mut table, mut last) = (root, None);
    for name in path {
        match key(table, name) {
            Some(start) => last = Some(start),
            None => return last,
        }
        match table.get(name).and_then(|item| item.as_table_like()) {
            Some(below) => table = below,
            None => return last,
        }
    }
    last
}
