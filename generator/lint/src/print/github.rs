use super::{Region, Texts};
use crate::{Finding, Severity};

/// A workflow command a finding, which GitHub shows beside the line
/// (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions>)
pub fn github(findings: &[Finding], texts: &Texts) -> String {
    findings
        .iter()
        .map(|finding| line(finding, texts))
        .collect()
}

fn line(finding: &Finding, texts: &Texts) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let region = Region::of(&finding.at, texts);
    let hint = finding
        .hint
        .as_ref()
        .map(|hint| format!("\nhint: {hint}"))
        .unwrap_or_default();
    format!(
        "::{command} file={},line={},col={},endLine={},endColumn={},title={}::{}\n",
        property(&finding.at.file),
        region.line,
        region.column,
        region.end_line,
        region.end_column,
        property(finding.rule),
        data(&format!("{}{hint}", finding.message))
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
