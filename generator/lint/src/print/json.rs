use super::{Region, Texts};
use crate::{Finding, Severity};
use serde::Serialize;

#[derive(Serialize)]
struct Row<'a> {
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    #[serde(flatten)]
    place: Where<'a>,
    service: Option<&'a str>,
    machine: Option<&'a str>,
    also: Vec<Also<'a>>,
    hint: Option<&'a str>,
}

#[derive(Serialize)]
struct Where<'a> {
    file: &'a str,
    #[serde(flatten)]
    region: Region,
}

#[derive(Serialize)]
struct Also<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Where<'a>,
}

/// An array of findings
pub fn json(findings: &[Finding], texts: &Texts) -> String {
    let rows: Vec<Row<'_>> = findings.iter().map(|finding| row(finding, texts)).collect();
    serde_json::to_string_pretty(&rows).expect("texts and numbers can be written")
}

fn row<'a>(finding: &'a Finding, texts: &Texts) -> Row<'a> {
    let place = |place: &'a crate::Place| Where {
        file: &place.file,
        region: Region::of(place, texts),
    };
    let also = |(at, message): &'a (crate::Place, String)| Also {
        message,
        place: place(at),
    };
    Row {
        rule: finding.rule,
        severity: finding.severity,
        message: &finding.message,
        place: place(&finding.at),
        service: finding.service.as_deref(),
        machine: finding.machine.as_deref(),
        also: finding.also.iter().map(also).collect(),
        hint: finding.hint.as_deref(),
    }
}
