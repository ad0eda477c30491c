use crate::{Attributes, Place};
use fleet::family_file::FamilyFile;
use fleet::{ImageName, Source, Table};
use python_source::{Import, SourceError};
use std::collections::BTreeMap;

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
    /// The Python locks
    pub locks: &'a [Lock],
    /// Whether the project has a seccomp profile of its own
    pub hardened: bool,
    /// The images, where there is a layout to read
    pub images: &'a [Image],
    /// What of the project enters images
    pub entering: &'a [Entering],
    /// Git's attributes, the file that decides last at the end
    pub attributes: &'a [Attributes],
}

/// A file of the project that enters an image, or a folder that holds such files
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entering {
    /// Its path, relative to the project
    pub path: String,
    /// The folder of code that it belongs to
    pub tree: String,
    /// Whether it is a folder
    pub is_folder: bool,
}

/// A Python file of services
#[derive(Debug, Clone)]
pub struct Code {
    /// The rows that hold it; never empty
    pub services: Vec<String>,
    /// Its path, relative to the project
    pub file: String,
    /// Its text
    pub text: String,
    /// What it imports, or why that cannot be read
    pub imports: Result<Vec<Import>, SourceError>,
}

impl Code {
    /// Parses a file
    pub fn read(services: Vec<String>, file: String, text: String) -> Self {
        Self {
            imports: python_source::imports(&text),
            services,
            file,
            text,
        }
    }

    pub(crate) fn place(&self, at: Option<python_source::Place>, length: usize) -> Place {
        let at = at.map(|at| (at.line, at.column));
        piece(&self.file, &self.text, at, length)
    }
}

/// A `pylock.toml` of the fleet
#[derive(Debug, Clone)]
pub struct Lock {
    /// Its path, relative to the project
    pub file: String,
    /// Its text
    pub text: String,
}

impl Lock {
    pub(crate) fn place(&self, at: Option<python::Place>) -> Place {
        piece(&self.file, &self.text, at.map(|at| (at.line, at.column)), 1)
    }
}

/// The piece of a length at a line and column: both from 1, columns in characters
fn piece(file: &str, text: &str, at: Option<(usize, usize)>, length: usize) -> Place {
    let start = at.map_or(0, |(line, column)| {
        let mut lines = text.split_inclusive('\n');
        let before: usize = lines.by_ref().take(line - 1).map(str::len).sum();
        let line = lines.next().unwrap_or_default();
        before
            + line
                .chars()
                .take(column - 1)
                .map(char::len_utf8)
                .sum::<usize>()
    });
    Place {
        file: file.to_owned(),
        span: start..(start + length).min(text.len()),
    }
}

/// An image as its bytes say
#[derive(Debug, Clone)]
pub struct Image {
    /// The machine that it is for
    pub machine: String,
    /// The image's name on that machine
    pub name: String,
    /// `User` of its config
    pub user: String,
    /// The labels of its config
    pub labels: BTreeMap<String, String>,
    /// What its files need of each other
    pub needs: Vec<elf::Need>,
    /// Its programs whose loader it does not have
    pub unloadable: Vec<elf::Unloadable>,
    /// What its `PATH` finds, folder by folder
    pub programs: Vec<Program>,
}

impl Image {
    /// Its name in the lock
    pub fn full_name(&self) -> ImageName<'_> {
        ImageName::new(&self.machine, &self.name)
    }
}

/// A program in a folder of an image's `PATH`
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Program {
    /// Its path, `usr/bin/env`
    pub path: String,
    /// Where that leads when every link is followed
    pub real: String,
    /// The name of the layer that brings it
    pub layer: String,
}
