//! Reports of Trivy and Grype, made by hand in their shapes.

mod support;

use scan::report::{placed, Placed, Report, Unclear};
use scan::{openvex, print, trivyignore, Export, Finding, Input};
use serde_json::{json, Value};
use std::collections::BTreeSet;
use support::{allow, diff_id, entry, inventory, outputs, policy};

const LAYERS: [&str; 2] = ["base-debs", "gpu-wheels"];

fn trivy() -> Value {
    let layers: Vec<String> = LAYERS.iter().map(|layer| diff_id(layer)).collect();
    json!({
        "SchemaVersion": 2,
        "CreatedAt": "2026-11-26T10:00:00Z",
        "ArtifactName": "box-alpha.tar",
        "ArtifactType": "container_image",
        "Metadata": {"OS": {"Family": "debian", "Name": "12.11"}, "DiffIDs": layers},
        "Results": [
            {
                "Target": "box-alpha.tar (debian 12.11)", "Class": "os-pkgs", "Type": "debian",
                "Vulnerabilities": [{
                    "VulnerabilityID": "CVE-2026-1", "VendorIDs": ["DSA-1-1"],
                    "PkgName": "libssl3", "InstalledVersion": "1:3.0.16-1+b1",
                    "PkgIdentifier": {"PURL": "pkg:deb/debian/libssl3@3.0.16-1%2Bb1?arch=amd64&distro=debian-12.11&epoch=1"},
                    "FixedVersion": "1:3.0.17-1", "Severity": "MEDIUM",
                    "Layer": {"DiffID": diff_id("base-debs")}
                }]
            },
            {
                "Target": "Python", "Class": "lang-pkgs", "Type": "python-pkg",
                "Vulnerabilities": [{
                    "VulnerabilityID": "CVE-2026-2", "PkgName": "Torch", "InstalledVersion": "2.2.2+cu121",
                    "Severity": "CRITICAL", "Title": "Loading weights runs code",
                    "Layer": {"DiffID": diff_id("gpu-wheels")}
                }],
                "ExperimentalModifiedFindings": [{
                    "Type": "vulnerability", "Status": "ignored", "Statement": "we did not like it",
                    "Finding": {
                        "VulnerabilityID": "CVE-2026-8", "PkgName": "torchvision",
                        "InstalledVersion": "0.17.2", "Severity": "HIGH"
                    }
                }]
            },
            {
                "Target": "Java", "Class": "lang-pkgs", "Type": "jar",
                "Vulnerabilities": [{
                    "VulnerabilityID": "CVE-2026-9", "PkgName": "org.example:log", "InstalledVersion": "2.14",
                    "PkgPath": "usr/local/lib/python3.11/dist-packages/torch/log.jar",
                    "PkgIdentifier": {"PURL": "pkg:maven/org.example/log@2.14"},
                    "Severity": "CRITICAL", "Layer": {"DiffID": diff_id("gpu-wheels")}
                }]
            }
        ]
    })
}

fn grype() -> Value {
    let layers: Vec<Value> = LAYERS
        .iter()
        .map(|layer| json!({"digest": diff_id(layer)}))
        .collect();
    json!({
        "matches": [
            {
                "vulnerability": {
                    "id": "GHSA-torch", "severity": "Critical", "description": "Loading weights\nruns code",
                    "fix": {"versions": ["2.6.0"], "state": "fixed"}
                },
                "relatedVulnerabilities": [{"id": "CVE-2026-2"}],
                "artifact": {
                    "name": "torch", "version": "2.2.2+cu121", "type": "python",
                    "purl": "pkg:pypi/torch@2.2.2%2Bcu121",
                    "locations": [{"path": "/usr/local/x", "layerID": diff_id("gpu-wheels")}]
                }
            }
        ],
        "ignoredMatches": [{
            "vulnerability": {"id": "CVE-2026-1", "severity": "Negligible", "fix": {"versions": []}},
            "relatedVulnerabilities": [],
            "artifact": {"name": "libssl3", "version": "1:3.0.16-1+b1", "type": "deb", "locations": []}
        }],
        "source": {"type": "image", "target": {"userInput": "box-alpha", "layers": layers}},
        "distro": {"name": "debian", "version": "12"},
        "descriptor": {"name": "grype", "version": "0.99.0", "timestamp": "2026-11-26T10:00:00Z"}
    })
}

fn read(value: &Value) -> Result<Placed, String> {
    let text = value.to_string();
    let report = Report::parse(text.as_bytes()).map_err(|error| error.to_string())?;
    let inventory = inventory();
    placed(report, &inventory, &outputs(&inventory)).map_err(|error| error.to_string())
}

