use super::Range;
use crate::record;
use proptest::prelude::*;

type Python = Range<python::Version>;

fn range<V: super::Version>(
    kind: &str,
    events: &[(&str, &str)],
) -> Result<Option<Range<V>>, String> {
    let event = |(name, version): &(&str, &str)| {
        let mut event = record::Event::default();
        let place = match *name {
            "introduced" => &mut event.introduced,
            "fixed" => &mut event.fixed,
            "last_affected" => &mut event.last_affected,
            _ => &mut event.limit,
        };
        *place = Some((*version).to_owned());
        event
    };
    let written = record::Range {
        kind: kind.to_owned(),
        events: events.iter().map(event).collect(),
    };
    Range::read(&written, &mut Vec::new()).map_err(|error| error.to_string())
}

fn held(range: &Python, versions: &[&str]) -> String {
    let holds = |text: &&&str| range.holds(&text.parse().unwrap());
    versions
        .iter()
        .filter(holds)
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
}

const RELEASES: [&str; 7] = ["0.9", "1.0a1", "1.0", "1.1.0", "2.0", "2.0+cu121", "3.0"];

#[test]
fn holds_what_its_events_say() {
    let held_by =
        |events: &[(&str, &str)]| held(&range("ECOSYSTEM", events).unwrap().unwrap(), &RELEASES);
    assert_eq!(held_by(&[("introduced", "0")]), RELEASES.join(" "));
    assert_eq!(
        held_by(&[("introduced", "0"), ("fixed", "1.1")]),
        "0.9 1.0a1 1.0"
    );
    assert_eq!(
        held_by(&[("introduced", "1"), ("last_affected", "2.0.0")]),
        "1.0 1.1.0 2.0"
    );
    // Written in any order, and again after a fix.
    let again = [
        ("fixed", "1.0"),
        ("introduced", "2.0"),
        ("introduced", "0"),
        ("fixed", "3"),
    ];
    assert_eq!(held_by(&again), "0.9 1.0a1 2.0 2.0+cu121");
    assert_eq!(
        held_by(&[("introduced", "0"), ("limit", "1.0")]),
        "0.9 1.0a1"
    );
    assert_eq!(held_by(&[("introduced", "3"), ("limit", "*")]), "3.0");
    assert_eq!(
        held_by(&[("last_affected", "1.0"), ("introduced", "1.0")]),
        "1.0"
    );
    // An empty range is empty, and not without an end.
    assert_eq!(held_by(&[("introduced", "1.0"), ("fixed", "1.0")]), "");
    assert_eq!(
        held_by(&[
            ("introduced", "0"),
            ("fixed", "2"),
            ("introduced", "2"),
            ("fixed", "3")
        ]),
        "0.9 1.0a1 1.0 1.1.0 2.0 2.0+cu121"
    );
}

#[test]
fn names_the_first_fix_after_a_version() {
    let events = [
        ("introduced", "0"),
        ("fixed", "1.2"),
        ("introduced", "2"),
        ("fixed", "2.1"),
    ];
    let range: Python = range("ECOSYSTEM", &events).unwrap().unwrap();
    let fixed = |text: &str| {
        range
            .fixed_after(&text.parse().unwrap())
            .map(ToString::to_string)
    };
    assert_eq!(fixed("1.0").as_deref(), Some("1.2"));
    assert_eq!(fixed("2.0").as_deref(), Some("2.1"));
    assert_eq!(fixed("2.1"), None);
}

#[test]
fn debians_versions_are_its_own() {
    let events = [("introduced", "0"), ("fixed", "1:3.0.17-1~deb12u2")];
    let range: Range<debian::Version> = range("ECOSYSTEM", &events).unwrap().unwrap();
    let holds = |text: &str| range.holds(&text.parse().unwrap());
    assert!(holds("1:3.0.17-1~deb12u1") && holds("9.9-1"));
    assert!(!holds("1:3.0.17-1") && !holds("1:3.0.17-1~deb12u2"));
}

#[test]
fn other_ranges_say_nothing_and_bad_ones_are_told() {
    for kind in ["SEMVER", "GIT"] {
        let said: Option<Python> = range(kind, &[("introduced", "no version")]).unwrap();
        assert_eq!(said, None);
    }
    let error =
        |kind: &str, events: &[(&str, &str)]| range::<python::Version>(kind, events).unwrap_err();
    insta::assert_snapshot!(error("NAME", &[("introduced", "0")]), @"range type `NAME` is not known");
    insta::assert_snapshot!(error("ECOSYSTEM", &[]), @"a range without events");
    insta::assert_snapshot!(error("ECOSYSTEM", &[("fixed", "1")]), @"a range without `introduced`");
    insta::assert_snapshot!(error("ECOSYSTEM", &[("introduced", "1..0")]), @"`1..0` is not a version: after parsing `1`, found `..0`, which is not part of a valid version");
    let none = record::Range {
        kind: "ECOSYSTEM".to_owned(),
        events: vec![record::Event::default()],
    };
    let mut odd = Vec::new();
    insta::assert_snapshot!(Python::read(&none, &mut odd).unwrap_err(), @"a range without `introduced`");
    insta::assert_snapshot!(odd[0], @"an event has 0 of `introduced`, `fixed`, `last_affected`, `limit`, want one");
}

/// The specification's own way, for versions that are small numbers: walk up from nothing, one
/// version after another, and do what is written of each.
fn walked(events: &[(&str, u32)], version: u32) -> bool {
    let mut inside = false;
    for at in 0..=version {
        // What was last affected by the version before is over.
        for (name, of) in events {
            inside &= !(*name == "last_affected" && of + 1 == at);
        }
        let happens = |name: &str| events.contains(&(name, at));
        match (happens("introduced"), happens("fixed")) {
            (true, false) => inside = true,
            (false, true) => inside = false,
            _ => {}
        }
    }
    let limits: Vec<u32> = events
        .iter()
        .filter(|(name, _)| *name == "limit")
        .map(|(_, of)| *of)
        .collect();
    inside && (limits.is_empty() || limits.iter().any(|limit| version < *limit))
}

proptest! {
    #[test]
    fn holds_what_a_walk_over_all_versions_says(
        events in prop::collection::vec((prop::sample::select(vec!["introduced", "fixed", "last_affected", "limit"]), 0u32..12), 1..7),
        from in 0u32..12,
        version in 0u32..14,
    ) {
        let mut events = events;
        events.push(("introduced", from));
        let texts: Vec<(&str, String)> = events.iter().map(|(name, at)| (*name, at.to_string())).collect();
        let written: Vec<(&str, &str)> = texts.iter().map(|(name, at)| (*name, at.as_str())).collect();
        let python: Python = range("ECOSYSTEM", &written).unwrap().unwrap();
        prop_assert_eq!(python.holds(&version.to_string().parse().unwrap()), walked(&events, version));
        let debian: Range<debian::Version> = range("ECOSYSTEM", &written).unwrap().unwrap();
        prop_assert_eq!(debian.holds(&version.to_string().parse().unwrap()), walked(&events, version));
    }
}
