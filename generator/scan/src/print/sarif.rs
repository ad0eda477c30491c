use super::Document;
use crate::finding::{Fault, FaultKind, Finding, Verdict};
use crate::malformed::Malformed;
use serde_json::{json, Value};
use std::collections::BTreeMap;

const LOCK: &str = "build-lock.json";
const ALLOW: &str = "families/allow.toml";
/// The rule of what is not judged
const UNJUDGED: &str = "advisory-not-judged";
const MOST_MALFORMED: usize = 1000;

/// A SARIF 2.1.0 log (OASIS): findings at the line of build-lock.json that names their bytes, faults
/// at their entry. What is accepted is there, as suppressed; what is less bad is left out.
pub fn sarif(document: &Document, lock: &str, version: &str) -> String {
    let shown = document.findings.iter();
    let shown: Vec<&Finding> = shown
        .filter(|finding| finding.verdict != Verdict::Below)
        .collect();
    let mut rules: BTreeMap<&str, Value> = BTreeMap::new();
    for finding in &shown {
        rules
            .entry(&finding.vulnerability)
            .or_insert_with(|| rule(finding));
    }
    for fault in &document.faults {
        let id = fault_id(fault);
        rules.entry(id).or_insert_with(|| {
            json!({ "id": id, "shortDescription": { "text": "An entry of the allow file has expired \
                or matches nothing" } })
        });
    }
    let lines = lines(lock);
    let results = shown.iter().map(|finding| result(finding, &lines));
    let warns = document.policy.warns();
    let faults = document.faults.iter().map(|fault| entry(fault, warns));
    let malformed = document.malformed.iter().filter(|one| one.left_out);
    let malformed: Vec<Value> = malformed.take(MOST_MALFORMED).map(unjudged).collect();
    if !malformed.is_empty() {
        rules.insert(
            UNJUDGED,
            json!({ "id": UNJUDGED, "shortDescription": { "text": "An advisory that cannot be parsed" } }),
        );
    }
    let results = results.chain(faults).chain(malformed);
    let results: Vec<Value> = results.collect();
    let rules: Vec<Value> = rules.into_values().collect();
    report::sarif::log(version, &rules, &results)
}

fn rule(finding: &Finding) -> Value {
    let title = if finding.summary.is_empty() {
        &finding.vulnerability
    } else {
        &finding.summary
    };
    json!({
        "id": finding.vulnerability,
        "shortDescription": { "text": title },
        "properties": { "tags": ["security", "vulnerability"] },
    })
}

fn result(finding: &Finding, lines: &BTreeMap<&str, usize>) -> Value {
    let part = &finding.part;
    let fixed = match &finding.fixed {
        Some(version) => format!("fixed in `{version}`"),
        None => "no version fixes it yet".to_owned(),
    };
    let text = format!(
        "`{}` {} has {} ({}): {fixed}; images: {}",
        part.package,
        part.version,
        finding.vulnerability,
        finding.severity,
        finding.images.len()
    );
    let mut result = json!({
        "ruleId": finding.vulnerability,
        "level": if finding.verdict == Verdict::Fails { "error" } else { "warning" },
        "message": { "text": text },
        "locations": [location(LOCK, lines.get(&*part.artifact.sha256).copied().unwrap_or(1))],
        "partialFingerprints": {
            "vulnerability/artifact": format!("{}/{}", finding.vulnerability, part.artifact.sha256),
        },
    });
    if let Some(accepted) = &finding.accepted {
        let why = format!(
            "{} ({}, until {})",
            accepted.reason, accepted.owner, accepted.expires
        );
        result["suppressions"] = json!([{ "kind": "external", "justification": why }]);
    }
    result
}

fn entry(fault: &Fault, warns: bool) -> Value {
    json!({
        "ruleId": fault_id(fault),
        "level": if warns { "warning" } else { "error" },
        "message": { "text": format!("{}\nhint: {}", fault.message, fault.hint) },
        "locations": [location(ALLOW, fault.at.map_or(1, |(line, _)| line))],
    })
}

/// No file of the repository has it: it stands at the lock's packages, which it may be about
fn unjudged(one: &Malformed) -> Value {
    json!({
        "ruleId": UNJUDGED,
        "level": "warning",
        "message": { "text": format!("{}: {}", one.file, one.message) },
        "locations": [location(LOCK, 1)],
    })
}

fn fault_id(fault: &Fault) -> &'static str {
    match fault.kind {
        FaultKind::Expired => "allow-expired",
        FaultKind::Unused => "allow-unused",
    }
}

fn location(file: &str, line: usize) -> Value {
    report::sarif::location(file, &json!({ "startLine": line }))
}

/// The first line that names each SHA-256
fn lines(lock: &str) -> BTreeMap<&str, usize> {
    let mut lines = BTreeMap::new();
    for (number, line) in lock.lines().enumerate() {
        for word in line.split('"') {
            let word = word.trim_start_matches("sha256:");
            if word.len() == 64 {
                lines.entry(word).or_insert(number + 1);
            }
        }
    }
    lines
}
