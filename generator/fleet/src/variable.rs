//! `${NAME}` and `${NAME:-default}` in the values of a row.

use std::collections::BTreeMap;

/// A reference in a text
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference<'a> {
    /// The variable
    pub name: &'a str,
    /// What stands in for it
    pub default: Option<&'a str>,
    /// Bytes of the text that it takes, from `$` to `}`
    pub span: std::ops::Range<usize>,
}

/// The references of a text, in order. A `${` without an end, or around something that is no name,
/// is text.
pub fn references(text: &str) -> Vec<Reference<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("${").map(|at| from + at) {
        let inner = start + 2;
        let Some(end) = text[inner..].find('}').map(|at| inner + at) else {
            break;
        };
        let (name, default) = match text[inner..end].split_once(":-") {
            Some((name, default)) => (name, Some(default)),
            None => (&text[inner..end], None),
        };
        if is_name(name) {
            let span = start..end + 1;
            found.push(Reference {
                name,
                default,
                span,
            });
        }
        from = end + 1;
    }
    found
}

/// The text with every reference replaced by its value or its default.
///
/// # Errors
/// The first name that has neither.
pub fn expand(text: &str, values: &BTreeMap<String, String>) -> Result<String, String> {
    let mut expanded = String::new();
    let mut from = 0;
    for reference in references(text) {
        expanded.push_str(&text[from..reference.span.start]);
        let value = values.get(reference.name).map(String::as_str);
        expanded.push_str(value.or(reference.default).ok_or(reference.name)?);
        from = reference.span.end;
    }
    expanded.push_str(&text[from..]);
    Ok(expanded)
}

fn is_name(name: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    name.bytes().all(legal)
        && name
            .bytes()
            .next()
            .is_some_and(|byte| !byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{expand, references};
    use std::collections::BTreeMap;

    fn expanded(text: &str) -> Result<String, String> {
        let values = [("HOST", "pc2"), ("EMPTY", "")];
        let values = values.map(|(name, value)| (name.to_owned(), value.to_owned()));
        expand(text, &BTreeMap::from(values))
    }

    #[test]
    fn a_value_goes_before_a_default() {
        let text = "ws://${HOST:-x}:${PORT:-80}/${EMPTY}";
        assert_eq!(expanded(text).unwrap(), "ws://pc2:80/");
    }

    #[test]
    fn neither_value_nor_default_is_named() {
        assert_eq!(expanded("a ${HOST} ${NONE}").unwrap_err(), "NONE");
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in [
            "$HOST",
            "${",
            "${}",
            "${1A}",
            "${a b}",
            "$${",
            "}",
            "äöü ${",
        ] {
            assert_eq!(expanded(text).unwrap(), text);
            assert_eq!(references(text), []);
        }
    }
}
