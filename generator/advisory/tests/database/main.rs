//! Records by hand, and what a database of them says.

mod malformed;

use advisory::{Builder, Database, Ecosystem, Fault, Match, Severity, Wanted};

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
        assert_eq!(told(&builder.add(record.as_bytes(), "file")), "");
    }
    builder.finish()
}

fn told(faults: &[Fault]) -> String {
    let lines: Vec<String> = faults.iter().map(Fault::to_string).collect();
    lines.join("\n")
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
    assert!(database.ecosystems.contains_key(&Ecosystem::Debian));
    assert!(!database.ecosystems.contains_key(&Ecosystem::PyPi));
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
                r#""ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}], "versions": ["0.1"]"#,
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
fn a_version_of_ours_that_is_none_is_an_error() {
    insta::assert_snapshot!(database(&[]).of_distribution("torch", "1..0").unwrap_err(), @"`1..0` is not a version: after parsing `1`, found `..0`, which is not part of a valid version");
}

/// google/osv.dev 5574 (PYSEC-2024-225): commits from the first one on say nothing of versions
#[test]
fn commits_of_a_record_add_no_version() {
    let more = r#""ranges": [
        {"type": "GIT", "repo": "https://git.example/x", "events": [{"introduced": "0"}, {"fixed": "97d231672763cdb5959a3b191e692a362f1b9e55"}]},
        {"type": "ECOSYSTEM", "events": [{"introduced": "38.0"}, {"fixed": "42.0.4"}]}], "versions": ["38.0", "42.0.3"]"#;
    let database = database(&[record("PYSEC-a", &affected("PyPI", "torch", more))]);
    for outside in ["0.1", "37.9", "42.0.4"] {
        assert_eq!(torch(&database, outside), "", "{outside}");
    }
    for inside in ["38.0", "40.1", "42.0.3"] {
        assert_eq!(
            torch(&database, inside),
            "PYSEC-a [] unknown fixed 42.0.4 by PYSEC-a"
        );
    }
}

/// DependencyTrack/dependency-track 6988 (PYSEC-2019-16): two intervals in one range; haskell/security-advisories 3:
/// one that begins twice
#[test]
fn a_range_may_begin_and_end_several_times() {
    let of = |events: &str| {
        let range = format!(r#""ranges": [{{"type": "ECOSYSTEM", "events": [{events}]}}]"#);
        database(&[record("PYSEC-a", &affected("PyPI", "torch", &range))])
    };
    let disjoint = of(
        r#"{"introduced": "0"}, {"fixed": "1.11.27"}, {"introduced": "2.2"}, {"fixed": "2.2.9"}"#,
    );
    let twice = of(r#"{"introduced": "1.6"}, {"introduced": "1.7"}, {"fixed": "1.7.4"}"#);
    for (database, version, inside) in [
        (&disjoint, "1.11.26", true),
        (&disjoint, "2.0", false),
        (&disjoint, "2.2.8", true),
        (&disjoint, "2.2.9", false),
        (&disjoint, "6.0.4", false),
        (&twice, "1.5", false),
        (&twice, "1.6.9", true),
        (&twice, "1.7.3", true),
        (&twice, "1.7.4", false),
    ] {
        assert_eq!(!torch(database, version).is_empty(), inside, "{version}");
    }
}

/// google/osv.dev 683: versions that are listed beyond the range are affected, by the schema; google/osv.dev 1960:
/// an empty list beside a range
#[test]
fn what_is_listed_and_what_is_in_a_range_add_up() {
    let range =
        r#""ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.62"}]}]"#;
    let listed = format!(r#"{range}, "versions": ["1.0", "1.70"]"#);
    let empty = format!(r#"{range}, "versions": []"#);
    for (more, beyond) in [(&listed, true), (&empty, false)] {
        let database = database(&[record("GHSA-a", &affected("PyPI", "torch", more))]);
        assert!(torch(&database, "1.61").contains("GHSA-a"), "{more}");
        assert_eq!(torch(&database, "1.62"), "", "{more}");
        assert_eq!(!torch(&database, "1.70").is_empty(), beyond, "{more}");
    }
}

/// google/osv.dev 5616: Debian's record of a CVE and the general one are one vulnerability
#[test]
fn debians_record_and_the_general_one_are_one_match() {
    let general = record("CVE-2026-7", HIGH);
    let debian = record(
        "DEBIAN-CVE-2026-7",
        &format!(
            r#""upstream": ["CVE-2026-7"], {}"#,
            until("Debian:12", "openssl", "3.0.20-1~deb12u1")
        ),
    );
    let database = database(&[general, debian]);
    assert_eq!(
        openssl(&database, "3.0.19-1~deb12u2"),
        "CVE-2026-7 [DEBIAN-CVE-2026-7] high fixed 3.0.20-1~deb12u1 by DEBIAN-CVE-2026-7"
    );
}

/// aquasecurity/trivy 1886: the epoch is a part of the version
#[test]
fn an_epoch_counts() {
    let database = database(&[record("DSA-1", &until("Debian:12", "openssl", "3.0.31-1"))]);
    assert_eq!(openssl(&database, "1:2.0-1+bionic"), "");
    assert!(openssl(&database, "3.0.30-1").contains("DSA-1"));
    let database = self::database(&[record(
        "DSA-2",
        &until("Debian:12", "openssl", "1:3.0.31-1"),
    )]);
    assert!(openssl(&database, "5.0-1").contains("DSA-2"));
}
