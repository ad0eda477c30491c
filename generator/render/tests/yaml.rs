//! Whatever is written is read back.

use proptest::prelude::*;
use render::yaml::{Map, Value};
use startup::yaml::{Kind, Node};

/// A tree of texts, numbers and truths; no key twice
fn tree() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<String>().prop_map(Value::Text),
        "[-a-zA-Z0-9_.:/@ #'\"%&*!|>{}\\[\\],?~=$+]{0,12}".prop_map(Value::Text),
        any::<u64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        let map = proptest::collection::btree_map(any::<String>(), inner.clone(), 0..5);
        prop_oneof![
            proptest::collection::vec(inner, 0..5).prop_map(Value::List),
            map.prop_map(|map| Value::Map(Map::from_iter(map))),
        ]
    })
}

/// The same, as far as a reader sees it: kinds, texts and whether they are plain words
fn read(node: &Node) -> String {
    match &node.kind {
        Kind::Scalar(scalar) => format!("{:?} {:?}", scalar.text, scalar.truth()),
        Kind::List(items) => format!("{:?}", items.iter().map(read).collect::<Vec<_>>()),
        Kind::Map(map) => {
            let entries = map.entries.iter();
            let entries = entries.map(|entry| (entry.key.value.clone(), read(&entry.value)));
            format!("{:?}", entries.collect::<Vec<_>>())
        }
    }
}

fn meant(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("{text:?} None"),
        Value::Plain(text) => format!("{text:?} {:?}", text.parse::<bool>().ok()),
        Value::List(items) => format!("{:?}", items.iter().map(meant).collect::<Vec<_>>()),
        Value::Map(map) => {
            let entries = map
                .entries()
                .map(|(key, value)| (key.to_owned(), meant(value)));
            format!("{:?}", entries.collect::<Vec<_>>())
        }
    }
}

proptest! {
    #[test]
    fn reads_what_it_prints(value in tree()) {
        let document = Map::from_iter([("key", value.clone())]).print();
        let root = Node::parse(&document).unwrap();
        let found = root.map(String::new).unwrap().get("key").unwrap();
        prop_assert_eq!(read(found), meant(&value), "{}", document);
    }
}

#[test]
fn a_comment_ends_with_its_line() {
    let mut map = Map::default();
    map.comment("one\ntwo");
    map.set("a", vec!["b"]);
    assert_eq!(map.print(), "---\n# one two\na:\n  - b\n");
}

#[test]
fn words_of_yaml_1_1_are_quoted() {
    for text in [
        "no",
        "On",
        "NULL",
        "1",
        "10001:10001",
        "8.9",
        "~",
        "",
        "a:",
        "a b",
    ] {
        let map = Map::from_iter([("a", text)]);
        assert_eq!(map.print(), format!("---\na: \"{text}\"\n"));
    }
}
