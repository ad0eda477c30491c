//! The fields of a row that a config can fill.

use super::Said;
use crate::pair::Pair;
use fleet::table::{OnMachine, Service as Row};
use startup::Service;

/// A field of a row
pub(super) struct Field {
    pub name: &'static str,
    /// Whether a row says it for all its machines
    pub stated: fn(&Row) -> bool,
    /// Whether a row says it for one; never, where only all can have it
    pub stated_on: Option<fn(&OnMachine) -> bool>,
    /// What a config says
    pub said: fn(&Pair<'_>, &Service) -> Option<Said>,
}

/// In the order in which they are written
pub(super) const FIELDS: [Field; 5] = [
    Field {
        name: "required",
        stated: |row| row.required.is_some(),
        stated_on: Some(|on| on.required.is_some()),
        said: |_, service| Some(Said::Truth(service.required?.value)),
    },
    Field {
        name: "dependencies",
        stated: |row| row.dependencies.is_some(),
        stated_on: Some(|on| on.dependencies.is_some()),
        said: |_, service| {
            let names = service.dependencies.as_ref()?.value.iter();
            Some(Said::Names(names.map(|name| name.value.clone()).collect()))
        },
    },
    Field {
        name: "listeners",
        stated: |row| row.listeners.is_some(),
        stated_on: Some(|on| on.listeners.is_some()),
        said: listeners,
    },
    Field {
        name: "script",
        stated: |row| row.script.is_some(),
        stated_on: Some(|on| on.script.is_some()),
        said: |_, service| Some(Said::Text(service.script_path.value.clone())),
    },
    Field {
        name: "group",
        stated: |row| row.group.is_some(),
        stated_on: None,
        said: |_, service| Some(Said::Text(service.group.as_ref()?.value.clone())),
    },
];

/// Before the machine's offset; nothing where one of them has no value
fn listeners(pair: &Pair<'_>, service: &Service) -> Option<Said> {
    let ports = pair.listeners(service, None).into_iter();
    let before = |port: u16| port.checked_sub(pair.of_machine.port_offset);
    let ports = ports.map(|(name, port)| Some((name, before(port.ok()?)?)));
    Some(Said::Ports(ports.collect::<Option<_>>()?))
}
