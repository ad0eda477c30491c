//! Findings as text, JSON, SARIF and GitHub's workflow commands.

mod github;
mod human;
mod json;
mod sarif;

pub use github::github;
pub use human::human;
pub use json::json;
pub use sarif::sarif;

use crate::Place;
use report::line_and_column;
use std::collections::BTreeMap;

/// The texts of the files that findings are in, by path
pub type Texts = BTreeMap<String, String>;

/// Where a place starts and ends: lines and columns from 1, columns in characters
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
struct Region {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl Region {
    fn of(place: &Place, texts: &Texts) -> Self {
        let text = texts.get(&place.file).map_or("", String::as_str);
        let (line, column) = line_and_column(text, place.span.start);
        let (end_line, end_column) = line_and_column(text, place.span.end);
        Self {
            line,
            column,
            end_line,
            end_column,
        }
    }
}
