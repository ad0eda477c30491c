use super::*;
use insta::assert_snapshot;
use proptest::prelude::*;

fn printed(text: &str) -> Vec<String> {
    Dependency::parse_field(text)
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn error(text: &str) -> DependencyError {
    Dependency::parse_field(text).unwrap_err()
}

#[test]
fn reads_a_field() {
    let text = "libc6 (>= 2.34),debconf(>=0.5)| debconf-2.0 ,\n python3:any (>= 3.11~), ,gcc <!nocheck>, libx:amd64(=1:2-3) <a> <!b>";
    assert_eq!(
        printed(text),
        [
            "libc6 (>= 2.34)",
            "debconf (>= 0.5) | debconf-2.0",
            "python3:any (>= 3.11~)",
            "gcc",
            "libx:amd64 (= 1:2-3)"
        ]
    );
    assert!(printed("").is_empty());
}

#[test]
fn compares_versions() {
    let accepts = |relation: &str, version: &str| {
        Relation::parse(relation)
            .unwrap()
            .accepts(&version.parse().unwrap())
    };
    assert!(accepts("aa", "1") && accepts("aa (<< 2)", "2~") && accepts("aa (>> 2)", "2-1"));
    assert!(accepts("aa (<= 2)", "2") && accepts("aa (>= 2)", "2") && accepts("aa (= 2)", "2-0"));
    assert!(
        accepts("aa (< 2)", "2") && accepts("aa (> 2)", "2"),
        "once spelled so"
    );
    assert!(
        !accepts("aa (<< 2)", "2") && !accepts("aa (>> 2)", "2") && !accepts("aa (= 2)", "2-1")
    );
}

#[test]
fn tells_what_is_wrong() {
    assert_snapshot!(error("a1 | , b1"), @"dependency `a1 |`: an alternative is empty");
    assert_snapshot!(
        error("Bad (>= 1)"),
        @"dependency `Bad (>= 1)`: package name `Bad`: want two or more of `a-z0-9+.-`, the first a letter or digit"
    );
    assert_snapshot!(error("a1:"), @"dependency `a1:`: after the colon want `any`, `native` or an architecture");
    assert_snapshot!(error("a1 (>= 1"), @"dependency `a1 (>= 1`: after the name want `(OPERATOR VERSION)`");
    assert_snapshot!(error("a1 b1"), @"dependency `a1 b1`: after the name want `(OPERATOR VERSION)`");
    assert_snapshot!(error("a1 [amd64]"), @"dependency `a1 [amd64]`: an architecture list is only \
        allowed in source packages");
    assert_snapshot!(error("a1 (1)"), @"dependency `a1 (1)`: want one of `<<`, `<=`, `=`, `>=`, `>>` before the version");
    assert_snapshot!(error("a1 (=> 1)"), @"dependency `a1 (=> 1)`: want one of `<<`, `<=`, `=`, `>=`, `>>` before the version");
    assert_snapshot!(error("a1 (= )"), @"dependency `a1 (= )`: a version is empty");
    assert_snapshot!(error(&"a1,".repeat(MAX_RELATIONS + 1)), @"more than 4096 dependencies or alternatives in one field");
    assert_snapshot!(error(&("a1|".repeat(MAX_RELATIONS) + "a1")), @"more than 4096 dependencies or alternatives in one field");
}

proptest! {
    #[test]
    fn prints_what_it_reads(names in proptest::collection::vec("[a-z][a-z0-9+.-]{1,4}(:any)?( \\((<<|<=|=|>=|>>) [0-9][0-9.~]{0,3}\\))?", 1..5)) {
        let text = names.join(" | ");
        prop_assert_eq!(printed(&text), [text]);
    }

    #[test]
    fn any_text_ends_in_a_result(text in "[ab:,| ()<>=~\\[\\]1.\n-]{0,24}") {
        if let Ok(dependencies) = Dependency::parse_field(&text) {
            let again: Vec<_> = dependencies.iter().map(ToString::to_string).collect();
            prop_assert_eq!(printed(&again.join(", ")), again);
        }
    }
}
