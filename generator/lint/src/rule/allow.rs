use crate::report::Report;
use crate::rule::RULES;
use crate::Input;

/// An entry whose rule, row or machine there is not, or that gives no reason or no day
pub fn unknown(input: &Input<'_>, report: &mut Report<'_>) {
    for entry in &input.table.allow {
        let rule = entry.rule.get_ref();
        if RULES.iter().all(|known| known.id != rule) {
            let hint = "`gen-lock explain` lists the rules";
            report
                .at(&entry.rule, format!("there is no rule `{rule}`"))
                .hint(hint);
        }
        let service = entry.service.as_ref();
        if let Some(service) = service.filter(|name| input.row(name.get_ref()).is_none()) {
            report.at(
                service,
                format!(
                    "allows a finding of unknown service `{}`",
                    service.get_ref()
                ),
            );
        }
        let machine = entry.machine.as_ref();
        if let Some(machine) =
            machine.filter(|name| !input.table.machines.contains_key(name.get_ref()))
        {
            report.at(
                machine,
                format!(
                    "allows a finding on unknown machine `{}`",
                    machine.get_ref()
                ),
            );
        }
        if entry.reason.get_ref().trim().is_empty() {
            report.at(&entry.reason, "allows a finding without a reason");
        }
        if entry.until.get_ref().parse::<crate::Day>().is_err() {
            let message = format!("`{}` is not a date", entry.until.get_ref());
            report
                .at(&entry.until, message)
                .hint("write `until = \"2026-12-31\"`");
        }
    }
}

/// Told once all rules have run, in `allow::apply`
pub fn later(_: &Input<'_>, _: &mut Report<'_>) {}
