//! `[[allow]]`: findings that are accepted for a time, and entries that no longer serve.

use crate::report::Report;
use crate::{Finding, Input, Rule};
use fleet::table::Allow;
use fleet::Day;

/// Takes out what is allowed on that day; adds what is wrong with the entries
pub fn apply(
    input: &Input<'_>,
    rules: &[Rule],
    mut findings: Vec<Finding>,
    today: Day,
) -> Vec<Finding> {
    let rule = |id: &str| rules.iter().find(|rule| rule.id == id);
    let mut added = Vec::new();
    for entry in &input.table.allow {
        let expired = entry
            .until
            .get_ref()
            .parse::<Day>()
            .is_ok_and(|until| until < today);
        let matched = findings.iter().any(|finding| matches(entry, finding));
        if !expired {
            findings.retain(|finding| !matches(entry, finding));
        }
        let id = entry.rule.get_ref();
        if let (true, Some(rule)) = (expired, rule("allow-expired")) {
            let message = format!("`{id}` was allowed until {}", entry.until.get_ref());
            Report::new(rule, input.source.file, &mut added)
                .at(&entry.until, message)
                .hint("fix the problem, or give the entry a later date and a reason");
        } else if let (false, Some(rule)) = (matched, rule("allow-unused")) {
            // A rule that does not run finds nothing, and that says nothing of the entry.
            if rules.iter().any(|rule| rule.id == id) {
                Report::new(rule, input.source.file, &mut added)
                    .at(
                        &entry.rule,
                        format!("this entry matches no finding of `{id}`"),
                    )
                    .hint("remove it");
            }
        }
    }
    findings.extend(added);
    findings
}

fn matches(entry: &Allow, finding: &Finding) -> bool {
    let same = |wanted: &Option<serde_spanned::Spanned<String>>, got: &Option<String>| {
        wanted
            .as_ref()
            .is_none_or(|wanted| got.as_ref() == Some(wanted.get_ref()))
    };
    finding.rule == entry.rule.get_ref()
        && same(&entry.service, &finding.service)
        && same(&entry.machine, &finding.machine)
}
