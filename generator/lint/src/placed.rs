//! The rows where they are, as far as the table can be followed.

use crate::Input;
use fleet::table::{Machine, Service};
use serde_spanned::Spanned;

/// A row on a machine that exists
#[derive(Clone, Copy)]
pub struct Placed<'a> {
    pub service: &'a Service,
    pub name: &'a str,
    pub machine: &'a Machine,
}

/// A listener of a row: what it is for, as written, and with the machine's offset
pub struct Listener<'a> {
    pub kind: &'a str,
    pub written: &'a Spanned<u16>,
    pub port: u32,
}

impl Input<'_> {
    /// Every row on every machine that it names and that exists
    pub fn placed(&self) -> impl Iterator<Item = Placed<'_>> {
        self.table.services.iter().flat_map(|service| {
            let known = |name: &'_ Spanned<String>| {
                self.table.machines.get_key_value(name.get_ref().as_str())
            };
            service
                .machines
                .iter()
                .filter_map(known)
                .map(|(name, machine)| Placed {
                    service,
                    name,
                    machine,
                })
        })
    }

    /// Those that run: neither disabled nor switched off
    pub fn active(&self) -> impl Iterator<Item = Placed<'_>> {
        self.placed()
            .filter(|placed| self.is_active(placed.service))
    }

    /// Whether a row runs: neither disabled nor switched off
    pub fn is_active(&self, service: &Service) -> bool {
        self.table.is_active(service)
    }

    /// The row of a name
    pub fn row(&self, name: &str) -> Option<&Service> {
        self.table
            .services
            .iter()
            .find(|service| service.name.get_ref() == name)
    }
}

impl<'a> Placed<'a> {
    /// The row's name
    pub fn row(self) -> &'a str {
        self.service.name.get_ref()
    }

    /// Its listeners; one port that it names twice is one listener
    pub fn listeners(self) -> Vec<Listener<'a>> {
        let offset = u32::from(self.machine.port_offset);
        let named = [
            ("service", &self.service.port),
            ("health", &self.service.health_port),
        ];
        let more = self
            .service
            .listeners(self.name)
            .map(|(kind, port)| (kind.as_str(), port));
        let mut listeners: Vec<Listener<'a>> = Vec::new();
        for (kind, written) in named.into_iter().chain(more) {
            let port = u32::from(*written.get_ref()) + offset;
            if listeners.iter().all(|listener| listener.port != port) {
                listeners.push(Listener {
                    kind,
                    written,
                    port,
                });
            }
        }
        listeners
    }
}
