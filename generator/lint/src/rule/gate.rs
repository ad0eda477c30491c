use crate::report::Report;
use crate::Input;

/// A row that a feature stands in for, and that nothing switches off
pub fn missing(input: &Input<'_>, report: &mut Report<'_>) {
    for (feature, switch) in &input.table.features {
        for name in switch.replaces.iter().filter(|_| switch.value) {
            let Some(row) = input.row(name.get_ref()) else {
                continue;
            };
            let wanted = format!("!{feature}");
            if row
                .when
                .as_ref()
                .is_some_and(|when| *when.get_ref() == wanted)
            {
                continue;
            }
            let by = switch
                .service
                .as_ref()
                .map_or(feature, |service| service.get_ref());
            let row_name = row.name.get_ref();
            let message =
                format!("`{row_name}` runs although `{feature}` is on and `{by}` replaces it");
            let there = report.place(name);
            report
                .at(&row.name, message)
                .of(row_name)
                .also(there, format!("what `{feature}` replaces"))
                .hint(format!("write `when = \"{wanted}\"` in its row"));
        }
    }
}
