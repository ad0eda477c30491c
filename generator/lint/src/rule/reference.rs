use crate::report::Report;
use crate::Input;
use fleet::table::condition;
use serde_spanned::Spanned;

/// A need, a feature or a row that the table does not have, outside dependencies
pub fn unknown(input: &Input<'_>, report: &mut Report<'_>) {
    let table = input.table;
    for service in &table.services {
        let row = service.name.get_ref();
        for need in service
            .needs
            .iter()
            .filter(|need| !table.needs.contains_key(need.get_ref()))
        {
            let known = table.needs.keys().cloned().collect::<Vec<_>>().join(", ");
            let message = format!("`{row}` has unknown need `{}`", need.get_ref());
            report
                .at(need, message)
                .of(row)
                .hint(format!("known needs: {known}"));
        }
        let named = service
            .when
            .as_ref()
            .map(|when| (when, condition(when.get_ref()).0));
        if let Some((when, feature)) = named.filter(|(_, name)| !table.features.contains_key(*name))
        {
            let message = format!("`{row}` depends on unknown feature `{feature}`");
            report
                .at(when, message)
                .of(row)
                .hint(format!("declare it as `[features.{feature}]`"));
        }
    }
    let mut row = |name: &Spanned<String>, of: String| {
        if input.row(name.get_ref()).is_none() {
            report.at(
                name,
                format!("{of} refers to unknown service `{}`", name.get_ref()),
            );
        }
    };
    for (feature, switch) in &table.features {
        let rows = switch.service.iter().chain(&switch.replaces);
        rows.for_each(|name| row(name, format!("feature `{feature}`")));
    }
    for (machine, at) in &table.machines {
        for (group, of) in &at.groups {
            let of_group = |name| row(name, format!("group `{group}` of `{machine}`"));
            of.services.iter().for_each(of_group);
        }
    }
}
