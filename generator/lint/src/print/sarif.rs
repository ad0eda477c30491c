use super::{Region, Texts};
use crate::{Finding, Place, Rule, Severity};
use serde_json::{json, Value};

/// A SARIF 2.1.0 log (OASIS), with the rules and their pages
pub fn sarif(findings: &[Finding], texts: &Texts, rules: &[Rule], version: &str) -> String {
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| result(finding, texts, rules))
        .collect();
    let rules: Vec<Value> = rules.iter().map(rule).collect();
    report::sarif::log(version, &rules, &results)
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
    let region = json!({
        "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
    });
    report::sarif::location(&place.file, &region)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
