use crate::report::Report;
use crate::Input;
use fleet::table::Service;
use fleet::variable::references;
use serde_spanned::Spanned;

/// `${NAME}` without a default, on a machine without a value for it
pub fn undefined(input: &Input<'_>, report: &mut Report<'_>) {
    for placed in input.placed() {
        for text in texts(placed.service) {
            for reference in references(text.get_ref()) {
                let name = reference.name;
                let known = name == "PORT_OFFSET" || placed.machine.variables.contains_key(name);
                if known || reference.default.is_some() {
                    continue;
                }
                let message = format!(
                    "`${{{name}}}` of `{}` has no value on `{}`",
                    placed.row(),
                    placed.name
                );
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