fn judged(placed: &Placed, text: &str) -> Vec<Finding> {
    let inventory = inventory();
    let input = Input {
        inventory: &inventory,
        outputs: &outputs(&inventory),
        claims: &placed.claims,
        scanned: &placed.images,
        reported: &placed.images,
        allow: &allow(text),
    };
    let (findings, faults) = scan::judge(input, policy("2026-11-26"));
    assert_eq!(faults, []);
    findings
}

fn lines(findings: &[Finding]) -> String {
    let line = |finding: &Finding| {
        format!(
            "{} {} {} of {} {} in {} {}",
            finding.verdict.name(),
            finding.severity,
            finding.vulnerability,
            finding.part.kind,
            finding.part.package,
            finding.part.artifact.locator,
            finding.images.len()
        )
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn trivys_findings_are_those_of_locked_bytes() {
    let placed = read(&trivy()).unwrap();
    // Two services have the same layers: what holds for the one holds for the other.
    let images: Vec<&str> = placed.images.iter().map(String::as_str).collect();
    assert_eq!(images, ["box-alpha", "box-beta"]);
    insta::assert_snapshot!(lines(&judged(&placed, "")), @"
    fails critical CVE-2026-2 of wheel torch in pypi:torch/torch-2.2.2+cu121-py3-none-any.whl 2
    fails critical CVE-2026-9 of jar org.example:log in layer:gpu-wheels 2
    fails high CVE-2026-8 of wheel torchvision in pypi:torchvision/torchvision-0.17.2-py3-none-any.whl 2
    below medium CVE-2026-1 of deb libssl3 in debian:pool/main/libssl3.deb 2
    ");
}

#[test]
fn what_no_lock_names_is_accepted_by_its_layer() {
    let placed = read(&trivy()).unwrap();
    let text = entry("CVE-2026-9", &['b'], &["gpu"]);
    let findings = judged(&placed, &text);
    assert!(lines(&findings).contains("accepted critical CVE-2026-9"));
    let inventory = inventory();
    let export = Export {
        inventory: &inventory,
        outputs: &outputs(&inventory),
        allow: &allow(&text),
        findings: &findings,
        today: "2026-11-26".parse().unwrap(),
        registry: None,
    };
    assert!(trivyignore(export).contains("- \"pkg:maven/org.example/log@2.14\"\n"));
    assert!(openvex(export).contains("pkg:maven/org.example/log@2.14"));
    // Without the report nothing says which package it is: no entry for all packages is written.
    let blind = Export {
        findings: &[],
        ..export
    };
    assert!(trivyignore(blind).ends_with("vulnerabilities: []\n"));
}

#[test]
fn grypes_findings_are_the_same_ones() {
    let placed = read(&grype()).unwrap();
    insta::assert_snapshot!(lines(&judged(&placed, "")), @"
    fails critical CVE-2026-2 of wheel torch in pypi:torch/torch-2.2.2+cu121-py3-none-any.whl 2
    below low CVE-2026-1 of deb libssl3 in debian:pool/main/libssl3.deb 2
    ");
    let both = Placed {
        claims: [placed.claims, read(&trivy()).unwrap().claims].concat(),
        images: placed.images,
        unclear: Vec::new(),
    };
    let findings = judged(&both, "");
    let torch = findings
        .iter()
        .find(|one| one.vulnerability == "CVE-2026-2")
        .unwrap();
    assert_eq!(torch.scanners.len(), 2);
    assert_eq!(torch.fixed.as_deref(), Some("2.6.0"));
    assert_eq!(findings.len(), 4);
    let json = serde_json::to_string(&findings).unwrap();
    assert!(json.contains(r#""scanners":["trivy","grype"]"#), "{json}");
}

#[test]
fn a_report_says_of_which_image_it_is_by_layers_alone() {
    let error = |change: &dyn Fn(&mut Value)| {
        let mut report = trivy();
        change(&mut report);
        read(&report).unwrap_err()
    };
    let layers = |layers: Value| error(&|report| report["Metadata"]["DiffIDs"] = layers.clone());
    insta::assert_snapshot!(layers(json!([diff_id("base-debs"), "sha256:00"])), @"
    `box-alpha.tar` is not an image of build-lock.json: the first 1 of its 2 layers are those of `den-gamma`, which has 2

    hint: scan an image that was built from this lock, or check out the lock that the image was built from
    ");
    insta::assert_snapshot!(layers(json!(["sha256:00"])), @"
    `box-alpha.tar` is not an image of build-lock.json: the first of its 1 layers is not in any image

    hint: scan an image that was built from this lock, or check out the lock that the image was built from
    ");
    insta::assert_snapshot!(layers(json!([])), @"the report for `box-alpha.tar` lists no layers: nothing proves what was scanned");
    insta::assert_snapshot!(error(&|report| report["ArtifactType"] = json!("filesystem")), @"
    the report is for `box-alpha.tar`, which is not an image but `filesystem`

    hint: scan the image: only its layers prove what was scanned
    ");
    insta::assert_snapshot!(error(&|report| report["SchemaVersion"] = json!(3)), @"
    Trivy's schema version `3` is not known

    hint: version 2 is supported; use Trivy 0.20 or later
    ");
    insta::assert_snapshot!(error(&|report| report["Metadata"]["OS"] = json!(null)), @"
    the report for `box-alpha.tar` found no system, but the lock has Debian packages: the scanner checked none of them

    hint: scan the image as it was built, with its `etc/os-release`
    ");
    let mut folder = grype();
    folder["source"] = json!({"type": "directory", "target": "/srv"});
    insta::assert_snapshot!(read(&folder).unwrap_err(), @"
    the report is for `/srv`, which is not an image but `directory`

    hint: scan the image: only its layers prove what was scanned
    ");
}

#[test]
fn a_vulnerability_that_cannot_be_read_is_told_and_the_rest_is_judged() {
    let told = |report: &Value| {
        let placed = read(report).unwrap();
        let unclear = placed.unclear.iter().cloned();
        let unclear: Vec<String> = unclear.map(|one| one.of_file("t").message).collect();
        format!("{}\n{}", placed.claims.len(), unclear.join("\n"))
    };
    let of_trivy = |place: &str, value: Value| {
        let mut report = trivy();
        *report.pointer_mut(place).unwrap() = value;
        told(&report)
    };
    let of_grype = |place: &str, value: Value| {
        let mut report = grype();
        *report.pointer_mut(place).unwrap() = value;
        told(&report)
    };
    insta::assert_snapshot!(of_trivy("/Results/2/Vulnerabilities/0/Layer", json!({})), @"
    3
    `CVE-2026-9`: package `org.example:log`: it is in no layer of the image in the report, so its bytes are unknown: not evaluated
    ");
    insta::assert_snapshot!(of_trivy("/Results/0/Vulnerabilities/0/Severity", json!("GRAVE")), @"
    4
    `CVE-2026-1`: package `libssl3`: severity `GRAVE` must be unknown, low, medium, high or critical
    ");
    insta::assert_snapshot!(of_trivy("/Results/0/Vulnerabilities/0/PkgName", json!(5)), @"
    3
    `CVE-2026-1`: invalid type: integer `5`, expected a string: not evaluated
    ");
    insta::assert_snapshot!(of_trivy("/Results/1/ExperimentalModifiedFindings/0/Finding", json!([])), @"
    3
    `a vulnerability without a name`: invalid length 0, expected struct Vulnerability with 10 elements: not evaluated
    ");
    insta::assert_snapshot!(of_grype("/matches/0/vulnerability/fix/versions", json!("2")), @r#"
    1
    `GHSA-torch`: package `torch`: invalid type: string "2", expected a sequence: not evaluated
    "#);
    insta::assert_snapshot!(of_grype("/ignoredMatches/0/vulnerability/severity", json!("GRAVE")), @"
    2
    `CVE-2026-1`: package `libssl3`: severity `GRAVE` must be unknown, low, medium, high or critical
    ");
}

#[test]
fn what_is_no_report_is_refused() {
    let error = |text: &str| Report::parse(text.as_bytes()).unwrap_err().to_string();
    insta::assert_snapshot!(error(r#"{"bomFormat": "CycloneDX"}"#), @"
    neither a Trivy nor a Grype report

    hint: create it with `trivy image --format json` or `grype --output json`
    ");
    insta::assert_snapshot!(error(&trivy().to_string()[..200]), @"malformed: EOF while parsing a string at line 1 column 200");
    insta::assert_snapshot!(error(r#"{"SchemaVersion": 2, "ArtifactType": "container_image", "Results": {}}"#), @"malformed: invalid type: map, expected a sequence");
    assert!(Report::parse("[".repeat(100_000).as_bytes()).is_err());
}

#[test]
fn a_report_is_told_of() {
    let placed = read(&trivy()).unwrap();
    let read = print::Read {
        file: "trivy.json".to_owned(),
        scanner: scan::Scanner::Trivy,
        version: None,
        created: None,
        images: placed.images.clone(),
        malformed: 1,
        left_out: 1,
    };
    let malformed = Unclear {
        id: "CVE-2026-7".to_owned(),
        package: Some("acme".to_owned()),
        reason: "nothing says where".to_owned(),
        left_out: true,
    };
    let inventory = inventory();
    let document = print::Document {
        policy: policy("2026-11-26"),
        database: None,
        reports: vec![read],
        images: print::images(&inventory, &outputs(&inventory), &placed.images),
        findings: judged(&placed, ""),
        faults: Vec::new(),
        malformed: vec![malformed.of_file("trivy.json")],
        notes: BTreeSet::new(),
    };
    let log = print::sarif(&document, "", "1");
    assert!(log.contains("\"ruleId\": \"advisory-not-judged\""), "{log}");
    insta::assert_snapshot!(print::human(&document));
}
