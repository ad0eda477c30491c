//! Records by hand, and what a database of them says.

use advisory::{Builder, Database, Ecosystem, Match, Severity, Wanted};

fn builder() -> Builder {
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Builder::new(Wanted {
        release: "12".to_owned(),
        sources: set(&["openssl", "glibc"]),
        distributions: set(&["torch", "zope-interface"]),
    })
}

fn database(records: &[String]) -> Database {
    let mut builder = builder();
    for record in records {
        builder.add(record.as_bytes()).unwrap();
    }
    builder.finish()
}

fn record(id: &str, more: &str) -> String {
    format!(r#"{{"id": "{id}", "modified": "2026-01-02T03:04:05Z", {more}}}"#)
}

fn affected(ecosystem: &str, name: &str, more: &str) -> String {
    format!(
        r#""affected": [{{"package": {{"ecosystem": "{ecosystem}", "name": "{name}"}}, {more}}}]"#
    )
}

/// Fixed in a version
fn until(ecosystem: &str, name: &str, fixed: &str) -> String {
    let range = format!(
        r#""ranges": [{{"type": "ECOSYSTEM", "events": [{{"introduced": "0"}}, {{"fixed": "{fixed}"}}]}}]"#
    );
    affected(ecosystem, name, &range)
}

fn line(one: &Match) -> String {
    let list = |names: &mut dyn Iterator<Item = &String>| {
        names.map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    format!(
        "{} [{}] {} fixed {} by {}",
        one.vulnerability,
        list(&mut one.aliases.iter()),
        one.severity,
        one.fixed.as_deref().unwrap_or("nowhere"),
        list(&mut one.records.iter())
    )
}

fn lines(matches: &[Match]) -> String {
    matches.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn torch(database: &Database, version: &str) -> String {
    lines(&database.of_distribution("torch", version).unwrap())
}

fn openssl(database: &Database, version: &str) -> String {
    lines(&database.of_source("openssl", version).unwrap())
}

const HIGH: &str =
    r#""severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}]"#;

#[test]
fn names_of_one_vulnerability_are_one_match() {
    let database = database(&[
        record(
            "PYSEC-2026-1",
            &format!(
                r#""aliases": ["CVE-2026-1", "GHSA-aaaa"], {}"#,
                affected("PyPI", "torch", r#""versions": ["2.2.1", "2.2.2"]"#)
            ),
        ),
        record(
            "GHSA-aaaa",
            &format!(
                r#""aliases": ["CVE-2026-1"], "database_specific": {{"severity": "MODERATE"}}, {}"#,
                until("PyPI", "torch", "2.6.0")
            ),
        ),
        // Of no package here, and yet it says how bad it is.
        record("CVE-2026-1", HIGH),
        record("GHSA-bbbb", &until("PyPI", "Torch", "2.2.1")),
    ]);
    assert_eq!(
        torch(&database, "2.2.2"),
        "CVE-2026-1 [GHSA-aaaa PYSEC-2026-1] high fixed 2.6.0 by GHSA-aaaa PYSEC-2026-1"
    );
    assert_eq!(
        torch(&database, "2.0"),
        "CVE-2026-1 [GHSA-aaaa PYSEC-2026-1] high fixed 2.6.0 by GHSA-aaaa\n\
         GHSA-bbbb [] unknown fixed 2.2.1 by GHSA-bbbb"
    );
    assert_eq!(torch(&database, "2.6"), "");
    assert_eq!((database.records, database.withdrawn), (4, 0));
    assert_eq!(database.date.as_deref(), Some("2026-01-02T03:04:05Z"));
}

#[test]
fn a_local_version_is_also_its_public_one() {
    let listed = affected("PyPI", "torch", r#""versions": ["2.2.2"]"#);
    let last = r#""ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"last_affected": "2.2.2"}]}]"#;
    let database = database(&[
        record("GHSA-list", &listed),
        record("GHSA-last", &affected("PyPI", "torch", last)),
        record("GHSA-fixed", &until("PyPI", "torch", "2.2.2")),
    ]);
    assert_eq!(
        torch(&database, "2.2.2+cu121"),
        "GHSA-last [] unknown fixed nowhere by GHSA-last\n\
         GHSA-list [] unknown fixed nowhere by GHSA-list"
    );
    assert_eq!(torch(&database, "2.2.3+cu121"), "");
}

#[test]
fn an_upload_of_debian_counts_for_each_that_it_fixes() {
    let database = database(&[
        record(
            "DEBIAN-CVE-2026-1",
            &format!(
                r#""upstream": ["CVE-2026-1"], {HIGH}, {}"#,
                until("Debian:12", "openssl", "3.0.17-1~deb12u2")
            ),
        ),
        record(
            "DSA-1-1",
            &format!(
                r#""upstream": ["CVE-2026-1", "CVE-2026-2"], {}"#,
                until("Debian:12", "openssl", "3.0.17-1~deb12u3")
            ),
        ),
        record("DLA-2-1", &until("Debian:12", "openssl", "1:1")),
        record("DEBIAN-CVE-2026-3", &until("Debian:11", "openssl", "9:9")),
        record("DEBIAN-CVE-2026-4", &until("Debian", "glibc", "2.36-9")),
    ]);
    assert_eq!(
        openssl(&database, "3.0.17-1~deb12u1"),
        "CVE-2026-1 [DEBIAN-CVE-2026-1] high fixed 3.0.17-1~deb12u3 by DEBIAN-CVE-2026-1 DSA-1-1\n\
         CVE-2026-2 [] unknown fixed 3.0.17-1~deb12u3 by DSA-1-1\n\
         DLA-2-1 [] unknown fixed 1:1 by DLA-2-1"
    );
    assert_eq!(openssl(&database, "1:2"), "");
    let glibc = database.of_source("glibc", "2.36-8").unwrap();
    assert_eq!(
        lines(&glibc),
        "CVE-2026-4 [DEBIAN-CVE-2026-4] unknown fixed 2.36-9 by DEBIAN-CVE-2026-4"
    );
    assert!(database.ecosystems.contains(&Ecosystem::Debian));
    assert!(!database.ecosystems.contains(&Ecosystem::PyPi));
}

#[test]
fn what_is_withdrawn_says_nothing_and_malice_is_critical() {
    let database = database(&[
        record(
            "GHSA-gone",
            &format!(
                r#""withdrawn": "2026-01-01T00:00:00Z", {}"#,
                until("PyPI", "torch", "9")
            ),
        ),
        record(
            "MAL-2026-1",
            &affected("PyPI", "torch", r#""versions": ["1.0"]"#),
        ),
        record(
            "GHSA-git",
            &affected(
                "PyPI",
                "torch",
                r#""ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}], "versions": null"#,
            ),
        ),
        record(
            "GHSA-null",
            r#""affected": null, "aliases": null, "severity": null"#,
        ),
    ]);
    assert_eq!(
        torch(&database, "1.0"),
        "MAL-2026-1 [] critical fixed nowhere by MAL-2026-1"
    );
    assert_eq!(database.withdrawn, 1);
}

#[test]
fn what_debian_holds_for_unimportant_is_low() {
    let unimportant = r#""ecosystem_specific": {"urgency": "unimportant"}, "versions": ["3.0-1"]"#;
    let debian = record(
        "DEBIAN-CVE-2026-1",
        &format!(
            r#"{HIGH}, {}"#,
            affected("Debian:12", "openssl", unimportant)
        ),
    );
    let alone = database(std::slice::from_ref(&debian));
    let severity =
        |database: &Database| database.of_source("openssl", "3.0-1").unwrap()[0].severity;
    assert_eq!(severity(&alone), Severity::Low);
    // An upload that fixes it says otherwise.
    let upload = record(
        "DSA-1-1",
        &format!(
            r#""related": ["CVE-2026-1"], {}"#,
            until("Debian:12", "openssl", "3.0-2")
        ),
    );
    assert_eq!(severity(&database(&[debian, upload])), Severity::High);
}

#[test]
fn scores_of_a_package_and_of_several_versions_of_cvss() {
    let score = |kind: &str, vector: &str| format!(r#"{{"type": "{kind}", "score": "{vector}"}}"#);
    let low = score("CVSS_V3", "CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N");
    let critical = score(
        "CVSS_V4",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
    );
    let old = score("CVSS_V2", "AV:N/AC:L/Au:N/C:P/I:P/A:P");
    let severity = |top: &[&String], own: &[&String]| {
        let join = |scores: &[&String]| {
            scores
                .iter()
                .map(|one| one.as_str())
                .collect::<Vec<_>>()
                .join(",")
        };
        let more = format!(r#""severity": [{}], "versions": ["1"]"#, join(own));
        let text = format!(
            r#""severity": [{}], {}"#,
            join(top),
            affected("PyPI", "torch", &more)
        );
        let database = database(&[record("GHSA-a", &text)]);
        database.of_distribution("torch", "1").unwrap()[0].severity
    };
    assert_eq!(severity(&[&low, &critical], &[]), Severity::Critical);
    assert_eq!(severity(&[&low], &[&critical]), Severity::Critical);
    assert_eq!(severity(&[&low, &old], &[]), Severity::Low);
    assert_eq!(severity(&[&old], &[]), Severity::High);
}

#[test]
fn what_cannot_be_judged_is_an_error_that_says_what() {
    let error = |text: &str| builder().add(text.as_bytes()).unwrap_err().to_string();
    let bad = |name: &str| {
        let range = r#""ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "one"}]}]"#;
        record("GHSA-a", &affected("PyPI", name, range))
    };
    insta::assert_snapshot!(error(&bad("torch")), @"`GHSA-a`: package `torch`: `one` is no version: expected version to start with a number, but no leading ASCII digits were found");
    insta::assert_snapshot!(error(r#"{"id": "GHSA-a", "modif"#), @"malformed: EOF while parsing a string at line 1 column 23");
    insta::assert_snapshot!(error("{}"), @"a record without `id`");
    insta::assert_snapshot!(error("[]"), @"a record without `id`");
    insta::assert_snapshot!(error(r#"{"id": "GHSA-a", "modified": "yesterday"}"#), @"`GHSA-a`: `modified` is `yesterday`: want one like `2026-07-11T10:16:37Z`");
    let vector = r#""severity": [{"type": "CVSS_V3", "score": "9.8"}]"#;
    let scored = |name: &str| record("GHSA-a", &format!("{vector}, {}", until("PyPI", name, "2")));
    insta::assert_snapshot!(error(&scored("torch")), @"`GHSA-a`: `9.8` is no CVSS vector: invalid CVSS metric group component: `9.8`");
    // Of another package it is of no concern.
    builder().add(bad("numpy").as_bytes()).unwrap();
    builder().add(scored("numpy").as_bytes()).unwrap();
    insta::assert_snapshot!(database(&[]).of_distribution("torch", "1..0").unwrap_err(), @"`1..0` is no version: after parsing `1`, found `..0`, which is not part of a valid version");
}

#[test]
fn what_is_too_deep_or_too_large_is_refused() {
    let deep = format!(r#"{{"id": "A", "affected": {}"#, "[".repeat(100_000));
    assert!(builder().add(deep.as_bytes()).is_err());
    let large = vec![b' '; advisory::MAX_BYTES + 1];
    let error = builder().add(&large).unwrap_err().to_string();
    assert_eq!(
        error,
        "a record of 33554433 bytes: more than 33554432 are not read"
    );
}
