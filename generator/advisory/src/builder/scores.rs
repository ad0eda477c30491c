//! How bad a record says it is.

use crate::record::{Record, Score};
use crate::{Severity, SeverityError};

/// The highest of CVSS 3 and 4; of version 2 where there is no other
pub(super) fn of(scores: &[Score]) -> Result<Severity, SeverityError> {
    let (mut newer, mut older) = (None, None);
    for score in scores {
        match score.kind.as_str() {
            "CVSS_V3" | "CVSS_V4" => newer = newer.max(Some(Severity::of_vector(&score.score)?)),
            "CVSS_V2" => older = older.max(Some(Severity::of_vector(&score.score)?)),
            // Words of other databases; what is none of ours says nothing.
            _ => newer = newer.max(score.score.parse().ok()),
        }
    }
    Ok(newer.or(older).unwrap_or_default())
}

/// In words: GitHub's severity; and a malicious package is as bad as can be
pub(super) fn said(record: &Record) -> Severity {
    if record.id.starts_with("MAL-") {
        return Severity::Critical;
    }
    let word = record.database_specific.severity();
    word.and_then(|word| word.parse().ok()).unwrap_or_default()
}
