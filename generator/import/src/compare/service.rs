//! One service's fields.

use super::difference;
use crate::pair::Pair;
use crate::Id;
use fleet::table::Service as Row;
use serde_spanned::Spanned;
use startup::expression::PortError;
use startup::{Place, Placed, Service, ServicePort};
use std::collections::BTreeMap;

pub(super) fn compare(pair: &mut Pair<'_>, service: &Service, row: &Row) {
    let mut fields = Fields { pair, service, row };
    fields.port(Id::Port, "port", Some(&service.port), &row.port);
    let health = service.health_check_port.as_ref();
    fields.port(Id::HealthPort, "health-port", health, &row.health_port);
    fields.required();
    fields.dependencies();
    fields.script();
    fields.group();
    fields.listeners();
}

struct Fields<'p, 'a> {
    pair: &'p mut Pair<'a>,
    service: &'p Service,
    row: &'p Row,
}

impl Fields<'_, '_> {
    fn found(&mut self, id: Id, field: &str, place: Place, message: String) {
        let machine = self.pair.machine;
        let table = self.pair.written.field(self.row, machine, field);
        let name = self.service.name.value.as_str();
        self.pair.found(id, Some(name), (place, table), message);
    }

    fn port(&mut self, id: Id, field: &str, config: Option<&ServicePort>, table: &Spanned<u16>) {
        let Some(port) = config else { return };
        let table = u32::from(*table.get_ref()) + u32::from(self.pair.of_machine.port_offset);
        let message = match self.pair.port(port) {
            Ok(config) if u32::from(config) != table => {
                format!("{field} `{config}` in the config, `{table}` in the table")
            }
            Err(PortError::Value(problem)) => problem.to_string(),
            // What is unset is a finding of the variable's.
            Ok(_) | Err(PortError::Unset(_)) => return,
        };
        self.found(id, field, port.place, message);
    }

    fn required(&mut self) {
        let Some(required) = self.service.required else {
            return;
        };
        let (config, table) = (required.value, self.row.required(self.pair.machine));
        if config != table {
            let message = format!("required `{config}` in the config, `{table}` in the table");
            self.found(Id::Required, "required", required.place, message);
        }
    }

    fn dependencies(&mut self) {
        let Some(names) = &self.service.dependencies else {
            return;
        };
        let config = names.value.iter().map(|name| name.value.as_str());
        let written = self.pair.written;
        let infrastructure = |name: &&str| {
            let row = written.row(name);
            row.is_some_and(|row| row.infrastructure.is_some())
        };
        let table = self.row.dependencies(self.pair.machine).iter();
        let table = table.map(|name| name.get_ref().as_str());
        let table = table.filter(|name| !infrastructure(name));
        if let Some(message) = difference(config, table) {
            let message = format!("dependencies: {message}");
            self.found(Id::Dependencies, "dependencies", names.place, message);
        }
    }

    fn script(&mut self) {
        let on = self.row.on.get(self.pair.machine);
        let on = on.and_then(|on| on.script.as_ref());
        let table = on.or(self.row.script.as_ref());
        let script = self.service.script_path.clone();
        self.text(Id::Script, "script", &script, table);
    }

    fn group(&mut self) {
        if let Some(group) = self.service.group.clone() {
            self.text(Id::Group, "group", &group, self.row.group.as_ref());
        }
    }

    fn text(
        &mut self,
        id: Id,
        field: &str,
        config: &Placed<String>,
        table: Option<&Spanned<String>>,
    ) {
        let table = match table {
            Some(table) if *table.get_ref() == config.value => return,
            Some(table) => format!("`{}`", table.get_ref()),
            None => "nothing".to_owned(),
        };
        let message = format!(
            "{field} `{}` in the config, {table} in the table",
            config.value
        );
        self.found(id, field, config.place, message);
    }

    fn listeners(&mut self) {
        let listeners = self.pair.listeners(self.service, Some(self.row));
        let offset = u32::from(self.pair.of_machine.port_offset);
        let table = self.row.listeners(self.pair.machine);
        let mut table: BTreeMap<&str, u32> = table
            .map(|(name, port)| (name.as_str(), u32::from(*port.get_ref()) + offset))
            .collect();
        let (mut differences, mut differing) = (vec![], vec![]);
        for (name, port) in &listeners {
            let known = table.remove(name.as_str());
            let difference = match (port, known) {
                (Ok(port), Some(known)) if u32::from(*port) == known => None,
                (Ok(port), Some(known)) => Some(format!(
                    "`{name}` is `{port}` in the config and `{known}` in the table"
                )),
                (Ok(port), None) => Some(format!("`{name}` `{port}` only in the config")),
                (Err(PortError::Value(problem)), _) => Some(format!("`{name}`: {problem}")),
                (Err(PortError::Unset(_)), _) => None,
            };
            differing.extend(difference.is_some().then_some(name));
            differences.extend(difference);
        }
        let alone = |(name, port)| format!("`{name}` `{port}` only in the table");
        differences.extend(table.into_iter().map(alone));
        if !differences.is_empty() {
            let mut named = self.service.listeners.iter();
            let first = named.find(|one| differing.contains(&&one.name));
            let place = first.map_or(self.service.name.place, |one| one.port.place);
            let message = format!("listeners: {}", differences.join("; "));
            self.found(Id::Listeners, "listeners", place, message);
        }
    }
}
