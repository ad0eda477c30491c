//! A startup config in one of the fleet's own two shapes: groups of services by name, or a list.

use crate::header::{Form, Header};
use crate::yaml::{Map, Value};
use crate::{Files, Machine, Ports, Service};
use fleet::table::StartupShape;
use fleet::Error;
use serde_spanned::Spanned;

/// The startup config of a machine: `<machine>_startup_config.yaml`, or `….phase-1.yaml` of a phase
///
/// # Errors
/// When a row does not say its script, or in the grouped shape its group.
pub fn startup_config(machine: &Machine<'_>) -> Result<Files, Error> {
    let mut root = Map::default();
    root.set_some("global_settings", settings(machine));
    match machine.startup {
        StartupShape::Grouped => root.set("agent_groups", grouped(machine)?),
        StartupShape::List => root.set(&format!("{}_services", machine.name), list(machine)?),
    }
    root.set_some("docker_groups", docker_groups(machine));
    let phase = machine.phase.map(|phase| format!(".phase-{phase}"));
    let phase = phase.unwrap_or_default();
    let file = format!("{}_startup_config{phase}.yaml", machine.name);
    let header = Header::of(Form::StartupConfig, machine);
    let lines = ["yamllint disable rule:line-length"];
    let text = header.comment(machine.lock, lines.into_iter()) + &root.print();
    Ok(Files::from([(file, text)]))
}

fn settings(machine: &Machine<'_>) -> Map {
    let mut settings = Map::default();
    let features = machine.features.iter().map(|(name, value)| (name, *value));
    settings.set_some("features", Map::from_iter(features));
    if let Some(health) = machine.services.first().map(|service| &service.health) {
        let checks = Map::from_iter([
            ("interval_seconds", health.interval),
            ("timeout_seconds", health.timeout),
            ("retries", health.retries),
        ]);
        settings.set("health_checks", checks);
    }
    settings
}

/// Groups in the order in which the table first names them, so that what starts first comes first
fn grouped(machine: &Machine<'_>) -> Result<Map, Error> {
    let mut groups: Vec<(&str, Map)> = Vec::new();
    for service in known(machine) {
        let group = required(machine, service, &service.row.group, "group")?;
        let at = groups.iter().position(|(name, _)| *name == group);
        let at = at.unwrap_or_else(|| {
            groups.push((group, Map::default()));
            groups.len() - 1
        });
        let mut fields = Map::default();
        self::fields(machine, service, &mut fields)?;
        groups[at].1.set(service.name(), fields);
    }
    Ok(groups.into_iter().collect())
}

fn list(machine: &Machine<'_>) -> Result<Vec<Map>, Error> {
    let item = |service: &Service<'_>| {
        let mut fields = Map::default();
        fields.set("name", service.name());
        self::fields(machine, service, &mut fields)?;
        Ok(fields)
    };
    known(machine).map(item).collect()
}

/// The services that startup configs name
fn known<'m, 'a>(machine: &'m Machine<'a>) -> impl Iterator<Item = &'m Service<'a>> {
    machine
        .services
        .iter()
        .filter(|service| service.row.infrastructure.is_none())
}

fn fields(machine: &Machine<'_>, service: &Service<'_>, fields: &mut Map) -> Result<(), Error> {
    let on = service.row.on.get(machine.name);
    let own = on.map_or(&None, |on| &on.script);
    let script = if own.is_some() {
        own
    } else {
        &service.row.script
    };
    let ports = &service.written;
    fields.set("script_path", required(machine, service, script, "script")?);
    fields.set("host", "0.0.0.0");
    fields.set("port", offset(ports.service));
    fields.set("health_check_port", offset(ports.health));
    fields.set("required", service.required);
    for dropped in &service.dropped {
        fields.comment(&dropped.to_string());
    }
    let known: Vec<&str> = known(machine).map(Service::name).collect();
    let waits_for = service.waits_for.iter().copied();
    let waits_for = waits_for.filter(|row| known.contains(row));
    fields.set("dependencies", waits_for.collect::<Vec<_>>());
    fields.set_some("config", config(ports));
    Ok(())
}

fn config(ports: &Ports<'_>) -> Map {
    let listeners = ports.listeners.iter();
    let key = |name: &str| format!("{name}_port");
    listeners
        .map(|(name, port)| (key(name), offset(*port)))
        .collect()
}

fn offset(port: u16) -> Value {
    format!("${{PORT_OFFSET}}+{port}").into()
}

fn required<'a>(
    machine: &Machine<'_>,
    service: &Service<'_>,
    value: &'a Option<Spanned<String>>,
    field: &str,
) -> Result<&'a str, Error> {
    let value = value.as_ref().map(|value| value.get_ref().as_str());
    value.ok_or_else(|| {
        let row = service.name();
        let message = format!("`{row}` has no `{field}`, which a startup config needs");
        let error = machine.source.error(&service.row.name, message);
        error.hint(format!("set `{field}` in its row"))
    })
}

fn docker_groups(machine: &Machine<'_>) -> Map {
    let group = |group: &crate::Group<'_>| {
        Map::from_iter([
            ("description", Value::from(group.description)),
            ("agents", group.services.clone().into()),
        ])
    };
    let groups = machine.groups.iter();
    groups.map(|one| (one.name, group(one))).collect()
}
