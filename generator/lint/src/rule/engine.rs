use crate::placed::Placed;
use crate::report::Report;
use crate::Input;
use fleet::table::{Network, Service, Volume};
use serde_spanned::Spanned;

/// What engines listen on
const SOCKETS: [&str; 4] = ["docker.sock", "podman.sock", "containerd.sock", "crio.sock"];

/// A row that has the engine's socket, or a proxy of it that anybody reaches
pub fn socket(input: &Input<'_>, report: &mut Report<'_>) {
    for placed in input.active() {
        if placed.service.is(Service::ENGINE_PROXY) {
            reachable(placed, report);
        } else {
            mounted(input, placed, report);
        }
    }
}

/// A row that needs the engine on a machine without a proxy of it
pub fn proxy_missing(input: &Input<'_>, report: &mut Report<'_>) {
    for placed in input.active() {
        let engine = |need: &&Spanned<String>| {
            let need = input.table.needs.get(need.get_ref());
            need.is_some_and(|need| need.engine)
        };
        let Some(need) = placed.service.needs.iter().find(engine) else {
            continue;
        };
        let mut rows = input.active().filter(|other| other.name == placed.name);
        if rows.any(|other| other.service.is(Service::ENGINE_PROXY)) {
            continue;
        }
        let (row, machine) = (placed.row(), placed.name);
        let message = format!("`{row}` needs the engine, but `{machine}` has no `engine-proxy`");
        report.at(need, message).of(row).on(machine).hint(
            "add a row with `role = \"engine-proxy\"`: a socket that is mounted read-only protects \
             nothing",
        );
    }
}

fn reachable(placed: Placed<'_>, report: &mut Report<'_>) {
    let why = if placed.machine.network == Network::Host {
        "`network = \"host\"` opens its port on the machine"
    } else if placed.service.infrastructure.is_none() {
        "its port is published"
    } else {
        return;
    };
    let (row, machine) = (placed.row(), placed.name);
    let message =
        format!("anybody who can reach `{machine}` can reach the engine through `{row}`: {why}");
    report
        .at(&placed.service.name, message)
        .of(row)
        .on(machine)
        .hint(
            "set `network = \"bridge\"` for the machine and `infrastructure = \"why\"` in the row",
        );
}

fn mounted(input: &Input<'_>, placed: Placed<'_>, report: &mut Report<'_>) {
    let table = input.table;
    let needs = placed.service.needs.iter();
    let needs = needs.filter_map(|need| table.needs.get(need.get_ref()));
    let needs: Vec<_> = needs.collect();
    let devices = needs.iter().flat_map(|need| &need.devices);
    let mut found: Vec<&Spanned<String>> = devices
        .filter(|device| is_socket(placed, device.get_ref()))
        .collect();
    let of_needs = || needs.iter().flat_map(|need| &need.volumes);
    let names: Vec<_> = match &placed.service.volumes {
        Some(own) => own.iter().collect(),
        None => table.fleet.volumes.iter().chain(of_needs()).collect(),
    };
    for name in names {
        let volume = table.volumes.get(name.get_ref());
        let gives = |volume: &&Volume| {
            let folder = folder(placed, name.get_ref(), volume);
            is_socket(placed, &folder) || is_socket(placed, volume.target.get_ref())
        };
        found.extend(volume.filter(gives).map(|volume| &volume.target));
    }
    for at in found {
        let (row, machine) = (placed.row(), placed.name);
        let message = format!("`{row}` gets the engine's socket on `{machine}`");
        report.at(at, message).of(row).on(machine).hint(
            "access to it amounts to root on the machine, even read-only: only the row with the \
             role `engine-proxy` may have it, and gets it from `render`",
        );
    }
}

/// Where a volume is on the machine
fn folder(placed: Placed<'_>, name: &str, volume: &Volume) -> String {
    let state = placed.machine.state.as_ref();
    let state = state.map_or(fleet::table::Machine::STATE, |state| state.get_ref());
    if volume.shared {
        format!("{state}/{name}")
    } else {
        format!("{state}/{}/{name}", fleet::kebab(placed.row()))
    }
}

/// Whether a path is an engine's socket, or a folder that holds the machine's
fn is_socket(placed: Placed<'_>, path: &str) -> bool {
    let socket = placed.machine.socket();
    let inside = |socket: &str| {
        let rest = socket.strip_prefix(path);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    SOCKETS.contains(&name)
        || inside(socket)
        || socket.starts_with("/var/run/") && inside(&socket[4..])
}
