//! Variables in the values of a row, as the Compose specification and POSIX shells (XCU 2.6.2) know
//! them: `${NAME}`; `${NAME:-word}`, `${NAME:?word}` and `${NAME:+word}`, for which an empty value is as
//! good as none; and `${NAME-word}`, `${NAME?word}` and `${NAME+word}`, for which it is a value.
//!
//! A word may hold variables itself. `$${` is a `${` that nothing replaces.

use report::visible;
use std::collections::BTreeMap;
use std::fmt;

/// Deeper words are text
const DEEPEST: usize = 8;

/// A variable that has to have a value, and has none
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// Its name
    pub name: String,
    /// Whether it has a value, which is empty, where that does not do
    pub empty: bool,
    /// What the text says of it, after `?`; may be empty
    pub why: String,
}

/// `${NAME} has no value`, and why that matters
impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.empty {
            "is empty"
        } else {
            "has no value"
        };
        write!(f, "`${{{}}}` {what}", self.name)?;
        match self.why.trim() {
            "" => Ok(()),
            why => write!(f, " ({})", visible(why)),
        }
    }
}

/// The text with every variable replaced
///
/// # Errors
/// The first variable that has to have a value, and has none.
pub fn expand(text: &str, values: &BTreeMap<String, String>) -> Result<String, Missing> {
    let mut expansion = Expansion::of(values);
    let expanded = expansion.text(text, DEEPEST);
    match expansion.missing.into_iter().next() {
        Some(missing) => Err(missing),
        None => Ok(expanded),
    }
}

/// Every variable of a text that has to have a value, and has none, in order
pub fn missing(text: &str, values: &BTreeMap<String, String>) -> Vec<Missing> {
    let mut expansion = Expansion::of(values);
    drop(expansion.text(text, DEEPEST));
    expansion.missing
}

struct Expansion<'a> {
    values: &'a BTreeMap<String, String>,
    missing: Vec<Missing>,
}

impl<'a> Expansion<'a> {
    fn of(values: &'a BTreeMap<String, String>) -> Self {
        Self {
            values,
            missing: Vec::new(),
        }
    }

    /// A `${` without an end, or around something that is no variable, is text
    fn text(&mut self, text: &str, deepest: usize) -> String {
        if deepest == 0 {
            return text.to_owned();
        }
        let ends = ends(text);
        let (mut expanded, mut at) = (String::new(), 0);
        while let Some(start) = text[at..].find("${").map(|found| at + found) {
            let before = &text[at..start];
            if let Some(before) = before.strip_suffix('$') {
                expanded += before;
                expanded += "${";
                at = start + 2;
                continue;
            }
            expanded += before;
            let end = ends.get(&start).copied();
            let variable = end.and_then(|end| Some((Variable::of(&text[start + 2..end])?, end)));
            at = match variable {
                Some((variable, end)) => {
                    expanded += &self.variable(&variable, deepest - 1);
                    end + 1
                }
                None => {
                    expanded += "${";
                    start + 2
                }
            };
        }
        expanded + &text[at..]
    }

    fn variable(&mut self, variable: &Variable<'_>, deepest: usize) -> String {
        let value = self.values.get(variable.name);
        let set = value.filter(|value| !variable.colon || !value.is_empty());
        match (variable.operator, set) {
            (Operator::Alternative, Some(_)) | (Operator::Default, None) => {
                self.text(variable.word, deepest)
            }
            (Operator::Alternative, None) => String::new(),
            (_, Some(value)) => value.clone(),
            (Operator::Required, None) => {
                self.missing.push(Missing {
                    name: variable.name.to_owned(),
                    empty: value.is_some(),
                    why: variable.word.to_owned(),
                });
                String::new()
            }
        }
    }
}

/// Where each `${` stands, and the `}` that belongs to it
fn ends(text: &str) -> BTreeMap<usize, usize> {
    let (mut ends, mut open) = (BTreeMap::new(), Vec::new());
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'{' if bytes[..at].ends_with(b"$") && !bytes[..at].ends_with(b"$$") => {
                open.push(at - 1)
            }
            b'}' => ends.extend(open.pop().map(|start| (start, at))),
            _ => {}
        }
    }
    ends
}

