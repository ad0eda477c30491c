use super::*;
use insta::assert_snapshot;
use proptest::prelude::*;

fn error(text: &str) -> String {
    Node::parse(text).unwrap_err().to_string()
}

fn parse(text: &str) -> Node {
    Node::parse(text).unwrap()
}

fn entry<'a>(node: &'a Node, key: &str) -> &'a Entry {
    node.map(String::new).unwrap().entry(key).unwrap()
}

fn place(line: usize, column: usize) -> Place {
    Place { line, column }
}

#[test]
fn every_value_has_its_place() {
    let root = parse("é:\n  ü: \"${A} x\"\nb:\n- 'c'\n- d: # none\nf: {g: [1, 2]}\r\nh: ~\r\n");
    let first = entry(&entry(&root, "é").value, "ü");
    assert_eq!(first.key.place, place(2, 3));
    assert_eq!(first.value.place, place(2, 6));
    assert_eq!(first.value.place_within(4), place(2, 11));
    let list = entry(&root, "b").value.list(String::new).unwrap();
    assert_eq!((list[0].place, list[1].place), (place(4, 3), place(5, 3)));
    assert_eq!(entry(&list[1], "d").value.name(), "nothing");
    let g = entry(&entry(&root, "f").value, "g");
    assert_eq!(g.value.list(String::new).unwrap()[1].place, place(6, 12));
    assert_eq!(entry(&root, "h").value.name(), "nothing");
}

#[test]
fn an_escaped_text_has_one_place() {
    let root = parse("a: \"x\\u0041${B}\"\nb: |\n  x\n  ${C}\n");
    for key in ["a", "b"] {
        let value = &entry(&root, key).value;
        assert_eq!(value.place_within(3), value.place, "{key}");
    }
}

#[test]
fn a_truth_is_no_text() {
    let root = parse("a: yes\nb: 'true'\nc: FALSE\nd: 1\n");
    let truth = |key| match &entry(&root, key).value.kind {
        Kind::Scalar(scalar) => scalar.truth(),
        _ => None,
    };
    assert_eq!(
        ["a", "b", "c", "d"].map(truth),
        [Some(true), None, Some(false), None]
    );
}

