use crate::{Finding, Id, Location, Written};
use fleet::table::{Machine, Service as Row};
use startup::expression::{PortError, Variables};
use startup::{Place, Service, ServicePort, StartupConfig};
use std::collections::BTreeMap;

/// A machine's config.
#[derive(Clone, Copy)]
pub struct Config<'a> {
    /// The machine's name in the table.
    pub machine: &'a str,
    /// The config's file, as messages name it.
    pub file: &'a str,
    /// What it says.
    pub config: &'a StartupConfig,
}

/// A machine's config and what the table says of that machine
pub(crate) struct Pair<'a> {
    pub written: &'a Written<'a>,
    pub machine: &'a str,
    pub of_machine: &'a Machine,
    pub config: &'a StartupConfig,
    file: &'a str,
    /// The machine's variables, `PORT_OFFSET` with them
    pub values: Variables,
    pub findings: Vec<Finding>,
}

/// A config's ports as numbers, with the offset; nothing where a variable is unset
pub(crate) type Ports = BTreeMap<String, Result<u16, PortError>>;

impl<'a> Pair<'a> {
    /// Nothing where the table does not know the machine
    pub fn new(written: &'a Written<'a>, side: &Config<'a>) -> Option<Self> {
        let of_machine = written.table.machines.get(side.machine)?;
        let mut values = of_machine.variables.clone();
        let offset = of_machine.port_offset.to_string();
        values.insert("PORT_OFFSET".to_owned(), offset);
        Some(Self {
            written,
            machine: side.machine,
            of_machine,
            config: side.config,
            file: side.file,
            values,
            findings: vec![],
        })
    }

    pub fn found(
        &mut self,
        id: Id,
        service: Option<&str>,
        places: (Place, Location),
        message: String,
    ) -> &mut Finding {
        let config = Location {
            file: self.file.to_owned(),
            line: places.0.line,
            column: places.0.column,
        };
        self.findings.push(Finding {
            id,
            severity: id.severity(),
            machine: self.machine.to_owned(),
            service: service.map(str::to_owned),
            message,
            hint: None,
            config: Some(config),
            table: places.1,
            reason: None,
        });
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    /// The config's service by name
    pub fn service(&self, name: &str) -> Option<&'a Service> {
        let mut services = self.config.services.iter();
        services.find(|service| service.name.value == name)
    }

    /// Whether a row is on this machine
    pub fn has(&self, row: &Row) -> bool {
        row.machines
            .iter()
            .any(|name| name.get_ref() == self.machine)
    }

    pub fn port(&self, port: &ServicePort) -> Result<u16, PortError> {
        port.value.evaluate(&self.values)
    }

    /// The listeners that are neither the service port nor the health port, unless the row has
    /// one of that name
    pub fn listeners(&self, service: &Service, row: Option<&Row>) -> Ports {
        let own = [Some(&service.port), service.health_check_port.as_ref()];
        let own: Vec<_> = own
            .into_iter()
            .flatten()
            .map(|port| self.port(port))
            .collect();
        let named = |name: &String| {
            let mut listeners = row.into_iter().flat_map(|row| row.listeners(self.machine));
            listeners.any(|(other, _)| other == name)
        };
        let listeners = service.listeners.iter();
        let ports = listeners.map(|one| (one.name.clone(), self.port(&one.port)));
        ports
            .filter(|(name, port)| !own.contains(port) || named(name))
            .collect()
    }
}
