//! Every format of one small pair, and of names that somebody hostile chose.

mod made;

use change::{compare, print, Advisories, Advisory, Changes, Policy, State};
use fleet::Source;
use inventory::Kind;
use made::{package, Made};
use proptest::prelude::*;

const POLICY: &str = r#"
same-version-other-hash = "deny"
built-from-source = "deny"
downgrade = "warn"
new-direct-package = "deny"
new-image = "warn"
introduced-advisory = "deny"
bytes-per-machine = { deny = "1 kB" }
"#;

fn policy() -> Policy {
    let (file, text) = ("policy.toml", POLICY);
    Policy::parse(Source { file, text }).unwrap()
}

fn advisory(id: &str, package: &str, fixed_in: Option<&str>) -> Advisory {
    Advisory {
        id: id.to_owned(),
        severity: "HIGH".to_owned(),
        package: package.to_owned(),
        version: "1.0".to_owned(),
        fixed_in: fixed_in.map(ToOwned::to_owned),
    }
}

fn changes() -> Changes {
    let mut changes = compare(&made::old(), &made::new());
    changes.advisories = Some(Advisories {
        database: "a database of 2024-06-15".to_owned(),
        introduced: vec![advisory("CVE-2024-1", "starlette", Some("0.37.3"))],
        fixed: vec![advisory("CVE-2023-2", "fastapi", None)],
    });
    changes.findings = policy().judge(&changes);
    changes
}

/// Colours as words
fn seen(text: &str) -> String {
    let names = [
        ("1;31", "red"),
        ("32", "green"),
        ("33", "yellow"),
        ("1", "bold"),
        ("0", ""),
    ];
    names.iter().fold(text.to_owned(), |text, (code, name)| {
        text.replace(&format!("\u{1b}[{code}m"), &format!("<{name}>"))
    })
}

#[test]
fn as_text() {
    insta::assert_snapshot!(seen(&print::text(&changes())));
}

#[test]
fn as_json() {
    insta::assert_snapshot!(print::json(&changes()));
}

#[test]
fn as_markdown() {
    insta::assert_snapshot!(print::markdown(&changes()));
}

#[test]
fn a_warning_needs_no_denial_to_be_seen() {
    let (_, new) = named("tame");
    let mut changes = compare(&new, &new);
    let (file, text) = ("policy.toml", "introduced-advisory = \"warn\"\n");
    let policy = Policy::parse(Source { file, text }).unwrap();
    changes.findings = policy.judge(&changes);
    let text = print::markdown(&changes);
    assert!(text.contains("> **Warning:** "), "{text}");
    assert!(!text.contains("[!CAUTION]"), "{text}");
}

#[test]
fn as_a_page() {
    let page = print::html(&changes(), &made::new());
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    let hash = head
        .split("sha256-")
        .nth(1)
        .unwrap()
        .split('\'')
        .next()
        .unwrap();
    insta::assert_snapshot!(format!("{}<style>…</style>{body}", head.replace(hash, "…")));
}

#[test]
fn of_build_locks_alone() {
    let alone = |mut state: State| {
        state.inventory = None;
        state
    };
    let (old, new) = (alone(made::old()), alone(made::new()));
    let changes = compare(&old, &new);
    insta::assert_snapshot!(seen(&print::text(&changes)));
    assert!(print::html(&changes, &new).contains("class=\"wheels changed\""));
}

#[test]
fn nothing_changes_between_the_same() {
    let changes = compare(&made::new(), &made::new());
    assert!(changes.is_empty());
    assert!(changes
        .machines
        .iter()
        .all(|pull| pull.bytes == 0 && pull.blobs == 0));
    assert!(policy()
        .judge(&changes)
        .iter()
        .all(|finding| finding.rule == "introduced-advisory"));
    insta::assert_snapshot!(seen(&print::text(&changes)));
}

#[test]
fn outputs_that_are_older_than_the_locks_are_told() {
    let mut new = made::new();
    new.lock.outputs = made::old().lock.outputs;
    let changes = compare(&made::old(), &new);
    insta::assert_snapshot!(changes.notes.join("\n"), @"the outputs of `v2` are older than its locks: `pc-comes`, `base-debs`, `web-wheels`; run `gen-lock refresh --locked` to see what machines pull");
}

