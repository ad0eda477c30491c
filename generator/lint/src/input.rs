use fleet::family_file::FamilyFile;
use fleet::{Source, Table};
use std::collections::BTreeMap;
use std::ops::Range;

/// What the rules see: as written, resolved by nobody
pub struct Input<'a> {
    /// The table's file
    pub source: Source<'a>,
    /// The table
    pub table: &'a Table,
    /// The families by name, each with its file
    pub families: &'a BTreeMap<String, (Source<'a>, FamilyFile)>,
    /// The Python code of the services
    pub code: &'a [Code],
}

/// A Python file of a service
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The rows that hold it
    pub services: Vec<String>,
    /// Its path, relative to the project
    pub file: String,
    /// What it imports, or why that cannot be read
    pub imports: Result<Vec<Import>, Import>,
}

/// An import, or the place and message of a syntax error
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The module or name, dotted; the message of an error
    pub name: String,
    /// Bytes of the file
    pub span: Range<usize>,
}
