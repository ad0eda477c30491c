//! `gitattributes(5)`: which line of which file says what of a path.

mod line;
mod pattern;

use crate::Place;
use line::Line;
use std::collections::BTreeMap;
use std::ops::Range;

/// A `.gitattributes` of the project, or the repository's own `info/attributes`
#[derive(Debug, Clone)]
pub struct Attributes {
    /// Its path, relative to the project
    pub file: String,
    /// The folder that its patterns are relative to, without a slash at its end; empty for the root
    pub folder: String,
    /// Its text
    pub text: String,
}

/// What an attribute is for a path: never unspecified
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum State {
    /// `name`
    Set,
    /// `-name`
    Unset,
    /// `name=value`
    Value(String),
}

/// An attribute's state, and the line that decided
pub(crate) struct Decided {
    pub state: State,
    pub at: Place,
}

/// Files of attributes, the ones that decide last
pub(crate) struct Rules<'a> {
    files: Vec<(&'a Attributes, Vec<Line>)>,
}

impl<'a> Rules<'a> {
    /// The files in the order of their power: what lies deeper decides later, and the repository's
    /// own file, which is given last, last of all
    pub fn of(files: &'a [Attributes]) -> Self {
        let mut macros = line::built_in();
        let read = |file: &'a Attributes| {
            let may_define = file.folder.is_empty();
            (file, line::lines(&file.text, may_define, &mut macros))
        };
        Self {
            files: files.iter().map(read).collect(),
        }
    }

    /// What is said of a path, by attribute
    pub fn of_path(&self, path: &str) -> BTreeMap<&str, Decided> {
        let mut decided: BTreeMap<&str, Decided> = BTreeMap::new();
        for (file, lines) in &self.files {
            let Some(inner) = below(path, &file.folder) else {
                continue;
            };
            for line in lines.iter().filter(|line| line.pattern.matches(inner)) {
                for (name, state) in &line.states {
                    match state {
                        None => decided.remove(name.as_str()),
                        Some(state) => {
                            decided.insert(name.as_str(), file.decided(state, &line.span))
                        }
                    };
                }
            }
        }
        decided
    }
}

impl Attributes {
    fn decided(&self, state: &State, span: &Range<usize>) -> Decided {
        Decided {
            state: state.clone(),
            at: Place {
                file: self.file.clone(),
                span: span.clone(),
            },
        }
    }
}

/// A path relative to a folder above it
fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    match folder {
        "" => Some(path),
        _ => path.strip_prefix(folder)?.strip_prefix('/'),
    }
}
