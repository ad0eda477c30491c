use super::Export;
use serde_json::json;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const HEAD: &str = "\
# Written by `gen-lock scan --trivyignore` from families/allow.toml; changes here are lost.
# Trivy matches packages by name and version alone, in every image; gen-lock accepts by the
# artifact's bytes and by family. Run Trivy with `--show-suppressed`: what this file takes out of its
# report is then judged by `gen-lock scan --report` all the same.
";

/// Trivy's `.trivyignore.yaml`. An entry without a package is left out: it would hold everywhere.
pub fn trivyignore(export: Export<'_>) -> String {
    let mut text = HEAD.to_owned();
    text += "vulnerabilities:";
    let mut none = true;
    for entry in export.entries() {
        let purls: BTreeSet<String> = export.parts(entry).into_values().flatten().collect();
        if purls.is_empty() {
            continue;
        }
        none = false;
        // Strings of JSON are strings of YAML. A `String` takes everything.
        let _ = write!(text, "\n  - id: {}\n    purls:", json!(entry.vulnerability));
        for purl in purls {
            let _ = write!(text, "\n      - {}", json!(purl));
        }
        // Trivy's entry ends as its day begins, ours with it.
        let _ = write!(
            text,
            "\n    expired_at: {}\n    statement: {}",
            entry.expires.next(),
            json!(format!("{} ({})", entry.reason, entry.owner))
        );
    }
    text += if none { " []\n" } else { "\n" };
    text
}