#[test]
fn a_build_lock_that_contradicts_the_locks_is_told_and_compared() {
    let (old, mut new) = (made::old(), made::old());
    let altered = new
        .lock
        .inputs
        .sources
        .get_mut("pypi:idna/idna-3.7-py3-none-any.whl");
    altered.unwrap().sha256 = "00".repeat(32);
    let changes = compare(&old, &new);
    assert_eq!(changes.packages.len(), 1);
    assert_eq!(changes.packages[0].turn, change::Turn::Replaced);
    insta::assert_snapshot!(changes.notes.join("\n"), @"the build lock of `v1` does not match its other locks: `pypi:idna/idna-3.7-py3-none-any.whl`; the build lock is compared, because Nix builds from it; run `gen-lock generate`");
}

#[test]
fn a_package_that_comes_from_another_index_is_told() {
    let (mut old, mut new) = (made::old(), made::old());
    let index = |letter: &str| letter.repeat(64);
    old.indexes = [
        ("idna".to_owned(), index("a")),
        ("fastapi".to_owned(), index("a")),
    ]
    .into();
    new.indexes = [
        ("fastapi".to_owned(), index("a")),
        ("ninja".to_owned(), index("b")),
    ]
    .into();
    // One that is new has no index before.
    new.indexes.insert("none".to_owned(), index("b"));
    let changes = compare(&old, &new);
    assert!(changes.is_empty());
    insta::assert_snapshot!(changes.notes.join("\n"), @"packages whose Python index changed: `idna` (was sha256 aaaaaaaaaaaa, is the default index), `ninja` (was the default index, is sha256 bbbbbbbbbbbb)");
}

/// A pair in which every name is one that somebody chose
fn named(name: &str) -> (State, State) {
    let state = |bytes: &str, version: &str| {
        let wheel = package(Kind::Wheel, &format!("x {version}"), bytes, &[]);
        let wheel = inventory::Package {
            name: name.to_owned(),
            version: format!("{name}{version}"),
            locator: format!("pypi:{name}/{name}"),
            ..wheel
        };
        let profile = format!("{name}-profile");
        let roots = [(Kind::Wheel, name)];
        Made::new(name)
            .source(name, bytes)
            .layer(name, bytes, &[wheel])
            .layer(&profile, bytes, &[])
            .image(name, name, bytes, &[name, &profile], &roots)
            .image(name, "family", bytes, &[name, &profile], &roots)
            .state()
    };
    (state("one", "1"), state("two", "2"))
}

/// All formats of a pair with a policy's findings and an advisory of that name
fn printed(name: &str) -> [String; 3] {
    let (old, new) = named(name);
    let mut changes = compare(&old, &new);
    changes.advisories = Some(Advisories {
        database: name.to_owned(),
        introduced: vec![advisory(name, name, Some(name))],
        fixed: Vec::new(),
    });
    changes.findings = policy().judge(&changes);
    changes.notes.push("a note".to_owned());
    let json = print::json(&changes);
    serde_json::from_str::<serde_json::Value>(&json).unwrap();
    [
        print::html(&changes, &new),
        print::markdown(&changes),
        print::text(&changes),
    ]
}

fn count(text: &str, letters: &[char]) -> Vec<usize> {
    letters
        .iter()
        .map(|letter| text.matches(*letter).count())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]
    #[test]
    fn no_name_changes_what_is_around_it(name in "[\\PC\u{0}-\u{1f}\u{202e}<>&\"'`|\\[\\]@#\\\\]{1,12}") {
        // As long, as wide, and ordered alike: what counts rows is the same.
        let tame: String = name.chars().map(|_| 'n').collect();
        let ([page, markdown, text], [tame_page, tame_markdown, tame_text]) = (printed(&name), printed(&tame));
        let marks = ['<', '>', '"', '\''];
        let svg_free = |page: &str| {
            // A label shows as much as there is room for; escapes take more of it.
            page.split("<text").count()
        };
        prop_assert_eq!(svg_free(&page), svg_free(&tame_page));
        prop_assert_eq!(count(&page, &marks), count(&tame_page, &marks));
        prop_assert_eq!(count(&markdown, &['\n']), count(&tame_markdown, &['\n']));
        prop_assert_eq!(count(&text, &['\n', '\u{1b}']), count(&tame_text, &['\n', '\u{1b}']));
        let plain = seen(&text);
        prop_assert!(plain.chars().all(|letter| letter == '\n' || !letter.is_control()));
        for line in markdown.lines().filter(|line| line.starts_with('|')) {
            let bars = line.replace("\\|", "").matches('|').count();
            prop_assert!((5..=7).contains(&bars), "{}", line);
        }
    }
}
