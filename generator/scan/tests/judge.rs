//! The gate as a whole, over a small fleet.

mod support;

use scan::print::Document;
use scan::{print, Claim, Fault, Finding, Input, Policy};
use std::collections::BTreeSet;
use support::{allow, database, entry, inventory, outputs, policy, record, records};

fn claims() -> Vec<Claim> {
    let inventory = inventory();
    scan::claims(&inventory, &database(&records(), &inventory)).unwrap()
}

fn judged_of(text: &str, policy: Policy, scanned: &[&str]) -> (Vec<Finding>, Vec<Fault>) {
    let inventory = inventory();
    let names = scanned.iter().map(|name| (*name).to_owned());
    let scanned: BTreeSet<String> = names.collect();
    let mut claims = claims();
    claims.retain(|claim| claim.images.iter().any(|image| scanned.contains(image)));
    scan::judge(
        Input {
            inventory: &inventory,
            outputs: &outputs(&inventory),
            claims: &claims,
            scanned: &scanned,
            reported: &BTreeSet::new(),
            allow: &allow(text),
        },
        policy,
    )
}

const ALL: [&str; 4] = ["box-alpha", "box-base", "box-beta", "den-gamma"];

fn document(text: &str, policy: Policy) -> Document {
    let (findings, faults) = judged_of(text, policy, &ALL);
    let inventory = inventory();
    let images = ALL.iter().map(|name| (*name).to_owned()).collect();
    Document {
        policy,
        database: Some(print::Database {
            date: Some("2026-01-02T03:04:05Z".to_owned()),
            sha256: support::sha256('d'),
            records: 4,
            withdrawn: 0,
            malformed: 0,
            left_out: 0,
        }),
        reports: Vec::new(),
        images: print::images(&inventory, &outputs(&inventory), &images),
        findings,
        faults,
        malformed: Vec::new(),
        notes: BTreeSet::new(),
    }
}

