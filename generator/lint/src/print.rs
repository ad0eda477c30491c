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
        let (line, column) = position(text, place.span.start);
        let (end_line, end_column) = position(text, place.span.end);
        Self {
            line,
            column,
            end_line,
            end_column,
        }
    }
}

fn position(text: &str, offset: usize) -> (usize, usize) {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = &text[..at];
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    (
        before.matches('\n').count() + 1,
        before[line..].chars().count() + 1,
    )
}

#[cfg(test)]
mod tests {
    use super::position;

    #[test]
    fn columns_are_characters() {
        let text = "äb\ncd";
        assert_eq!(
            [0, 2, 4, 9].map(|at| position(text, at)),
            [(1, 1), (1, 2), (2, 1), (2, 3)]
        );
    }
}