#[derive(Debug, Clone, Copy)]
enum Operator {
    /// `-`, and what is in its place without a word: the value or the word
    Default,
    /// `?`, and no operator at all: the value, or it is missing
    Required,
    /// `+`: the word where there is a value
    Alternative,
}

/// What stands between `${` and `}`
struct Variable<'a> {
    name: &'a str,
    operator: Operator,
    /// Whether an empty value is as good as none
    colon: bool,
    word: &'a str,
}

impl<'a> Variable<'a> {
    fn of(inner: &'a str) -> Option<Self> {
        let legal = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let length = inner.find(|c| !legal(c)).unwrap_or(inner.len());
        let (name, rest) = inner.split_at(length);
        if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let (colon, after) = match rest.strip_prefix(':') {
            Some(after) => (true, after),
            None => (false, rest),
        };
        let (operator, word) = match after.chars().next() {
            None if !colon => (Operator::Required, after),
            Some('-') => (Operator::Default, &after[1..]),
            Some('?') => (Operator::Required, &after[1..]),
            Some('+') => (Operator::Alternative, &after[1..]),
            _ => return None,
        };
        Some(Self {
            name,
            operator,
            colon,
            word,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{expand, missing};
    use std::collections::BTreeMap;

    fn values() -> BTreeMap<String, String> {
        let values = [("HOST", "pc2"), ("EMPTY", "")];
        values
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into()
    }

    fn expanded(text: &str) -> Result<String, String> {
        expand(text, &values()).map_err(|missing| missing.to_string())
    }

    /// As `sh -c 'printf %s "TEXT"'` with these values prints them
    #[test]
    fn every_form_is_as_a_shell_has_it() {
        for (text, want) in [
            ("ws://${HOST:-x}:${PORT:-80}/${EMPTY}", "ws://pc2:80/"),
            ("${EMPTY:-x}|${EMPTY-x}|${NONE:-x}|${NONE-x}", "x||x|x"),
            ("${HOST:+x}|${EMPTY:+x}|${EMPTY+x}|${NONE+x}", "x||x|"),
            ("${HOST:?why}${HOST?why}${EMPTY?}", "pc2pc2"),
            ("${NONE:-a${HOST}b}${NONE:-${NONE-${HOST}}}", "apc2bpc2"),
            ("${NONE:-}${NONE-}", ""),
            ("${NONE:-a:-b-c}", "a:-b-c"),
            ("${NONE:-'a\" \\%#}", "'a\" \\%#"),
        ] {
            assert_eq!(expanded(text).as_deref(), Ok(want), "{text}");
        }
    }

    #[test]
    fn what_is_missing_is_told_with_its_reason() {
        insta::assert_snapshot!(expanded("a ${HOST} ${NONE}").unwrap_err(), @"`${NONE}` has no value");
        insta::assert_snapshot!(expanded("${EMPTY:?set it\nhere}").unwrap_err(), @r"`${EMPTY}` is empty (set it\nhere)");
        let all = missing("${HOST:+${A}}${EMPTY:+${B}}${C?}${D:-${E}}", &values());
        let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["A", "C", "E"]);
    }

    #[test]
    fn what_is_no_variable_stays() {
        for text in [
            "$HOST",
            "${",
            "${}",
            "${1A}",
            "${a b}",
            "}",
            "äöü ${",
            "${A:}",
            "${A:x}",
            "$$",
            "$$HOST",
        ] {
            assert_eq!(expanded(text).unwrap(), text);
        }
        assert_eq!(expanded("$${HOST} $$${HOST}").unwrap(), "${HOST} $${HOST}");
        let deep = format!("{}x{}", "${A:-".repeat(100_000), "}".repeat(100_000));
        assert!(expanded(&deep).is_ok());
    }
}
