use crate::report::Report;
use crate::{Input, Place};
use fleet::table::Machine;

/// Machines whose containers have no seccomp profile, or the engine's own alone
pub fn missing(input: &Input<'_>, report: &mut Report<'_>) {
    let fleet = input.table.fleet.seccomp.as_ref();
    for (name, machine) in &input.table.machines {
        if !input.active().any(|placed| placed.name == name) {
            continue;
        }
        match machine.seccomp.as_ref().or(fleet) {
            Some(word) if word.get_ref() == Machine::UNCONFINED => {
                let message = format!("containers of `{name}` can make every system call");
                let finding = report.at(word, message).on(name);
                finding.hint("remove `seccomp`: `render` uses hardening/seccomp.toml");
            }
            None if !input.hardened => {
                let at = Place {
                    file: input.source.file.to_owned(),
                    span: 0..0,
                };
                let message =
                    format!("containers of `{name}` do not use the fleet's seccomp profile");
                let finding = report.in_file(at, message).on(name);
                finding.hint("write hardening/seccomp.toml, or set a profile in `seccomp`");
            }
            _ => {}
        }
    }
}
