//! What differs between configs and table.

mod deviation;
mod machine;
mod service;

use crate::pair::Pair;
use crate::{Config, Finding, Id, Written};

/// Every difference, sorted by service, id and machine; with it what the table's deviations say.
///
/// A config of a machine that the table does not know is not compared.
pub fn compare(written: &Written<'_>, configs: &[Config<'_>]) -> Vec<Finding> {
    let mut findings = vec![];
    for config in configs {
        if let Some(mut pair) = Pair::new(written, config) {
            services(&mut pair);
            machine::compare(&mut pair);
            findings.append(&mut pair.findings);
        }
    }
    deviation::apply(written, configs, &mut findings);
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    findings
}

fn order(finding: &Finding) -> impl Ord + '_ {
    let Finding { id, machine, .. } = finding;
    (
        &finding.service,
        id.name(),
        machine,
        &finding.config,
        &finding.table,
    )
}

fn services(pair: &mut Pair<'_>) {
    let written = pair.written;
    for service in &pair.config.services {
        let name = &service.name.value;
        match written.row(name) {
            Some(row) if pair.has(row) => service::compare(pair, service, row),
            row => {
                let (table, message) = match row {
                    Some(row) => {
                        let machines = row.machines.iter().map(|name| name.get_ref().as_str());
                        let machines = quoted(machines);
                        let message = format!("in the config; in the table, only on {machines}");
                        (written.field(row, pair.machine, "machines"), message)
                    }
                    None => {
                        let table = written.key(&["machines", pair.machine]);
                        (table, "only in the config".to_owned())
                    }
                };
                pair.found(
                    Id::OnlyInConfig,
                    Some(name),
                    (service.name.place, table),
                    message,
                );
            }
        }
    }
    for row in &written.table.services {
        let name = row.name.get_ref();
        if pair.has(row) && row.infrastructure.is_none() && pair.service(name).is_none() {
            let places = (pair.config.key.place, written.at(&row.name));
            let message = "only in the table".to_owned();
            pair.found(Id::OnlyInTable, Some(name), places, message);
        }
    }
}

/// Names for a message
fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names = names.into_iter().map(|name| format!("`{name}`"));
    names.collect::<Vec<_>>().join(", ")
}

/// What two sets of names do not share, for a message; nothing where they are the same
fn difference<'a>(
    config: impl IntoIterator<Item = &'a str>,
    table: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    use std::collections::BTreeSet;
    let config: BTreeSet<_> = config.into_iter().collect();
    let table: BTreeSet<_> = table.into_iter().collect();
    let alone = |one: &BTreeSet<&'a str>, other: &BTreeSet<&'a str>, place: &str| {
        let names = quoted(one.difference(other).copied());
        (!names.is_empty()).then(|| format!("{names} only in the {place}"))
    };
    let sides = [
        alone(&config, &table, "config"),
        alone(&table, &config, "table"),
    ];
    let sides: Vec<_> = sides.into_iter().flatten().collect();
    (!sides.is_empty()).then(|| sides.join("; "))
}
