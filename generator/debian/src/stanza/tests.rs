use super::*;
use insta::assert_snapshot;
use proptest::prelude::*;

fn read(text: &str) -> Vec<Stanza<'_>> {
    Stanzas::new(text).collect::<Result<_, _>>().unwrap()
}

fn error(text: &str) -> StanzaError {
    Stanzas::new(text).find_map(Result::err).unwrap()
}

#[test]
fn reads_stanzas_with_their_places() {
    let text = "\n\nPackage: a\nDepends: b,\n c,\n\td\n \t\npackage: e \nTag:\n x\n";
    let stanzas = read(text);
    assert_eq!(stanzas.iter().map(|s| s.line).collect::<Vec<_>>(), [3, 8]);
    assert_eq!(stanzas[0].get("DEPENDS").unwrap().text, "b,\n c,\n\td");
    assert_eq!(stanzas[1].get("Package").unwrap().one_line(), Ok("e"));
    assert_eq!(
        stanzas[1].get("Tag").unwrap().lines().collect::<Vec<_>>(),
        [(10, "x")]
    );
    assert_eq!(
        stanzas[0]
            .get("Depends")
            .unwrap()
            .words()
            .collect::<Vec<_>>(),
        ["b,", "c,", "d"]
    );
}

#[test]
fn leaves_comments_out_where_people_write() {
    let text = "# one\nTypes: deb\n# two\nURIs: a\n# three\n b #c\n\n# four\n";
    let stanzas: Vec<_> = Stanzas::with_comments(text)
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(stanzas.len(), 1);
    assert_eq!(
        stanzas[0].get("URIs").unwrap().lines().collect::<Vec<_>>(),
        [(4, "a"), (6, "b #c")]
    );
}

#[test]
fn reads_lines_that_end_as_on_windows() {
    assert_eq!(
        read("A: b\r\n\r\nC: d\r\n")[0].get("A").unwrap().one_line(),
        Ok("b")
    );
}

#[test]
fn tells_what_is_wrong_and_where() {
    assert_snapshot!(error("A: b\nno field\n"), @"line 2: want `Name: value`, got: no field");
    assert_snapshot!(error("# x: y\n"), @"line 1: want `Name: value`, got: # x: y");
    assert_snapshot!(error("A: b\n\n c\n"), @"line 3: a continuation line without a field above it");
    assert_snapshot!(error("A: b\na: c\n"), @"line 2: field `a` is already set in this stanza");
    assert_snapshot!(read("\nA: b\n")[0].require("Version").unwrap_err(), @"line 2: the stanza has no field `Version`");
    assert_snapshot!(read("A: b\n c\n")[0].fields[0].one_line().unwrap_err(), @"line 1: field `A` must not span several lines");
}

#[test]
fn is_bounded() {
    let many: String = (0..=MAX_FIELDS).map(|n| format!("F{n}: x\n")).collect();
    assert_snapshot!(error(&many), @"line 257: more than 256 fields in one stanza");
    let long = format!("Long: {}\n", "x".repeat(MAX_VALUE));
    assert_snapshot!(error(&long), @"line 1: field `Long` is longer than 16777216 bytes");
}

#[test]
fn ends_after_an_error() {
    assert_eq!(Stanzas::new("bad\n\nA: b\n").count(), 1);
}

proptest! {
    #[test]
    fn any_text_ends_in_a_result(text in "([A-Ca-c#: \t.\r-]{0,6}\n){0,8}") {
        for stanza in Stanzas::new(&text).chain(Stanzas::with_comments(&text)).flatten() {
            prop_assert!(!stanza.fields.is_empty());
            for field in &stanza.fields {
                let line = text.split('\n').nth(field.line - 1).unwrap();
                prop_assert!(line.starts_with(field.name));
            }
        }
    }

    #[test]
    fn finds_again_what_was_written(fields in proptest::collection::btree_map("[A-Z][a-z]{1,5}", "[!-~]{1,9}", 1..6)) {
        let text: String = fields.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
        let found = read(&text).remove(0);
        for (name, value) in &fields {
            prop_assert_eq!(found.get(name).unwrap().one_line(), Ok(value.as_str()));
        }
    }
}
