use ruff_python_parser::{parse_module, ParseError};

use crate::place::Lines;
use crate::{depth, walk, Place, SourceError};

/// A hundred times the longest module of the fleet.
pub(crate) const MOST_BYTES: usize = 4 << 20;

/// Room for a tree as deep as [`depth::MOST_DEPTH`] lets it be, even unoptimized.
const STACK: usize = 64 << 20;

/// One name that a source imports: a statement that lists three names gives three.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Import {
    /// Where the name stands, or the string of a dynamic import.
    pub place: Place,
    /// The dotted name as written: with leading dots when relative, nothing else for `from .`.
    pub module: String,
    /// What is taken out of the module: `C` of `from a.b import C`, `*` for everything.
    pub symbol: Option<String>,
    /// What it is called here: `D` of `import C as D`.
    pub alias: Option<String>,
    /// How it is imported.
    pub form: Form,
}

/// How a name is imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// `import a.b`
    Import,
    /// `from a.b import C`
    From,
    /// `importlib.import_module("a.b")` or `__import__("a.b")`, under whatever prefix
    Dynamic,
}

/// Everything that a source imports, wherever in it, in the order of the text.
///
/// # Errors
/// When the text is no Python, or larger or deeper than any that people write.
pub fn imports(text: &str) -> Result<Vec<Import>, SourceError> {
    if text.len() > MOST_BYTES {
        return Err(SourceError::TooLong);
    }
    let lines = Lines::of(text);
    if let Some(offset) = depth::exceeded(text) {
        let place = lines.place(offset);
        return Err(SourceError::TooDeep { place });
    }
    // the tree must be dropped where it was built: both recurse
    stacker::grow(STACK, || read(text, &lines))
}

fn read(text: &str, lines: &Lines) -> Result<Vec<Import>, SourceError> {
    let parsed = parse_module(text).map_err(|error| syntax(&error, lines))?;
    let mut found = walk::imports(parsed.suite(), lines);
    found.sort();
    Ok(found)
}

fn syntax(error: &ParseError, lines: &Lines) -> SourceError {
    SourceError::Syntax {
        place: lines.place(error.location.start()),
        reason: reason(&error.error.to_string()),
    }
}

/// The parser's message in the grammar of ours: no control character that it repeats, no full
/// stop.
fn reason(text: &str) -> String {
    let shown = |letter: char| match letter {
        control if control.is_control() => format!("`{}`", control.escape_default()),
        letter => letter.to_string(),
    };
    let text: String = text.chars().map(shown).collect();
    text.trim_end_matches(['.', ':']).to_owned()
}
