mod cycle;

pub use cycle::cycle;

use crate::placed::Placed;
use crate::report::Report;
use crate::Input;
use fleet::table::Service;
use serde_spanned::Spanned;

/// A dependency that is no row
pub fn unknown(input: &Input<'_>, report: &mut Report<'_>) {
    for (placed, name) in edges(input) {
        if input.row(name.get_ref()).is_none() {
            let message = format!(
                "`{}` depends on unknown service `{}`",
                placed.row(),
                name.get_ref()
            );
            report.at(name, message).of(placed.row()).on(placed.name);
        }
    }
}

/// A dependency on another machine, which says no address
pub fn address(input: &Input<'_>, report: &mut Report<'_>) {
    for (placed, name) in edges(input) {
        let Some(row) = input.row(name.get_ref()) else {
            continue;
        };
        if is_on(row, placed.name) {
            continue;
        }
        let elsewhere: Vec<&str> = row
            .machines
            .iter()
            .map(|on| on.get_ref().as_str())
            .collect();
        let machines = &input.table.machines;
        let reachable = |on: &&str| machines.get(*on).is_some_and(|on| on.address.is_some());
        if elsewhere.iter().any(reachable) {
            continue;
        }
        let message = format!(
            "`{}` on `{}` depends on `{}`, which runs only on {}, without an address",
            placed.row(),
            placed.name,
            name.get_ref(),
            elsewhere
                .iter()
                .map(|on| format!("`{on}`"))
                .collect::<Vec<_>>()
                .join(", ")
        );
        let there = report.place(&row.name);
        report
            .at(name, message)
            .of(placed.row())
            .on(placed.name)
            .also(there, "its row")
            .hint(format!(
                "set `address` of `[machines.{}]`, or declare dependencies by machine: `on.{}.dependencies`",
                elsewhere.first().unwrap_or(&"…"),
                placed.name
            ));
    }
}

/// A dependency that does not run: the edge is dropped
pub fn inactive(input: &Input<'_>, report: &mut Report<'_>) {
    for (placed, name) in edges(input) {
        let Some(row) = input
            .row(name.get_ref())
            .filter(|row| !input.is_active(row))
        else {
            continue;
        };
        let why = match (&row.disabled, &row.when) {
            (Some(why), _) => format!("is disabled: {}", why.get_ref()),
            (None, Some(when)) => format!("runs only when `{}`", when.get_ref()),
            (None, None) => continue,
        };
        let message = format!(
            "`{}` does not wait for `{}`, which {why}",
            placed.row(),
            name.get_ref()
        );
        report.at(name, message).of(placed.row()).on(placed.name);
    }
}

/// Each dependency of each row that runs
fn edges<'a>(input: &'a Input<'_>) -> impl Iterator<Item = (Placed<'a>, &'a Spanned<String>)> {
    let of = |placed: Placed<'a>| {
        let names = placed.service.dependencies(placed.name);
        names.iter().map(move |name| (placed, name))
    };
    input.active().flat_map(of)
}

fn is_on(row: &Service, machine: &str) -> bool {
    row.machines.iter().any(|on| on.get_ref() == machine)
}
