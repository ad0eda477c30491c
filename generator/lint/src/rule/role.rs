use crate::placed::Placed;
use crate::report::Report;
use crate::Input;
use serde_spanned::Spanned;
use std::collections::BTreeMap;

/// Two services of one role on a machine
pub fn doubled(input: &Input<'_>, report: &mut Report<'_>) {
    let mut holders: BTreeMap<(&str, &str), (Placed<'_>, &Spanned<String>)> = BTreeMap::new();
    for placed in input.active() {
        let Some(role) = &placed.service.role else {
            continue;
        };
        let key = (placed.name, role.get_ref().as_str());
        let Some((first, held)) = holders.get(&key) else {
            holders.insert(key, (placed, role));
            continue;
        };
        let (row, other) = (placed.row(), first.row());
        let message = format!(
            "`{row}` and `{other}` both have the role `{}` on `{}`",
            key.1, key.0
        );
        let there = report.place(held);
        report
            .at(role, message)
            .of(row)
            .on(placed.name)
            .also(there, format!("`{other}`"))
            .hint("keep one, and write `disabled = \"why\"` in the row of the other");
    }
}
