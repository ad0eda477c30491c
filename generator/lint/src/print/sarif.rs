use super::{Region, Texts};
use crate::{Finding, Place, Rule, Severity};
use serde_json::{json, Value};

/// A SARIF 2.1.0 log (OASIS), with the rules and their pages
pub fn sarif(findings: &[Finding], texts: &Texts, rules: &[Rule], version: &str) -> String {
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| result(finding, texts, rules))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "gen-lock",
                "version": version,
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).expect("texts and numbers can be written")
}

fn rule(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.title() },
        "help": { "text": rule.page, "markdown": rule.page },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(finding: &Finding, texts: &Texts, rules: &[Rule]) -> Value {
    let hint = finding
        .hint
        .as_ref()
        .map(|hint| format!("\nhint: {hint}"))
        .unwrap_or_default();
    let also = |(number, (place, message)): (usize, &(Place, String))| {
        let mut location = location(place, texts);
        location["id"] = json!(number + 1);
        location["message"] = json!({ "text": message });
        location
    };
    json!({
        "ruleId": finding.rule,
        "ruleIndex": rules.iter().position(|rule| rule.id == finding.rule),
        "level": level(finding.severity),
        "message": { "text": format!("{}{hint}", finding.message) },
        "locations": [location(&finding.at, texts)],
        "relatedLocations": finding.also.iter().enumerate().map(also).collect::<Vec<_>>(),
    })
}

fn location(place: &Place, texts: &Texts) -> Value {
    let Region {
        line,
        column,
        end_line,
        end_column,
    } = Region::of(place, texts);
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": place.file, "uriBaseId": "%SRCROOT%" },
        "region": { "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column },
    }})
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
