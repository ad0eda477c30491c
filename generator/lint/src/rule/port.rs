use crate::placed::{Listener, Placed};
use crate::report::Report;
use crate::Input;
use std::collections::BTreeMap;

/// Linux' `net.ipv4.ip_local_port_range` unless somebody set it
const EPHEMERAL: std::ops::RangeInclusive<u32> = 32768..=60999;

/// Two listeners on one port of a machine
pub fn clash(input: &Input<'_>, report: &mut Report<'_>) {
    let mut claims: BTreeMap<(&str, u32), (Placed<'_>, Listener<'_>)> = BTreeMap::new();
    for placed in input.active() {
        for listener in placed.listeners() {
            let Some((first, held)) = claims.get(&(placed.name, listener.port)) else {
                claims.insert((placed.name, listener.port), (placed, listener));
                continue;
            };
            let (row, port, machine) = (placed.row(), listener.port, placed.name);
            let message = format!(
                "`{row}` and `{}` both listen on port {port} of `{machine}`",
                first.row()
            );
            let held_at = report.place(held.written);
            let hint = "give one of them another port, or place it on another machine";
            report
                .at(listener.written, message)
                .of(row)
                .on(machine)
                .also(
                    held_at,
                    format!("the {} port of `{}`", held.kind, first.row()),
                )
                .hint(hint);
        }
    }
}

/// A port that does not exist, or that only root may open
pub fn range(input: &Input<'_>, report: &mut Report<'_>) {
    for placed in input.placed() {
        for Listener {
            kind,
            written,
            port,
        } in placed.listeners()
        {
            let why = match port {
                0..1024 => "is privileged",
                65536.. => "is above 65535",
                _ => continue,
            };
            let offset = placed.machine.port_offset;
            let row = placed.row();
            let message = format!(
                "the {kind} port {port} of `{row}` {why} ({} and the offset {offset} of `{}`)",
                written.get_ref(),
                placed.name
            );
            report.at(written, message).of(row).on(placed.name);
        }
    }
}

/// A port that the kernel may have given to an outgoing connection
pub fn ephemeral(input: &Input<'_>, report: &mut Report<'_>) {
    for placed in input.active() {
        for Listener {
            kind,
            written,
            port,
        } in placed.listeners()
        {
            if !EPHEMERAL.contains(&port) {
                continue;
            }
            let row = placed.row();
            let message =
                format!("the {kind} port {port} of `{row}` is in the kernel's ephemeral range");
            let hint =
                "an outgoing connection may be using it when the service starts: choose a port \
                 below 32768, or reserve it (`net.ipv4.ip_local_reserved_ports`)";
            report
                .at(written, message)
                .of(row)
                .on(placed.name)
                .hint(hint);
        }
    }
}
