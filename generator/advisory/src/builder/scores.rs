//! How bad a record says it is.

use crate::record::{Record, Score};
use crate::{Severity, SeverityError};

/// What scores say, and what of them is odd
#[derive(Debug, Clone, Default)]
pub(super) struct Scores {
    pub severity: Severity,
    pub faults: Vec<SeverityError>,
}

/// The highest of CVSS 3 and 4; of version 2 where there is no other
pub(super) fn of(scores: &[Score]) -> Scores {
    let (mut newer, mut older) = (None, None);
    let mut faults = Vec::new();
    for score in scores {
        let (severity, fault) = match score.kind.as_str() {
            "CVSS_V2" | "CVSS_V3" | "CVSS_V4" => vector(score),
            // Words of other databases; what is none of ours says nothing.
            "Ubuntu" => (score.score.parse().ok(), None),
            _ => other(score),
        };
        faults.extend(fault);
        match score.kind.as_str() {
            "CVSS_V2" => older = older.max(severity),
            _ => newer = newer.max(severity),
        }
    }
    Scores {
        severity: newer.or(older).unwrap_or_default(),
        faults,
    }
}

type Read = (Option<Severity>, Option<SeverityError>);

/// A vector as its specification writes it, or what can only mean one: with a slash or blanks at an
/// end, without its version, or its score alone
fn vector(score: &Score) -> Read {
    let error = match Severity::of_vector(&score.score) {
        Ok(severity) => return (Some(severity), None),
        Err(error) => error,
    };
    let text = score.score.trim().trim_matches(['/', '(', ')']);
    let starts: &[&str] = match score.kind.as_str() {
        "CVSS_V3" => &["", "CVSS:3.1/"],
        "CVSS_V4" => &["", "CVSS:4.0/"],
        _ => &[""],
    };
    let mut vectors = starts.iter().map(|start| format!("{start}{text}"));
    let read = vectors.find_map(|vector| Severity::of_vector(&vector).ok());
    let Some(severity) = read.or_else(|| Severity::of_score(text)) else {
        return (None, Some(error));
    };
    let vector = score.score.chars().take(200).collect();
    (
        Some(severity),
        Some(SeverityError::Mended { vector, severity }),
    )
}

/// Of a type that is not the format's: a word of ours, or a vector
fn other(score: &Score) -> Read {
    let known = score.score.parse().ok();
    let known = known.or_else(|| Severity::of_vector(&score.score).ok());
    let short = |text: &str| text.chars().take(60).collect();
    let fault = known.is_none().then(|| SeverityError::Kind {
        kind: short(&score.kind),
        text: short(&score.score),
    });
    (known, fault)
}

/// In words: GitHub's severity; and a malicious package is as bad as can be
pub(super) fn said(record: &Record) -> Severity {
    if record.id.starts_with("MAL-") {
        return Severity::Critical;
    }
    let word = record.database_specific.severity();
    word.and_then(|word| word.parse().ok()).unwrap_or_default()
}
