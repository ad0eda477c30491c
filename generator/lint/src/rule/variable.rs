use crate::report::Report;
use crate::Input;
use fleet::table::Service;
use fleet::variable::missing;
use serde_spanned::Spanned;

/// A variable that must have a value, on a machine without one for it
pub fn undefined(input: &Input<'_>, report: &mut Report<'_>) {
    for placed in input.placed() {
        // Whatever its value, every machine has it.
        let mut values = placed.machine.variables.clone();
        values
            .entry("PORT_OFFSET".to_owned())
            .or_insert("0".to_owned());
        for text in texts(placed.service) {
            for missing in missing(text.get_ref(), &values) {
                let name = &missing.name;
                let message = format!("{missing} in `{}` on `{}`", placed.row(), placed.name);
                let hint = format!(
                    "set `variables.{name}` of `[machines.{}]`, or write `${{{name}:-default}}`",
                    placed.name
                );
                report
                    .at(text, message)
                    .of(placed.row())
                    .on(placed.name)
                    .hint(hint);
            }
        }
    }
}

fn texts(service: &Service) -> impl Iterator<Item = &Spanned<String>> {
    service.env.values()
}
