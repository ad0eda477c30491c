//! Two JSON documents, value by value.

use crate::{shown, Difference, Differences, Field};
use serde_json::Value;
use similar::{capture_diff_slices, Algorithm, DiffOp, DiffTag};

/// Items of a list: aligning them takes longer with the square of them
const MOST_ALIGNED: usize = 2_000;

/// Compares two documents; a value is named by its path, such as `config.Env[3]`
pub fn documents(want: &[u8], got: &[u8]) -> Differences {
    let mut found = Differences::default();
    if want == got {
        return found;
    }
    let read = |bytes: &[u8]| {
        let value = serde_json::from_slice::<Value>(bytes);
        value.map_err(|error| format!("invalid JSON: {error}"))
    };
    match (read(want), read(got)) {
        (Ok(one), Ok(other)) if one == other => {
            let (want, got) = shown::from_where(want, got);
            found.field("", Field::Spelling, &want, &got);
        }
        (Ok(one), Ok(other)) => values("", &one, &other, &mut found),
        (one, other) => {
            let words =
                |read: Result<Value, String>| read.map_or_else(|why| why, |_| "JSON".to_owned());
            found.field("", Field::Value, &words(one), &words(other));
        }
    }
    found
}

fn values(path: &str, want: &Value, got: &Value, found: &mut Differences) {
    match (want, got) {
        (Value::Object(want), Value::Object(got)) => {
            let mut keys: Vec<&String> = want.keys().chain(got.keys()).collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                let path = below(path, key);
                match (want.get(key), got.get(key)) {
                    (Some(want), Some(got)) => values(&path, want, got, found),
                    (want, got) => differs(&path, want, got, found),
                }
            }
        }
        (Value::Array(want), Value::Array(got)) => items(path, want, got, found),
        _ if want == got => {}
        _ => differs(path, Some(want), Some(got), found),
    }
}

fn below(path: &str, key: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_".contains(c);
    let quoted = |key: &str| format!("[\"{}\"]", shown::value(key.as_bytes()));
    match (path, key.is_empty() || !key.chars().all(plain)) {
        (path, true) => format!("{path}{}", quoted(key)),
        ("", false) => shown::value(key.as_bytes()),
        (path, false) => format!("{path}.{}", shown::value(key.as_bytes())),
    }
}

/// Lists: what was inserted or left out does not make everything behind it differ
fn items(path: &str, want: &[Value], got: &[Value], found: &mut Differences) {
    for change in aligned(want, got) {
        let (tag, old, new) = change.as_tag_tuple();
        if tag == DiffTag::Equal {
            continue;
        }
        for step in 0..old.len().max(new.len()) {
            let one = old.clone().nth(step);
            let other = new.clone().nth(step);
            let at = format!("{path}[{}]", one.or(other).unwrap_or_default());
            match (one, other) {
                (Some(one), Some(other)) => values(&at, &want[one], &got[other], found),
                (one, other) => {
                    let (one, other) = (one.map(|at| &want[at]), other.map(|at| &got[at]));
                    differs(&at, one, other, found);
                }
            }
        }
    }
}

fn aligned(want: &[Value], got: &[Value]) -> Vec<DiffOp> {
    if want.len().max(got.len()) > MOST_ALIGNED {
        return vec![DiffOp::Replace {
            old_index: 0,
            old_len: want.len(),
            new_index: 0,
            new_len: got.len(),
        }];
    }
    let print = |items: &[Value]| items.iter().map(Value::to_string).collect::<Vec<_>>();
    capture_diff_slices(Algorithm::Myers, &print(want), &print(got))
}

fn differs(path: &str, want: Option<&Value>, got: Option<&Value>, found: &mut Differences) {
    let words = |value: Option<&Value>| {
        let print = |value: &Value| shown::value(value.to_string().as_bytes());
        value.map_or("none".to_owned(), |value| format!("`{}`", print(value)))
    };
    found.add(Difference {
        path: path.to_owned(),
        field: Field::Value,
        want: words(want),
        got: words(got),
        text: None,
    });
}

#[cfg(test)]
mod tests {
    use super::documents;
    use proptest::prelude::*;

    fn texts(want: &str, got: &str) -> String {
        let found = documents(want.as_bytes(), got.as_bytes());
        let lines = found.kept.iter().map(ToString::to_string);
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn values_by_their_path() {
        let want =
            r#"{"config":{"Env":["A=1","B=2","C=3"],"User":"1"},"layers":[{"size":1},{"size":2}]}"#;
        let got = r#"{"config":{"Env":["A=1","X=0","B=2"],"Cmd":["sh"]},"layers":[{"size":1},{"size":3}]}"#;
        insta::assert_snapshot!(texts(want, got), @r#"
        `config.Cmd`: value: want none, got `["sh"]`
        `config.Env[1]`: value: want none, got `"X=0"`
        `config.Env[2]`: value: want `"C=3"`, got none
        `config.User`: value: want `"1"`, got none
        `layers[1].size`: value: want `2`, got `3`
        "#);
    }

    #[test]
    fn the_same_values_written_otherwise_and_no_json() {
        insta::assert_snapshot!(texts(r#"{"a":1}"#, "{ \"a\":1}"), @r#"spelling: want `"a":1}` at byte 1, got ` "a":1}` at byte 1"#);
        assert!(texts("{}", "[").starts_with("value: want JSON, got invalid JSON: EOF"));
        assert_eq!(texts("[]", "[]"), "");
        let deep = "[".repeat(1000);
        assert!(texts(&deep, "[]").contains("recursion limit"));
        assert_eq!(
            texts(r#"{"a.b":{"":1}}"#, r#"{"a.b":{"":2}}"#),
            r#"`["a.b"][""]`: value: want `1`, got `2`"#
        );
    }

    proptest! {
        #[test]
        fn other_bytes_are_a_difference(want in ".{0,12}", got in ".{0,12}") {
            let found = documents(want.as_bytes(), got.as_bytes());
            prop_assert!(want == got || !found.none());
        }
    }
}
