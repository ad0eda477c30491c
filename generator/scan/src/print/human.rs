use super::Document;
use crate::finding::{Finding, Place, Verdict};
use advisory::Severity;
use report::{count, visible, visible_within};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Names of a list that are told; the rest is counted
const SHOWN: usize = 6;
/// Malformed records that are told; the rest is counted
const TOLD: usize = 20;

/// A table, each finding with where it is and what brings it; then the faults and what was scanned.
/// What is less bad than what fails is counted.
pub fn human(document: &Document) -> String {
    let shown = document.findings.iter();
    let shown: Vec<&Finding> = shown
        .filter(|finding| finding.verdict != Verdict::Below)
        .collect();
    let mut text = String::new();
    if !shown.is_empty() {
        text += &table(&shown);
        text += "\n";
    }
    for fault in &document.faults {
        let level = if document.policy.warns() {
            "warning"
        } else {
            "error"
        };
        let place = fault
            .at
            .map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
        // A `String` takes everything.
        let _ = writeln!(
            text,
            "{level}: families/allow.toml{place}: {}\n  hint: {}\n",
            fault.message, fault.hint
        );
    }
    text + &malformed(document) + &summary(document)
}

/// What is not judged first
fn malformed(document: &Document) -> String {
    let mut lines: Vec<_> = document.malformed.iter().collect();
    lines.sort_by_key(|one| !one.left_out);
    let mut text = String::new();
    for one in lines.iter().take(TOLD) {
        let (file, message) = (visible(&one.file), visible_within(&one.message, LONGEST));
        let _ = writeln!(text, "warning: {file}: {message}");
    }
    let more = lines.len().saturating_sub(TOLD);
    if more > 0 {
        let _ = writeln!(
            text,
            "warning: {more} more like these\n  hint: `--json` shows all"
        );
    }
    if !lines.is_empty() {
        text.push('\n');
    }
    text
}

fn counts(malformed: usize, left_out: usize) -> String {
    match (malformed, left_out) {
        (0, _) => String::new(),
        (_, 0) => format!(", {malformed} malformed"),
        _ => format!(", {malformed} malformed, of which {left_out} not fully evaluated"),
    }
}

fn table(findings: &[&Finding]) -> String {
    let heads = [
        "verdict",
        "severity",
        "vulnerability",
        "package",
        "version",
        "fixed in",
    ];
    let rows: Vec<[&str; 6]> = findings.iter().map(|finding| cells(finding)).collect();
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column]).chain([heads[column]]);
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..heads.len()).map(width).collect();
    let line = |cells: &[&str; 6]| {
        let cells = cells.iter().zip(&widths);
        let cells: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    let mut text = line(&heads);
    for (finding, row) in findings.iter().zip(&rows) {
        text += &line(row);
        for more in details(finding) {
            let _ = writeln!(text, "{:9}{more}", "");
        }
    }
    text
}

fn cells(finding: &Finding) -> [&str; 6] {
    [
        finding.verdict.name(),
        finding.severity.name(),
        &finding.vulnerability,
        &finding.part.package,
        &finding.part.version,
        finding.fixed.as_deref().unwrap_or("none yet"),
    ]
}

fn details(finding: &Finding) -> Vec<String> {
    let mut lines = Vec::new();
    if !finding.summary.is_empty() {
        lines.push(visible(&finding.summary));
    }
    let artifact = &finding.part.artifact;
    lines.push(format!(
        "in {}, sha256 {}",
        artifact.locator, artifact.sha256
    ));
    if let Some(path) = &finding.part.path {
        lines.push(format!("at {}", visible(path)));
    }
    let layers: Vec<&str> = finding.layers.iter().map(String::as_str).collect();
    lines.push(format!("layers: {}", some(&layers)));
    lines.extend(ways(finding));
    lines.extend(services(&finding.images));
    if let Some(accepted) = &finding.accepted {
        let line = accepted
            .line
            .map_or_else(String::new, |line| format!(":{line}"));
        lines.push(format!(
            "accepted until {} by {}: {} (families/allow.toml{line})",
            accepted.expires, accepted.owner, accepted.reason
        ));
    }
    lines
}

