//! Records that are not as the schema says

use super::*;

/// What is said of a record in which something is wrong, and of torch 1 and 2 by a database of it
fn malformed(text: &str) -> (String, Database) {
    let mut builder = builder();
    let faults = told(&builder.add(text.as_bytes(), "GHSA-of-the-file"));
    (faults, builder.finish())
}

fn severity(text: &str) -> (String, Severity) {
    let (faults, database) = malformed(text);
    (
        faults,
        database.of_distribution("torch", "1").unwrap()[0].severity,
    )
}

#[test]
fn a_score_that_is_badly_written_counts_where_it_can_be_read() {
    let scored = |name: &str, kind: &str, score: &str| {
        let scores = format!(r#""severity": [{{"type": "{kind}", "score": "{score}"}}]"#);
        record("GHSA-a", &format!("{scores}, {}", until("PyPI", name, "2")))
    };
    let vector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
    for (kind, score, want) in [
        ("CVSS_V3", format!("{vector}/"), Severity::Critical),
        ("CVSS_V3", format!(" {vector}//"), Severity::Critical),
        ("CVSS_V3", vector[9..].to_owned(), Severity::Critical),
        ("CVSS_V3", "7.5".to_owned(), Severity::High),
        (
            "CVSS_V2",
            "(AV:N/AC:L/Au:N/C:P/I:P/A:P)".to_owned(),
            Severity::High,
        ),
    ] {
        let (faults, got) = severity(&scored("torch", kind, &score));
        assert_eq!(got, want, "{score}");
        let said =
            format!("`GHSA-a`: package `torch`: `{score}` is not a CVSS vector: treated as {want}");
        assert_eq!(faults, said);
    }
    for (kind, score, want) in [
        ("CVSS_V9", vector, Severity::Critical),
        ("SSVC", "high", Severity::High),
    ] {
        assert_eq!(
            severity(&scored("torch", kind, score)),
            (String::new(), want)
        );
    }
    let (faults, got) = severity(&scored("torch", "CVSS_V3", "CVSS:3.1/AV:N/AC:?"));
    assert_eq!(got, Severity::Unknown);
    insta::assert_snapshot!(faults, @"`GHSA-a`: package `torch`: `CVSS:3.1/AV:N/AC:?` is not a CVSS vector: invalid CVSSv3 AC (Attack Complexity) metric: `?`");
    let (faults, _) = severity(&scored("torch", "SSVC", "Act"));
    insta::assert_snapshot!(faults, @"`GHSA-a`: package `torch`: severity type `SSVC` with `Act` is not known");
    // Of another package it is of no concern.
    let (faults, database) = malformed(&scored("numpy", "CVSS_V3", "11"));
    assert_eq!((faults.as_str(), database.malformed), ("", 0));
}

#[test]
fn what_is_wrong_with_versions_takes_no_more_away_than_it_must() {
    let events = |events: &str| {
        let range = format!(r#""ranges": [{{"type": "ECOSYSTEM", "events": [{events}]}}]"#);
        record("GHSA-a", &affected("PyPI", "torch", &range))
    };
    let of = |text: &str| {
        let (faults, database) = malformed(text);
        let held = ["1", "2"].map(|version| !torch(&database, version).is_empty());
        assert_eq!(database.malformed, 1);
        format!("{held:?} left out {}\n{faults}", database.left_out)
    };
    insta::assert_snapshot!(of(&events(r#"{"introduced": "0"}, {}, {"fixed": "2"}"#)), @"
    [true, false] left out 0
    `GHSA-a`: package `torch`: an event has 0 of `introduced`, `fixed`, `last_affected`, `limit`, want one
    ");
    insta::assert_snapshot!(of(&events(r#"{"introduced": "0", "fixed": "2"}"#)), @"
    [true, false] left out 0
    `GHSA-a`: package `torch`: an event has 2 of `introduced`, `fixed`, `last_affected`, `limit`, want one
    ");
    insta::assert_snapshot!(of(&events(r#"{"introduced": "0"}, {"fixed": "v.0.0.4"}"#)), @"
    [false, false] left out 1
    `GHSA-a`: package `torch`: `v.0.0.4` is not a version: expected version to start with a number, but no leading ASCII digits were found: not evaluated
    ");
    insta::assert_snapshot!(of(&events(r#"{"introduced": 0}, {"fixed": "2"}"#)), @"
    [false, false] left out 1
    `GHSA-a`: package `torch`: `affected[0].ranges[0]` cannot be read: invalid type: integer `0`, expected a string: not evaluated
    ");
    insta::assert_snapshot!(of(&events("")), @"
    [false, false] left out 1
    `GHSA-a`: package `torch`: a range without events: not evaluated
    ");
    insta::assert_snapshot!(of(&record("GHSA-a", &affected("PyPI", "torch", r#""versions": ["1", 2]"#))), @"
    [true, false] left out 1
    `GHSA-a`: package `torch`: `affected[0].versions[1]` cannot be read: invalid type: integer `2`, expected a string: not evaluated
    ");
    insta::assert_snapshot!(of(&record("GHSA-a", &affected("PyPI", "torch", r#""versions": "1""#))), @"
    [false, false] left out 1
    `GHSA-a`: package `torch`: `affected[0].versions` cannot be read: no list: not evaluated
    ");
    insta::assert_snapshot!(of(&record("GHSA-a", &affected("PyPI", "torch", r#""summary": """#))), @"
    [false, false] left out 1
    `GHSA-a`: package `torch`: neither versions nor a range: not evaluated
    ");
    // One range is of no use, and the other holds.
    let two = r#""ranges": [{"type": "ECOSYSTEM", "events": [{"fixed": "9"}]},
        {"type": "ECOSYSTEM", "events": [{"introduced": "2"}]}, {"type": "semver", "events": []}]"#;
    insta::assert_snapshot!(of(&record("GHSA-a", &affected("PyPI", "torch", two))), @"
    [false, true] left out 1
    `GHSA-a`: package `torch`: a range without `introduced`: not evaluated
    `GHSA-a`: package `torch`: range type `semver` is not known: not evaluated
    ");
}

#[test]
fn a_record_of_other_types_is_read_as_far_as_it_goes() {
    let of = |text: &str| {
        let (faults, database) = malformed(text);
        let found = torch(&database, "1");
        let counts = (database.malformed, database.left_out, database.withdrawn);
        format!("{found}\n{counts:?}\n{faults}")
    };
    let torch = until("PyPI", "torch", "2");
    let dated = |text: &str| format!(r#"{{"id": "GHSA-a", {text}, {torch}}}"#);
    insta::assert_snapshot!(of(&dated(r#""modified": "yesterday""#)), @"
    GHSA-a [] unknown fixed 2 by GHSA-a
    (1, 0, 0)
    `GHSA-a`: `modified` is `yesterday`, want a date and time such as `2026-07-11T10:16:37Z`
    ");
    insta::assert_snapshot!(of(&dated(r#""aliases": ["CVE-2026-1", 7]"#)), @"
    CVE-2026-1 [GHSA-a] unknown fixed 2 by GHSA-a
    (1, 0, 0)
    `GHSA-a`: `aliases[1]` cannot be read: invalid type: integer `7`, expected a string
    `GHSA-a`: `modified` is ``, want a date and time such as `2026-07-11T10:16:37Z`
    ");
    insta::assert_snapshot!(of(&record("GHSA-a", &format!(r#""withdrawn": true, {torch}"#))), @"
    GHSA-a [] unknown fixed 2 by GHSA-a
    (1, 0, 0)
    `GHSA-a`: `withdrawn` cannot be read: invalid type: boolean `true`, expected a string
    ");
    insta::assert_snapshot!(of(&record("GHSA-a", &format!(r#""withdrawn": "", {torch}"#))), @"
    GHSA-a [] unknown fixed 2 by GHSA-a
    (1, 0, 0)
    `GHSA-a`: `withdrawn` is ``, which is not a date and time: the record is treated as not withdrawn
    ");
    insta::assert_snapshot!(of(&format!(r#"{{"modified": "2026-01-02T03:04:05Z", {torch}}}"#)), @"
    GHSA-of-the-file [] unknown fixed 2 by GHSA-of-the-file
    (1, 0, 0)
    `GHSA-of-the-file`: `id` cannot be read: there is none
    ");
    insta::assert_snapshot!(of(&record("GHSA-a", &format!(r#"{torch}, "affected": []"#))), @"
    (1, 1, 0)
    `GHSA-a`: `the record` cannot be read: duplicate field `affected` at line 1 column 214: not evaluated
    ");
    insta::assert_snapshot!(of(&record("GHSA-a", r#""affected": {"package": 1}"#)), @"
    (1, 1, 0)
    `GHSA-a`: `affected` cannot be read: no list: not evaluated
    ");
    insta::assert_snapshot!(of(&record("GHSA-a", r#""affected": [{"package": {"ecosystem": "PyPI"}}, 5]"#)), @"
    (1, 1, 0)
    `GHSA-a`: `affected[0].package` cannot be read: missing field `name`: not evaluated
    `GHSA-a`: `affected[1]` cannot be read: no object: not evaluated
    ");
    insta::assert_snapshot!(of(r#"{"id": "GHSA-a", "modif"#), @"
    (1, 1, 0)
    `GHSA-of-the-file`: malformed: EOF while parsing a string at line 1 column 23: not evaluated
    ");
    insta::assert_snapshot!(of("[]"), @"
    (1, 1, 0)
    `GHSA-of-the-file`: malformed: not a JSON object: not evaluated
    ");
    // Of another ecosystem it is of no concern; a mark at the start of a file is.
    let other = record(
        "GHSA-a",
        r#""affected": [{"package": {"ecosystem": "npm", "name": 5}}]"#,
    );
    assert_eq!(of(&other), "\n(0, 0, 0)\n");
    assert!(of(&format!("\u{feff}{}", record("GHSA-a", &torch))).ends_with("\n(0, 0, 0)\n"));
}

#[test]
fn what_is_too_deep_or_too_large_is_left_out() {
    let deep = format!(r#"{{"id": "A", "affected": {}"#, "[".repeat(100_000));
    assert!(builder().add(deep.as_bytes(), "deep")[0].left_out);
    let large = vec![b' '; advisory::MAX_BYTES + 1];
    assert_eq!(
        told(&builder().add(&large, "large")),
        "`large`: a record of 33554433 bytes: the limit is 33554432: not evaluated"
    );
}
