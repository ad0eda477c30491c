//! The doctor's word before anything is done.

use crate::command::doctor::readings;
use crate::failure::finding;
use crate::printer::Printer;
use anyhow::Result;
use doctor::{Check, Verdict, Want};

/// Judges this machine; what is not as it should be is told
///
/// # Errors
/// On a blocker that is not among `despite`.
pub fn judge(want: &Want, despite: &[String], printer: &Printer) -> Result<()> {
    printer.say("doctor");
    let checks = doctor::check(want, &readings(want));
    let table = doctor::table(&want.machine, &checks);
    printer.say(table.trim_end());
    let blockers: Vec<&Check> = checks
        .iter()
        .filter(|check| check.verdict == Verdict::Blocker)
        .collect();
    let (told, stops): (Vec<_>, Vec<_>) = blockers
        .into_iter()
        .partition(|check| despite.iter().any(|id| id == check.id));
    for check in told {
        printer.say(format!("despite `{}`: {}", check.id, line(check)));
    }
    if stops.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = stops.iter().map(|check| blocker(check)).collect();
    let mut ids: Vec<&str> = stops.iter().map(|check| check.id).collect();
    ids.dedup();
    Err(finding(format!(
        "this machine is not ready for `{}`, so nothing was done\n{}\n\nhint: fix these problems; \
         to ignore them, use `--despite {}`",
        want.machine,
        lines.concat().trim_end(),
        ids.join(",")
    )))
}

fn line(check: &Check) -> String {
    format!("{}: {}, want {}", check.what, check.got, check.want)
}

fn blocker(check: &Check) -> String {
    let remedy = check.remedy.as_deref().unwrap_or_default();
    format!("{}\n  hint: {remedy}\n", line(check))
}
