//! Checks for people and for programs.

use crate::{Check, Verdict};
use report::plural;

/// Characters beyond which a cell no longer widens its column
const WIDEST: usize = 60;

/// A line a check, what to do below it, and a summary
pub fn table(machine: &str, checks: &[Check]) -> String {
    let width = |title: &str, cell: fn(&Check) -> &str| {
        let cells = checks.iter().map(|check| cell(check).chars().count());
        let fitting = cells.filter(|width| *width <= WIDEST);
        fitting.max().unwrap_or(0).max(title.len())
    };
    let what = width("check", |check| &check.what);
    let got = width("got", |check| &check.got);
    let line = |verdict: &str, one: &str, two: &str, three: &str| {
        format!("{verdict:8} {one:what$}  {two:got$}  {three}\n")
    };
    let mut text = line("verdict", "check", "got", "want");
    for check in checks {
        text += &line(check.verdict.name(), &check.what, &check.got, &check.want);
        if let Some(remedy) = &check.remedy {
            text += &format!("{:8} hint: {remedy}\n", "");
        }
    }
    text + &summary(machine, checks)
}

fn summary(machine: &str, checks: &[Check]) -> String {
    let count = |verdict| {
        checks
            .iter()
            .filter(|check| check.verdict == verdict)
            .count()
    };
    format!(
        "\n{} of `{machine}`: {}, {}, {} unknown\n",
        plural(checks.len(), "check"),
        plural(count(Verdict::Blocker), "blocker"),
        plural(count(Verdict::Note), "note"),
        count(Verdict::Unknown)
    )
}

/// An array of checks
pub fn json(checks: &[Check]) -> String {
    serde_json::to_string_pretty(checks).expect("texts can be written") + "\n"
}
