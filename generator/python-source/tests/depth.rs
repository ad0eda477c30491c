//! No source exhausts the stack: tests run on 2 MiB of it, unoptimized.

use python_source::{imports, SourceError};

/// One under the bound.
const DEEP: usize = 3_998;

fn is_too_deep(text: &str) -> bool {
    matches!(imports(text), Err(SourceError::TooDeep { .. }))
}

fn error(text: &str) -> String {
    imports(text).unwrap_err().to_string()
}

fn nested(open: &str, inner: &str, close: &str, times: usize) -> String {
    let (open, close) = (open.repeat(times), close.repeat(times));
    format!("{open}{inner}{close}\n")
}

fn blocks(times: usize) -> String {
    let line = |depth| format!("{}if x:\n", " ".repeat(depth));
    let lines: String = (0..times).map(line).collect();
    format!("{lines}{}import a\n", " ".repeat(times))
}

#[test]
fn what_is_as_deep_as_it_may_be_is_read() {
    let call = "__import__('a')";
    for text in [
        nested("(", call, ")", DEEP - 1),
        nested("[", call, "]", DEEP - 1),
        nested("f(", call, ")", DEEP - 1),
        nested("-", call, "", DEEP - 1),
        nested("not ", call, "", DEEP - 1),
        nested("a + ", call, "", DEEP - 1),
        nested("a ** ", call, "", DEEP - 1),
        nested("a if b else ", call, "", DEEP / 2 - 1),
        nested("lambda: ", call, "", DEEP / 2 - 1),
        nested("", call, ".a", DEEP - 1),
        nested("", call, "()", DEEP - 1),
        nested("f'{", call, "}'", 100),
        blocks(900),
    ] {
        let start: String = text.chars().take(40).collect();
        let found = imports(&text).unwrap_or_else(|error| panic!("{start}: {error}"));
        assert_eq!(found.len(), 1, "{start}");
    }
}

#[test]
fn what_is_deeper_is_refused() {
    for text in [
        nested("(", "a", ")", 10_000),
        nested("(", "", "", 1 << 20),
        nested("[", "", "", 1 << 20),
        nested("{", "", "", 1 << 20),
        nested("[\n", "", "", 1 << 20),
        nested("f'{", "", "", 1 << 20),
        nested("-", "a", "", 1 << 20),
        nested("not ", "a", "", 1 << 19),
        nested("a.", "a", "", 1 << 20),
        nested("a + ", "a", "", 1 << 19),
        nested("a ** ", "a", "", 1 << 19),
        nested("lambda: ", "a", "", 100_000),
        nested("(lambda a, b: -", "a", "", 100_000),
        nested("[lambda a, b: ", "a", "", 100_000),
        nested("a if b else ", "a", "", 100_000),
        nested("", "a", "()", 1 << 20),
        nested("", "a", "[0]", 1 << 20),
        nested("if a: ", "b", "", 100_000),
        nested("(yield a, ", "b", ")", 100_000),
        nested("(]", "", "", 100_000),
        format!("({})", "yield a, ".repeat(100_000)),
        format!("({})", "lambda a, b: - - -".repeat(100_000)),
    ] {
        let start: String = text.chars().take(40).collect();
        assert!(is_too_deep(&text), "{start}");
    }
}

#[test]
fn what_is_long_but_flat_is_read() {
    for text in [
        "a = [1, -2, 3 + 4]\n".repeat(100_000),
        format!("a = [{}]\n", "{'b': [1, 2], 'c': -1},\n".repeat(50_000)),
        format!("a = ({})\n", "'b'\n".repeat(500_000)),
        format!("if a: b\n{}", "elif a: b\n".repeat(50_000)),
        "@a\n".repeat(50_000) + "def b(): pass\n",
    ] {
        assert_eq!(imports(&text).as_deref(), Ok(&[][..]));
    }
}

#[test]
fn the_message_names_the_place_of_the_one_too_many() {
    let text = format!("import a\nb = '''é\n''' + {}", "(".repeat(10_000));
    insta::assert_snapshot!(error(&text), @"3:4005: nested or chained more than 4000 deep, or a bracket is never closed");
    let text = format!("f(a\n{}", "b = c.d(e)\n".repeat(2_000));
    insta::assert_snapshot!(error(&text), @"1335:3: nested or chained more than 4000 deep, or a bracket is never closed");
}