/// What brings it, and to which families
fn ways(finding: &Finding) -> Vec<String> {
    let mut ways: BTreeMap<&[String], BTreeSet<&str>> = BTreeMap::new();
    for place in &finding.images {
        let families = ways.entry(&place.way).or_default();
        families.insert(&place.family);
    }
    let unlocked = finding.part.artifact.locator.starts_with("layer:");
    let ways = ways.into_iter().map(|(way, families)| {
        let families: Vec<&str> = families.into_iter().collect();
        let way = match way {
            [] if unlocked => "found by the scanner, but in no lock".to_owned(),
            [] => "not pulled in by any requirement".to_owned(),
            way => format!("brought by {}", way.join(" -> ")),
        };
        format!("{way}: {}", some(&families))
    });
    ways.collect()
}

/// Services by machine; images of families by their number
fn services(images: &[Place]) -> Vec<String> {
    let mut machines: BTreeMap<&str, (Vec<&str>, usize)> = BTreeMap::new();
    for place in images {
        let (services, families) = machines.entry(&place.machine).or_default();
        match &place.service {
            Some(service) => services.push(service),
            None => *families += 1,
        }
    }
    let lines = machines.into_iter().map(|(machine, (services, families))| {
        let services = (!services.is_empty()).then(|| some(&services));
        let families =
            (families > 0).then(|| count(families, "image of a family", "images of families"));
        let parts: Vec<String> = services.into_iter().chain(families).collect();
        format!("on {machine}: {}", parts.join(", and "))
    });
    lines.collect()
}

fn some(names: &[&str]) -> String {
    let shown = names.len().min(SHOWN);
    let text = names[..shown].join(", ");
    match names.len() - shown {
        0 => text,
        more => format!("{text} and {more} more"),
    }
}

/// Characters of what a database says
const LONGEST: usize = 400;

fn summary(document: &Document) -> String {
    if document.images.is_empty() {
        return "nothing was scanned: neither `--database` nor `--report` is given\n".to_owned();
    }
    let mut text = String::new();
    if let Some(database) = &document.database {
        let date = database.date.as_deref().unwrap_or("no date");
        let _ = writeln!(
            text,
            "database of {date}: {} records, {} of them withdrawn{}, sha256 {}",
            database.records,
            database.withdrawn,
            counts(database.malformed, database.left_out),
            database.sha256
        );
    }
    for read in &document.reports {
        let images: Vec<&str> = read.images.iter().map(String::as_str).collect();
        let _ = writeln!(
            text,
            "{}, by {}: {}{}",
            read.file,
            read.scanner.name(),
            some(&images),
            counts(read.malformed, read.left_out)
        );
    }
    if let Some(until) = document.policy.warn_until {
        let _ = match document.policy.warns() {
            true => writeln!(text, "failures are downgraded to warnings until {until}"),
            false => writeln!(text, "`--warn-until {until}` has passed: findings fail"),
        };
    }
    let unbuilt = document
        .images
        .values()
        .filter(|image| image.is_none())
        .count();
    if unbuilt > 0 {
        let _ = writeln!(
            text,
            "{} differ in build-lock.json from the table and the locks\n  hint: build and record: \
             `gen-lock refresh --locked`",
            count(unbuilt, "image is", "images are")
        );
    }
    let unknown = document.findings.iter();
    let unknown = unknown
        .filter(|finding| {
            finding.verdict == Verdict::Below && finding.severity == Severity::Unknown
        })
        .count();
    let below = document.count(Verdict::Below);
    let _ = writeln!(
        text,
        "{}: fails {}, warns {}, accepted {}, below {} {below} ({unknown} of unknown severity)",
        count(document.images.len(), "image", "images"),
        document.count(Verdict::Fails),
        document.count(Verdict::Warns),
        document.count(Verdict::Accepted),
        document.policy.fail_on
    );
    text
}
