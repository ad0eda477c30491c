use super::{listed::listed, Licence};
use std::collections::BTreeSet;

/// Deeper brackets are no licence
const DEEPEST: usize = 16;

/// Reads `a and b`, `a or (b and c)`, and Debian's `a or b, and c`, in which a comma binds least.
/// `None` when it is not of that form.
pub fn expression(text: &str) -> Option<Licence> {
    let spaced = ['(', ')', ',']
        .into_iter()
        .fold(text.to_owned(), |text, mark| {
            text.replace(mark, &format!(" {mark} "))
        });
    let words: Vec<&str> = spaced.split_whitespace().collect();
    level(&words, Operator::Comma, DEEPEST)
}

#[derive(Clone, Copy)]
enum Operator {
    /// `, and` and `, or`
    Comma,
    Or,
    And,
}

fn level(words: &[&str], operator: Operator, deepest: usize) -> Option<Licence> {
    match operator {
        Operator::Comma => commas(words, deepest),
        Operator::Or => {
            let parts = split(words, "or").into_iter();
            let parts: Option<BTreeSet<_>> = parts
                .map(|part| level(part, Operator::And, deepest))
                .collect();
            Licence::any(parts?)
        }
        Operator::And => {
            let parts = split(words, "and").into_iter();
            let parts: Option<BTreeSet<_>> = parts.map(|part| one(part, deepest)).collect();
            Licence::all(parts?)
        }
    }
}

/// Parts between commas, each but the first with the same word before it
fn commas(words: &[&str], deepest: usize) -> Option<Licence> {
    let mut parts = split(words, ",").into_iter();
    let mut licences = BTreeSet::from([level(parts.next()?, Operator::Or, deepest)?]);
    let mut joined: Option<bool> = None;
    for part in parts {
        let (first, rest) = part.split_first()?;
        let and = first.eq_ignore_ascii_case("and");
        if !and && !first.eq_ignore_ascii_case("or") || joined.is_some_and(|before| before != and) {
            return None;
        }
        joined = Some(and);
        licences.insert(level(rest, Operator::Or, deepest)?);
    }
    match joined {
        Some(false) => Licence::any(licences),
        _ => Licence::all(licences),
    }
}

fn one(words: &[&str], deepest: usize) -> Option<Licence> {
    match words {
        ["(", inner @ .., ")"] => level(inner, Operator::Comma, deepest.checked_sub(1)?),
        [] => None,
        _ if words.contains(&"(") || words.contains(&")") => None,
        _ => Some(listed(&words.join(" "))),
    }
}

/// At a word outside of brackets
fn split<'a, 'w>(words: &'a [&'w str], at: &str) -> Vec<&'a [&'w str]> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0usize);
    for (number, word) in words.iter().enumerate() {
        match *word {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            word if depth == 0 && word.eq_ignore_ascii_case(at) => {
                parts.push(&words[start..number]);
                start = number + 1;
            }
            _ => {}
        }
    }
    parts.push(&words[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::expression;

    fn read(text: &str) -> String {
        expression(text).map_or("nothing".to_owned(), |licence| licence.to_string())
    }

    #[test]
    fn and_binds_before_or_and_a_comma_last() {
        for (text, want) in [
            ("MIT", "MIT"),
            ("MIT OR Apache-2.0 or MIT", "Apache-2.0 OR MIT"),
            ("MIT and ISC or 0BSD", "0BSD OR (ISC AND MIT)"),
            (
                "(Apache-2.0 OR MIT) AND BSD-3-Clause",
                "BSD-3-Clause AND (Apache-2.0 OR MIT)",
            ),
            (
                "GPL-2+ or AFL-2.1, and Expat",
                "MIT AND (AFL-2.1 OR GPL-2.0-or-later)",
            ),
            ("MIT, or ISC", "ISC OR MIT"),
            ("((MIT))", "MIT"),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn what_is_no_expression_is_nothing() {
        let deep = format!("{}MIT{}", "(".repeat(20), ")".repeat(20));
        for text in [
            "",
            "and",
            "MIT or",
            "(MIT",
            "MIT) or (ISC",
            "MIT (ISC)",
            "a, b",
            "a, or b, and c",
            &deep,
        ] {
            assert_eq!(read(text), "nothing", "{text}");
        }
    }
}
