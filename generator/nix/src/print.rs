use crate::Value;
use std::fmt::Write as _;

/// Prints a literal: sorted, one item a line, so that a diff reads well.
pub fn print(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value, 0);
    out.push('\n');
    out
}

fn write(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Bool(value) => push(out, format_args!("{value}")),
        Value::Int(number) if *number < 0 => push(out, format_args!("({number})")),
        Value::Int(number) => push(out, format_args!("{number}")),
        Value::String(text) => quote(out, text),
        Value::List(items) if items.is_empty() => out.push_str("[ ]"),
        Value::List(items) => {
            out.push_str("[\n");
            for item in items {
                indent(out, depth + 1);
                write(out, item, depth + 1);
                out.push('\n');
            }
            indent(out, depth);
            out.push(']');
        }
        Value::Set(items) if items.is_empty() => out.push_str("{ }"),
        Value::Set(items) => {
            out.push_str("{\n");
            for (name, item) in items {
                indent(out, depth + 1);
                quote(out, name);
                out.push_str(" = ");
                write(out, item, depth + 1);
                out.push_str(";\n");
            }
            indent(out, depth);
            out.push('}');
        }
    }
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(text);
}

fn indent(out: &mut String, depth: usize) {
    out.extend(std::iter::repeat_n("  ", depth));
}

/// Escapes what a Nix string gives a meaning: the quote, the backslash, `${`, and line ends.
fn quote(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '$' => out.push_str("\\$"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::print;
    use crate::Value;

    #[test]
    fn sorts_and_escapes() {
        let value = Value::set([
            ("b", Value::strings(["x\"y", "${z}"])),
            ("a", Value::Int(-1)),
            ("c", Value::set::<String>([])),
        ]);
        assert_eq!(
            print(&value),
            "{\n  \"a\" = (-1);\n  \"b\" = [\n    \"x\\\"y\"\n    \"\\${z}\"\n  ];\n  \"c\" = { };\n}\n"
        );
    }

    proptest::proptest! {
        /// No text escapes its quotes or starts an interpolation.
        #[test]
        fn quotes_hold(text in ".*") {
            let printed = print(&Value::string(&text));
            let inner = &printed[1..printed.len() - 2];
            let mut escaped = false;
            for character in inner.chars() {
                if !escaped { assert!(character != '"' && character != '$'); }
                escaped = character == '\\' && !escaped;
            }
            assert!(!escaped);
        }
    }
}