fn lines(findings: &[Finding]) -> String {
    let line = |finding: &Finding| {
        let images: Vec<&str> = finding.images.iter().map(|place| &*place.image).collect();
        format!(
            "{} {} {} of {} in {}",
            finding.verdict.name(),
            finding.severity,
            finding.vulnerability,
            finding.part.package,
            images.join(" ")
        )
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn messages(faults: &[Fault]) -> String {
    let line = |fault: &Fault| {
        let (line, column) = fault.at.unwrap();
        format!("{line}:{column}: {}", fault.message)
    };
    faults.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn high_and_critical_fail() {
    let document = document("", policy("2026-11-26"));
    assert!(!document.is_fine());
    insta::assert_snapshot!(print::human(&document));
    insta::assert_snapshot!(print::json(&document));
}

#[test]
fn an_entry_accepts_by_artifact_and_family() {
    let text = entry("CVE-2026-1", &['2'], &["base"]) + &entry("GHSA-torch", &['3'], &["gpu"]);
    let (findings, faults) = judged_of(&text, policy("2026-11-26"), &ALL);
    insta::assert_snapshot!(lines(&findings), @"
    fails high CVE-2026-1 of libssl3 in box-alpha box-beta
    accepted critical CVE-2026-2 of torch in box-alpha box-beta
    accepted high CVE-2026-1 of libssl3 in box-base den-gamma
    below medium CVE-2026-3 of curl in box-alpha box-base box-beta den-gamma
    below unknown GHSA-plain of torchvision in box-alpha box-beta
    ");
    assert_eq!(faults, []);
    insta::assert_snapshot!(print::human(&document(&text, policy("2026-11-26"))));
    let both = text.replace("\"base\"", "\"base\", \"gpu\"");
    assert!(document(&both, policy("2026-11-26")).is_fine());
    // The same package of other bytes is to be looked at again.
    let other = both.replace(&support::sha256('2'), &support::sha256('9'));
    assert!(!document(&other, policy("2026-11-26")).is_fine());
}

#[test]
fn an_entry_ends_with_its_last_day() {
    let text =
        entry("CVE-2026-1", &['2'], &["base", "gpu"]) + &entry("CVE-2026-2", &['3'], &["gpu"]);
    assert!(document(&text, policy("2026-12-31")).is_fine());
    let (findings, faults) = judged_of(&text, policy("2027-01-01"), &ALL);
    assert!(findings.iter().all(|finding| finding.accepted.is_none()));
    insta::assert_snapshot!(messages(&faults), @"
    2:17: `CVE-2026-1` was accepted until 2026-12-31
    9:17: `CVE-2026-2` was accepted until 2026-12-31
    ");
}

#[test]
fn what_an_entry_does_not_serve_is_told() {
    let all = |text: &str| messages(&judged_of(text, policy("2026-11-26"), &ALL).1);
    insta::assert_snapshot!(all(&entry("CVE-2026-9", &['2'], &["base"])), @"2:17: `CVE-2026-9` is \
        accepted but was not found: no image of its families has it in its artifacts");
    insta::assert_snapshot!(all(&entry("CVE-2026-1", &['9'], &["base"])), @"2:17: `CVE-2026-1` is \
        accepted but does not occur: no image of its families has its artifacts");
    insta::assert_snapshot!(all(&entry("CVE-2026-1", &['2', '1', '9'], &["base"])), @"
    2:17: `CVE-2026-1` is accepted but was not found: no image of its families has it in artifact `1111111111111111111111111111111111111111111111111111111111111111`
    2:17: `CVE-2026-1` is accepted but does not occur: no image of its families has artifact `9999999999999999999999999999999999999999999999999999999999999999`
    ");
    insta::assert_snapshot!(all(&entry("CVE-2026-2", &['3'], &["gpu", "base"])), @"2:17: \
        `CVE-2026-2` is accepted but does not occur: no image of family `base` has its artifacts");
    assert!(!document(
        &entry("CVE-2026-9", &['2'], &["base"]),
        policy("2026-11-26")
    )
    .is_fine());
}

#[test]
fn what_a_wheel_carries_is_judged_as_part_of_it() {
    let mut inventory = inventory();
    let torch = inventory.layers["gpu-wheels"][0].clone();
    let carried = inventory::Package {
        name: "psutil".to_owned(),
        version: "5.9".to_owned(),
        carried: Some(inventory::Carried {
            by: "torch".to_owned(),
            path: "opt/torch/psutil-5.9.dist-info".to_owned(),
        }),
        ..torch
    };
    inventory
        .layers
        .get_mut("gpu-wheels")
        .unwrap()
        .push(carried);
    let word = r#""aliases": ["CVE-2026-5"], "database_specific": {"severity": "HIGH"},"#;
    let mut records = records();
    records.push(support::record(
        "GHSA-psutil",
        "PyPI",
        "psutil",
        "5.10",
        word,
    ));
    let claims = scan::claims(&inventory, &database(&records, &inventory)).unwrap();
    let names = ALL.map(str::to_owned).into();
    let judged = |text: &str| {
        let input = Input {
            inventory: &inventory,
            outputs: &outputs(&inventory),
            claims: &claims,
            scanned: &names,
            reported: &BTreeSet::new(),
            allow: &allow(text),
        };
        let (findings, _) = scan::judge(input, policy("2026-11-26"));
        let mut findings = findings.into_iter();
        findings
            .find(|one| one.vulnerability == "CVE-2026-5")
            .unwrap()
    };
    let found = judged("");
    assert_eq!(found.images[0].way, ["torchvision", "torch", "psutil"]);
    assert_eq!(found.part.artifact.sha256, support::sha256('3'));
    assert_eq!(
        found.part.path.as_deref(),
        Some("opt/torch/psutil-5.9.dist-info")
    );
    let accepted = judged(&entry("CVE-2026-5", &['3'], &["gpu"]));
    assert!(accepted.accepted.is_some());
}

#[test]
fn of_images_that_nobody_looked_at_nothing_is_said() {
    let text = entry("CVE-2026-9", &['3'], &["gpu"]);
    let faults = |scanned: &[&str]| judged_of(&text, policy("2026-11-26"), scanned).1.len();
    assert_eq!((faults(&["den-gamma"]), faults(&["box-beta"])), (0, 1));
    // What no image has is told all the same.
    let gone = entry("CVE-2026-9", &['9'], &["gpu"]);
    assert_eq!(judged_of(&gone, policy("2026-11-26"), &[]).1.len(), 1);
}

#[test]
fn of_what_a_scanner_alone_can_see_a_database_says_nothing() {
    let inventory = inventory();
    let outputs = outputs(&inventory);
    // of layer `base-debs`
    let entries = allow(&entry("CVE-2026-9", &['a'], &["base"]));
    let faults = |reported: &[&str]| {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let (scanned, reported): (BTreeSet<String>, BTreeSet<String>) =
            (names(&ALL), names(reported));
        let input = Input {
            inventory: &inventory,
            outputs: &outputs,
            claims: &[],
            scanned: &scanned,
            reported: &reported,
            allow: &entries,
        };
        messages(&scan::judge(input, policy("2026-11-26")).1)
    };
    assert_eq!(faults(&[]), "");
    assert!(faults(&["box-base"]).contains("was not found"));
}

#[test]
fn the_downgrade_to_warnings_ends_by_itself() {
    let until = |today: &str| Policy {
        warn_until: Some("2026-12-05".parse().unwrap()),
        ..policy(today)
    };
    let idle = entry("CVE-2026-9", &['2'], &["base"]);
    let during = document(&idle, until("2026-12-05"));
    assert!(during.is_fine());
    insta::assert_snapshot!(lines(&during.findings), @"
    warns critical CVE-2026-2 of torch in box-alpha box-beta
    warns high CVE-2026-1 of libssl3 in box-alpha box-base box-beta den-gamma
    below medium CVE-2026-3 of curl in box-alpha box-base box-beta den-gamma
    below unknown GHSA-plain of torchvision in box-alpha box-beta
    ");
    assert!(print::human(&during).contains("warning: families/allow.toml:2:17: "));
    let after = document(&idle, until("2026-12-06"));
    assert!(!after.is_fine());
    assert!(print::human(&after).contains("`--warn-until 2026-12-05` has passed"));
}

#[test]
fn what_fails_is_a_choice() {
    let fails = |fail_on| {
        let (findings, _) = judged_of(
            "",
            Policy {
                fail_on,
                ..policy("2026-11-26")
            },
            &ALL,
        );
        let fails = |one: &&Finding| one.verdict == scan::Verdict::Fails;
        findings.iter().filter(fails).count()
    };
    let counts = advisory::Severity::ALL.map(fails);
    assert_eq!(counts, [4, 3, 3, 2, 1]);
}

#[test]
fn sarif_points_at_the_lines_of_the_lock() {
    let lock = format!(
        "{{\n  \"x\": \"{}\",\n  \"diff_id\": \"sha256:{}\"\n}}\n",
        support::sha256('3'),
        support::sha256('a')
    );
    let text =
        entry("CVE-2026-1", &['2'], &["base", "gpu"]) + &entry("CVE-2026-9", &['2'], &["base"]);
    insta::assert_snapshot!(print::sarif(
        &document(&text, policy("2026-11-26")),
        &lock,
        "0.1.0"
    ));
}

#[test]
fn a_change_fixes_and_brings() {
    let old = inventory();
    let mut new = old.clone();
    let layer = new.layers.get_mut("gpu-wheels").unwrap();
    layer[0].version = "2.6.0".to_owned();
    layer[0].sha256 = support::sha256('5');
    let debs = new.layers.get_mut("base-debs").unwrap();
    debs[0].version = "7.0-1".to_owned();
    debs[0].source.as_mut().unwrap().version = "7.0-1".to_owned();
    debs[0].sha256 = support::sha256('6');
    let regression = record(
        "DSA-7-1",
        "Debian:12",
        "curl",
        "7.1",
        r#""aliases": ["CVE-2026-7"],"#,
    );
    let records = [records(), vec![regression]].concat();
    let database = database(&records, &old);
    let change = scan::change(&old, &new, &database).unwrap();
    insta::assert_json_snapshot!(change);
    let none = scan::change(&new, &new, &database).unwrap();
    assert_eq!(none, scan::Change::default());
}
