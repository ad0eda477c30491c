//! The parser's complaints in this house's words.

use crate::{Error, Place, Problem};
use report::visible;
use saphyr_parser::ScanError;

/// The lines of a text, as YAML ends them, each with the first tab of its indentation
pub(super) struct Lines<'a>(Vec<(&'a str, Option<usize>)>);

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let (mut lines, mut rest) = (vec![], text);
        while let Some(at) = rest.find(['\n', '\r']) {
            lines.push(&rest[..at]);
            let ending = if rest[at..].starts_with("\r\n") { 2 } else { 1 };
            rest = &rest[at + ending..];
        }
        lines.push(rest);
        Self(lines.into_iter().map(|line| (line, tab(line))).collect())
    }

    /// Refuses what is preceded by nothing but blanks, one of them a tab.
    ///
    /// Within brackets and before the first key, YAML lets that pass.
    pub(super) fn refuse_tab(&self, place: Place) -> Result<(), Error> {
        match self.tab(place.line) {
            Some(tab) if tab.column < place.column => Err(Error::new(tab, Problem::Tab)),
            _ => Ok(()),
        }
    }

    fn tab(&self, line: usize) -> Option<Place> {
        let column = self.0.get(line.wrapping_sub(1))?.1?;
        Some(Place { line, column })
    }

    fn line(&self, line: usize) -> &'a str {
        self.0.get(line.wrapping_sub(1)).map_or("", |line| line.0)
    }
}

/// The column of the first tab in the indentation of a line that holds more than that
fn tab(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches([' ', '\t']);
    let column = line[..line.len() - rest.len()].find('\t')? + 1;
    (!rest.is_empty()).then_some(column)
}

/// What a complaint means
pub(super) fn of(error: &ScanError, lines: &Lines<'_>) -> Error {
    let (info, marker) = (error.info(), error.marker());
    let place = Place {
        line: marker.line(),
        column: marker.col() + 1,
    };
    if info.contains("tab") {
        // The complaint is about the scalar before the tab as often as about the tab.
        let after = place.line..=lines.0.len();
        if let Some(tab) = after.into_iter().find_map(|line| lines.tab(line)) {
            return Error::new(tab, Problem::Tab);
        }
    }
    let line = || visible(lines.line(place.line).trim());
    let problem = match info {
        "recursion limit exceeded" => Problem::TooDeep,
        "while parsing node, found unknown anchor" => Problem::Alias,
        "while parsing a block mapping, did not find expected key"
        | "while parsing a block collection, did not find expected '-' indicator"
        | "invalid indentation"
        | "wrongly indented line in block scalar" => Problem::Indentation(format!(
            "the indentation of `{}` matches none of the lines above",
            line()
        )),
        "mapping values are not allowed in this context" => {
            Problem::Indentation(format!("`{}` cannot have a value here", line()))
        }
        "block sequence entries are not allowed in this context" => {
            Problem::Indentation(format!("`{}` cannot be an item here", line()))
        }
        info => Problem::Syntax(info.replace('\'', "`")),
    };
    Error::new(place, problem)
}
