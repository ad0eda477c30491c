use std::fmt::Display;
use std::str::FromStr;

use toml_edit::{Item, TableLike, Value};

use crate::finding::Lines;
use crate::reason::reason;
use crate::{Finding, Place, Problem};
use report::visible;

/// A table of the text, the name it has in messages, and the offset where it starts.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    table: &'a dyn TableLike,
    name: &'static str,
    pub(super) at: usize,
}

/// Typed access to tables: what is missing or of another type becomes a finding, and reading goes
/// on.
pub(super) struct Reader<'a> {
    lines: Lines<'a>,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(table: &'a dyn TableLike, name: &'static str, at: usize) -> Self {
        Self { table, name, at }
    }

    pub(super) fn get(self, key: &str) -> Option<&'a Item> {
        self.table.get(key)
    }

    /// Where a key's value starts, or the table.
    pub(super) fn at(self, key: &str) -> usize {
        self.get(key)
            .and_then(Item::span)
            .map_or(self.at, |span| span.start)
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            lines: Lines::of(text),
            findings: Vec::new(),
        }
    }

    pub(super) fn place(&self, at: usize) -> Place {
        self.lines.place(at)
    }

    pub(super) fn report(&mut self, at: usize, problem: impl Into<Problem>) {
        let place = self.place(at);
        self.findings
            .push(Finding::new(Some(place), problem.into()));
    }

    /// A value, or the finding that it is malformed.
    pub(super) fn check<T>(&mut self, at: usize, read: Result<T, impl Into<Problem>>) -> Option<T> {
        read.map_err(|problem| self.report(at, problem)).ok()
    }

    pub(super) fn known(&mut self, fields: Fields<'a>, known: &[&str]) {
        for (key, _) in fields.table.iter().filter(|(key, _)| !known.contains(key)) {
            let at = fields
                .table
                .get_key_value(key)
                .and_then(|(key, _)| key.span());
            let problem = Problem::UnknownKey {
                table: fields.name,
                key: visible(key),
            };
            self.report(at.map_or(fields.at, |span| span.start), problem);
        }
    }

    pub(super) fn required<T>(
        &mut self,
        fields: Fields<'a>,
        key: &'static str,
        read: impl FnOnce(&mut Self, Fields<'a>, &'static str) -> Option<T>,
    ) -> Option<T> {
        if fields.get(key).is_none() {
            self.report(
                fields.at,
                Problem::MissingKey {
                    table: fields.name,
                    key,
                },
            );
        }
        read(self, fields, key)
    }

    pub(super) fn string(&mut self, fields: Fields<'a>, key: &'static str) -> Option<&'a str> {
        self.typed(fields, key, "a string", Item::as_str)
    }

    pub(super) fn integer(&mut self, fields: Fields<'a>, key: &'static str) -> Option<i64> {
        self.typed(fields, key, "an integer", Item::as_integer)
    }

    pub(super) fn table(
        &mut self,
        fields: Fields<'a>,
        key: &'static str,
        name: &'static str,
    ) -> Option<Fields<'a>> {
        let table = self.typed(fields, key, "a table", Item::as_table_like)?;
        Some(Fields::new(table, name, fields.at(key)))
    }

    pub(super) fn parsed<T>(&mut self, fields: Fields<'a>, key: &'static str) -> Option<T>
    where
        T: FromStr<Err: Display>,
    {
        let text = self.string(fields, key)?;
        self.value(fields.at(key), key, text)
    }

    pub(super) fn value<T>(&mut self, at: usize, key: &'static str, text: &str) -> Option<T>
    where
        T: FromStr<Err: Display>,
    {
        let read = text.parse().map_err(|error: T::Err| Problem::Value {
            key,
            value: visible(text),
            reason: reason(&error),
        });
        self.check(at, read)
    }

    /// The tables of an array, whether written `[[key]]` or `key = [{…}]`.
    pub(super) fn tables(
        &mut self,
        fields: Fields<'a>,
        key: &'static str,
        name: &'static str,
    ) -> Vec<Fields<'a>> {
        let Some(item) = fields.get(key) else {
            return Vec::new();
        };
        if let Some(tables) = item.as_array_of_tables() {
            let at = |table: &toml_edit::Table| table.span().map_or(fields.at, |span| span.start);
            return tables
                .iter()
                .map(|table| Fields::new(table, name, at(table)))
                .collect();
        }
        let mut read = Vec::new();
        for (index, (at, value)) in self.array(fields, key).into_iter().enumerate() {
            match value.as_inline_table() {
                Some(table) => read.push(Fields::new(table, name, at)),
                None => self.wrong_type(at, &element(key, index), "a table", value.type_name()),
            }
        }
        read
    }

    pub(super) fn strings(
        &mut self,
        fields: Fields<'a>,
        key: &'static str,
    ) -> Vec<(usize, &'a str)> {
        let mut read = Vec::new();
        for (index, (at, value)) in self.array(fields, key).into_iter().enumerate() {
            match value.as_str() {
                Some(text) => read.push((at, text)),
                None => self.wrong_type(at, &element(key, index), "a string", value.type_name()),
            }
        }
        read
    }

    fn array(&mut self, fields: Fields<'a>, key: &'static str) -> Vec<(usize, &'a Value)> {
        let array = self.typed(fields, key, "an array", Item::as_array);
        let at = |value: &Value| value.span().map_or(fields.at, |span| span.start);
        array
            .into_iter()
            .flatten()
            .map(|value| (at(value), value))
            .collect()
    }

    pub(super) fn typed<T>(
        &mut self,
        fields: Fields<'a>,
        key: &'static str,
        want: &'static str,
        read: impl FnOnce(&'a Item) -> Option<T>,
    ) -> Option<T> {
        let item = fields.get(key)?;
        let value = read(item);
        if value.is_none() {
            self.wrong_type(fields.at(key), key, want, item.type_name());
        }
        value
    }

    fn wrong_type(&mut self, at: usize, key: &str, want: &'static str, got: &'static str) {
        self.report(
            at,
            Problem::Type {
                key: key.to_owned(),
                want,
                got,
            },
        );
    }
}

fn element(key: &str, index: usize) -> String {
    format!("{key}[{index}]")
}
