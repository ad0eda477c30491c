use super::phase::Phases;
use super::Service;
use crate::Profile;
use fleet::{Error, Fleet, Source, Table};
use std::collections::{BTreeMap, BTreeSet};

/// What is to be rendered, and from what
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The table's text, for places
    pub source: Source<'a>,
    /// The table as written
    pub table: &'a Table,
    /// The fleet that it resolves to
    pub fleet: &'a Fleet,
    /// The build lock's SHA-256, hexadecimal
    pub lock: &'a str,
    /// The machine
    pub machine: &'a str,
    /// The seccomp profiles of families by name; empty where the project has none
    pub profiles: &'a BTreeMap<String, Profile>,
    /// One phase of the migration alone
    pub phase: Option<u8>,
    /// Whether GPUs are asked for
    pub gpu: bool,
    /// Whether devices are passed in
    pub devices: bool,
}

impl<'a> Request<'a> {
    /// The machine with its name as the table has it
    pub(super) fn written(&self) -> Result<(&'a str, &'a fleet::table::Machine), Error> {
        let machines = &self.table.machines;
        let found = machines.get_key_value(self.machine);
        found.map(|(name, at)| (name.as_str(), at)).ok_or_else(|| {
            let known = machines.keys().cloned().collect::<Vec<_>>().join(", ");
            let message = format!("machine `{}` is not known", self.machine);
            let error = self.source.error_at(None, message);
            error.hint(format!("known machines: {known}"))
        })
    }

    /// The folder of the machine's volumes and secrets
    pub(super) fn state(&self) -> Result<&'a str, Error> {
        let (_, machine) = self.written()?;
        let state = machine.state.as_ref();
        state.map_or(Ok(fleet::table::Machine::STATE), |state| {
            crate::legal::path(self.source, state)
        })
    }

    /// How a service of the machine reaches another
    pub(super) fn host(&self, image: &'a str) -> &'a str {
        let machine = self.table.machines.get(self.machine);
        match machine.map(|machine| machine.network) {
            Some(fleet::table::Network::Bridge) => image,
            _ => "127.0.0.1",
        }
    }

    /// The rows that run on the machine, whatever their phase
    pub(super) fn rows(&self) -> Vec<&'a fleet::table::Service> {
        let table = self.table;
        let rows = table.services.iter().filter(|row| table.is_active(row));
        let here = |row: &&fleet::table::Service| {
            let mut machines = row.machines.iter();
            machines.any(|machine| machine.get_ref() == self.machine)
        };
        rows.filter(here).collect()
    }

    /// The services to render
    pub(super) fn services(&self, machine: &str) -> Result<Vec<Service<'a>>, Error> {
        let phases = Phases::of(self)?;
        let phase_of = |row: &fleet::table::Service| phases.of_row(row.name.get_ref());
        let mut rows = self.rows();
        if let Some(phase) = self.phase {
            rows.retain(|row| phase_of(row) == Some(phase));
        }
        if let (Some(phase), true) = (self.phase, rows.is_empty()) {
            let message = format!("machine `{machine}` has no service in phase {phase}");
            let phases = phases.all().map(|phase| phase.to_string());
            let phases = phases.collect::<Vec<_>>().join(", ");
            let error = self.source.error_at(None, message);
            return Err(error.hint(format!("its services are in the phases: {phases}")));
        }
        let images: BTreeSet<&str> = rows.iter().map(|row| row.name.get_ref().as_str()).collect();
        rows.into_iter()
            .map(|row| Service::of(self, row, &images, &phases))
            .collect()
    }
}
