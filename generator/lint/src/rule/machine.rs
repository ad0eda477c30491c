use crate::report::Report;
use crate::Input;
use serde_spanned::Spanned;

/// A machine that the table does not have
pub fn unknown(input: &Input<'_>, report: &mut Report<'_>) {
    let machines = &input.table.machines;
    let known = machines.keys().cloned().collect::<Vec<_>>().join(", ");
    let mut check = |name: &Spanned<String>, of: &str| {
        if !machines.contains_key(name.get_ref()) {
            let message = format!("`{of}` refers to unknown machine `{}`", name.get_ref());
            report
                .at(name, message)
                .of(of)
                .hint(format!("known machines: {known}"));
        }
    };
    for service in &input.table.services {
        for name in &service.machines {
            check(name, service.name.get_ref());
        }
    }
    for deviation in &input.table.deviations {
        check(&deviation.config, "deviations");
    }
}
