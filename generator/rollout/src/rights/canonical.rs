//! Values of an engine, in the one form of all that mean the same.

use serde_json::{Map, Value};

/// A value without what says nothing: to an engine null, false, 0 and what is empty are as if not there
pub fn canonical(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields
                .iter()
                .map(|(key, value)| (key.clone(), canonical(value)));
            let fields: Map<_, _> = fields.filter(|(_, value)| !value.is_null()).collect();
            if fields.is_empty() {
                Value::Null
            } else {
                Value::Object(fields)
            }
        }
        Value::Array(all) if all.is_empty() => Value::Null,
        Value::Array(all) => Value::Array(all.iter().map(canonical).collect()),
        Value::Bool(false) => Value::Null,
        Value::Number(number) if number.as_f64() == Some(0.0) => Value::Null,
        Value::String(text) if text.is_empty() => Value::Null,
        _ => value.clone(),
    }
}

/// A list whose order says nothing
pub fn sorted(mut value: Value) -> Value {
    if let Value::Array(all) = &mut value {
        all.sort_by_key(ToString::to_string);
    }
    value
}

/// A value for people
pub fn text(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::String(text) => line(text),
        value => line(&value.to_string()),
    }
}

/// A text for people, in one line: never what two values are compared by
pub fn line(text: &str) -> String {
    let escaped = |sign: char| match sign.is_control() {
        true => sign.escape_default().collect(),
        false => sign.to_string(),
    };
    let text: String = text.chars().map(escaped).collect();
    crate::shown(&text, 1).concat()
}

#[cfg(test)]
mod tests {
    use super::{canonical, sorted, text};
    use serde_json::{json, Value};

    #[test]
    fn what_ends_a_line_is_seen() {
        assert_eq!(text(&json!("/a\n/b\u{1b}")), r"/a\n/b\u{1b}");
        assert_eq!(text(&json!(["/a\n/b"])), r#"["/a\n/b"]"#);
    }

    #[test]
    fn what_says_nothing_is_not_there() {
        let nothing = json!({"a": null, "b": false, "c": 0, "d": "", "e": [], "f": {"g": 0.0}});
        assert_eq!(canonical(&nothing), Value::Null);
        let some = json!({"a": [0, "x"], "b": true, "c": ""});
        assert_eq!(canonical(&some), json!({"a": [null, "x"], "b": true}));
        assert_eq!(sorted(json!(["b", "a"])), json!(["a", "b"]));
    }
}