#[test]
fn refuses_mis_indentation() {
    assert_snapshot!(error("a:\n   b: 1\n  c: 2\n"), @"
    3:3: mis-indented: the indentation of `c: 2` matches none of the lines above

    hint: compare this line's indentation with that of the lines around it
    ");
    assert_snapshot!(error("a:\n  - b\n - c\n"), @"
    3:2: mis-indented: the indentation of `- c` matches none of the lines above

    hint: compare this line's indentation with that of the lines around it
    ");
    assert_snapshot!(error("a: 1\n  b: 2\n"), @"
    2:4: mis-indented: `b: 2` cannot have a value here

    hint: compare this line's indentation with that of the lines around it
    ");
    assert_snapshot!(error("a: 1\n- b\n"), @"
    2:3: mis-indented: the indentation of `- b` matches none of the lines above

    hint: compare this line's indentation with that of the lines around it
    ");
    assert_snapshot!(error("- a\nb: 1\n"), @"
    2:1: mis-indented: the indentation of `b: 1` matches none of the lines above

    hint: compare this line's indentation with that of the lines around it
    ");
}

#[test]
fn refuses_tabs() {
    assert_snapshot!(error("a:\n\tb: c\n"), @"
    2:1: a tab in the indentation

    hint: indent with spaces
    ");
    assert_snapshot!(error("a:\n  b: 1\n\n\tc: 2\n"), @"
    4:1: a tab in the indentation

    hint: indent with spaces
    ");
    assert_snapshot!(error("- A\n\t- B\n"), @"
    2:1: a tab in the indentation

    hint: indent with spaces
    ");
    assert_snapshot!(error("a: [1,\n \t2]\n"), @"
    2:2: a tab in the indentation

    hint: indent with spaces
    ");
    assert_snapshot!(error("\ta: 1\n"), @"
    1:1: a tab in the indentation

    hint: indent with spaces
    ");
}

#[test]
fn refuses_what_nobody_means() {
    assert_snapshot!(error("a: 1\nb: 2\n'a': 3\n"), @"
    3:1: key `a` is already set at 1:1

    hint: keep one of the two; most readers silently use the last one
    ");
    assert_snapshot!(error("a: {b: 1, b: 2}\n"), @"
    1:11: key `b` is already set at 1:5

    hint: keep one of the two; most readers silently use the last one
    ");
    assert_snapshot!(error("a: 1\nb: &x 1\nc: *x\n"), @"
    2:4: anchors (`&`) are not supported here

    hint: write the value wherever it is needed: the other readers of this file do not support them
    ");
    assert_snapshot!(error("a: &x\n  b: 1\n"), @"
    1:4: anchors (`&`) are not supported here

    hint: write the value wherever it is needed: the other readers of this file do not support them
    ");
    assert_snapshot!(error("a: *x\n"), @"
    1:4: aliases (`*`) are not supported here

    hint: write the value wherever it is needed: the other readers of this file do not support them
    ");
    assert_snapshot!(error("a:\n  <<: {}\n"), @"
    2:3: merge keys (`<<`) are not supported here

    hint: write the value wherever it is needed: the other readers of this file do not support them
    ");
    assert_snapshot!(error("a: !!str 1\n"), @"
    1:4: tags are not supported here: `!!str`

    hint: remove the tag
    ");
    assert_snapshot!(error("a: !b [1]\n"), @"
    1:4: tags are not supported here: `!b`

    hint: remove the tag
    ");
    assert_snapshot!(error("a: 1\n---\nb: 2\n"), @"
    2:1: a second document starts here

    hint: put each config into a file of its own
    ");
    assert_snapshot!(error("[a]: 1\n"), @"1:1: a key is a list, want a string");
    assert_snapshot!(error("? {a: 1}\n: 1\n"), @"1:3: a key is a map, want a string");
}

#[test]
fn refuses_what_is_no_yaml() {
    assert_snapshot!(error(""), @"1:1: it contains only comments and spaces");
    assert_snapshot!(error("# nothing\n"), @"1:1: it contains only comments and spaces");
    assert_snapshot!(error("a: [1, 2\n"), @"2:1: no YAML: while parsing a flow sequence, expected `,` or `]`");
    assert_snapshot!(error("a: {b: 1\n"), @"2:1: no YAML: while parsing a flow mapping, did not find expected `,` or `}`");
    assert_snapshot!(error("a: \"x\n"), @"1:4: no YAML: while scanning a quoted scalar, found unexpected end of stream");
    assert_snapshot!(error("a: @x\n"), @"1:4: no YAML: unexpected character: `@`");
    assert_snapshot!(error("a: b: c\n"), @"
    1:5: mis-indented: `a: b: c` cannot have a value here

    hint: compare this line's indentation with that of the lines around it
    ");
    assert_snapshot!(error("a: \"\\q\"\n"), @"1:4: no YAML: while parsing a quoted scalar, found unknown escape character");
}

#[test]
fn is_bounded() {
    let flow = format!("a: {}", "[".repeat(10 << 20));
    assert_snapshot!(error(&flow), @"
    1:1: the text has 10485763 bytes, more than 4194304

    hint: this does not look like a startup config: is it the right file?
    ");
    for open in ["[", "{a: ", "- ", "[\n", "a: {b: ["] {
        let bomb = open.repeat((MAX_BYTES - 1) / open.len());
        let error = Node::parse(&bomb).unwrap_err();
        assert_eq!(error.problem, Problem::TooDeep, "{open:?} {error}");
    }
    let stairs: String = (0..2_000)
        .map(|n| format!("{}a:\n", " ".repeat(n)))
        .collect();
    assert_snapshot!(error(&stairs), @"
    65:65: nested more than 64 levels deep

    hint: this does not look like a startup config: is it the right file?
    ");
    let many = "- a\n".repeat(MAX_NODES + 1);
    assert_snapshot!(error(&many), @"
    100001:3: more than 100000 values

    hint: this does not look like a startup config: is it the right file?
    ");
}

#[test]
fn sixty_four_levels_are_fine() {
    let flow = |levels| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert!(Node::parse(&flow(MAX_DEPTH)).is_ok());
    assert_snapshot!(error(&flow(MAX_DEPTH + 1)), @"
    1:65: nested more than 64 levels deep

    hint: this does not look like a startup config: is it the right file?
    ");
}

/// A tree as somebody may write it, and the same in text
fn written() -> impl Strategy<Value = Vec<(String, Vec<String>)>> {
    let word = "[a-zA-Z][a-z0-9]{0,6}";
    let values = proptest::collection::vec(word, 0..4);
    proptest::collection::btree_map(word, values, 1..6).prop_map(|map| map.into_iter().collect())
}

proptest! {
    #[test]
    fn any_text_ends_in_a_result(text in "([a-c&*!<|>?%@'\"#:,\\[\\]{}\\- \t.\r\u{e9}]{0,9}\n){0,8}") {
        let _ = Node::parse(&text);
    }

    #[test]
    fn finds_again_what_was_written(map in written()) {
        let mut text = String::new();
        for (key, values) in &map {
            text += &format!("{key}:\n{}", if values.is_empty() { "  []\n" } else { "" });
            for value in values {
                text += &format!("  - {value}\n");
            }
        }
        let root = parse(&text);
        for (key, values) in &map {
            let found = entry(&root, key);
            let lines: Vec<_> = text.lines().collect();
            prop_assert!(lines[found.key.place.line - 1].starts_with(key.as_str()));
            for (item, value) in found.value.list(String::new).unwrap().iter().zip(values) {
                prop_assert_eq!(item.text(String::new).unwrap(), value);
                prop_assert_eq!(&lines[item.place.line - 1][item.place.column - 1..], value);
            }
        }
    }
}
