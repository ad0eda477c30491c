//! `[[deviations]]` of the table: differences that are meant, each with its reason.

use crate::{Config, Finding, Id, Severity, Written};
use fleet::table::Deviation;

/// Makes notes of the findings that are meant; adds the deviations that match nothing
pub(super) fn apply(written: &Written<'_>, configs: &[Config<'_>], findings: &mut Vec<Finding>) {
    let mut unused = vec![];
    for deviation in &written.table.deviations {
        let mut used = false;
        for finding in findings.iter_mut().filter(|one| matches(deviation, one)) {
            used = true;
            finding.severity = Severity::Note;
            finding.reason = Some(deviation.reason.get_ref().clone());
        }
        if !used && judged(written, configs, deviation) {
            unused.push(finding(written, deviation));
        }
    }
    findings.append(&mut unused);
}

fn matches(deviation: &Deviation, finding: &Finding) -> bool {
    let service = deviation.service.as_ref().map(|name| name.get_ref());
    *deviation.config.get_ref() == finding.machine
        && *deviation.finding.get_ref() == finding.id.name()
        && service == finding.service.as_ref()
}

/// Of a config that was not given nothing is known; a machine that does not exist has none
fn judged(written: &Written<'_>, configs: &[Config<'_>], deviation: &Deviation) -> bool {
    let machine = deviation.config.get_ref();
    configs.iter().any(|config| config.machine == machine)
        || !written.table.machines.contains_key(machine)
}

fn finding(written: &Written<'_>, deviation: &Deviation) -> Finding {
    let id = Id::UnusedDeviation;
    Finding {
        id,
        severity: id.severity(),
        machine: deviation.config.get_ref().clone(),
        service: deviation
            .service
            .as_ref()
            .map(|name| name.get_ref().clone()),
        message: format!(
            "this deviation matches no finding `{}`",
            deviation.finding.get_ref()
        ),
        hint: Some("remove it".to_owned()),
        config: None,
        table: written.at(&deviation.finding),
        reason: None,
    }
}
