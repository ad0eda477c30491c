//! A machine as it is to run: what the table says of it, with every default applied.

mod dependency;
mod limits;
mod mount;
mod phase;
mod request;
mod service;

pub use dependency::Dropped;
pub use limits::Limits;
pub use mount::Mount;
pub use request::Request;
pub use service::{Ports, Service};

use crate::legal;
use fleet::table::{Network, StartupShape};
use fleet::{kebab, Error, Source};
use serde_spanned::Spanned;
use std::collections::BTreeMap;

/// The role of the row that watches the others of its machine and restarts them
pub(crate) const SUPERVISOR: &str = "supervisor";

/// A machine as it is to run
#[derive(Debug)]
pub struct Machine<'a> {
    /// Its name
    pub name: &'a str,
    /// The build lock's SHA-256, hexadecimal
    pub lock: &'a str,
    /// The phase, where one alone is rendered
    pub phase: Option<u8>,
    /// How its containers reach the network
    pub network: Network,
    /// The folder of its volumes and secrets
    pub state: &'a str,
    /// The seccomp profile's file; `None`: the engine's own
    pub seccomp: Option<&'a str>,
    /// The AppArmor profile's name; `None`: the engine's own
    pub apparmor: Option<&'a str>,
    /// The services that run, in the order of the table
    pub services: Vec<Service<'a>>,
    /// The fleet's switches
    pub features: BTreeMap<&'a str, bool>,
    /// Groups with at least one of the services
    pub groups: Vec<Group<'a>>,
    /// How its startup config is written
    pub startup: StartupShape,
    pub(crate) source: Source<'a>,
}

/// A group of services
#[derive(Debug)]
pub struct Group<'a> {
    /// Its name
    pub name: &'a str,
    /// One line for people
    pub description: &'a str,
    /// Rows
    pub services: Vec<&'a str>,
}

impl<'a> Machine<'a> {
    /// The view of a machine
    ///
    /// # Errors
    /// When the table does not have the machine, or says something that no machine can do.
    pub fn of(request: &Request<'a>) -> Result<Self, Error> {
        let (name, written) = request.written()?;
        let source = request.source;
        let security = |own: &'a Option<Spanned<String>>, fleet: &'a Option<Spanned<String>>| {
            own.as_ref().or(fleet.as_ref())
        };
        let fleet = &request.table.fleet;
        let seccomp = security(&written.seccomp, &fleet.seccomp);
        let apparmor = security(&written.apparmor, &fleet.apparmor);
        let state = written.state.as_ref();
        let services = request.services(name)?;
        Ok(Self {
            name,
            lock: request.lock,
            phase: request.phase,
            network: written.network,
            state: state.map_or(Ok(fleet::table::Machine::STATE), |state| {
                legal::path(source, state)
            })?,
            seccomp: seccomp.map(|file| legal::path(source, file)).transpose()?,
            apparmor: apparmor.map(|name| legal::name(source, name)).transpose()?,
            features: features(request.table),
            groups: groups(written, &services),
            startup: written.startup,
            services,
            source,
        })
    }

    /// The name of a container, and of its image in a registry
    pub(crate) fn container(&self, service: &Service<'_>) -> String {
        format!("{}-{}", self.name, service.image)
    }

    /// Where a volume of a service is on the machine
    pub(crate) fn folder(&self, service: &Service<'_>, mount: &Mount<'_>) -> String {
        let (state, name) = (self.state, mount.name);
        if mount.shared {
            format!("{state}/{name}")
        } else {
            format!("{state}/{}/{name}", service.image)
        }
    }

    /// Where a secret is on the machine
    pub(crate) fn secret(&self, name: &str) -> String {
        format!("{}/secrets/{name}", self.state)
    }
}

fn features(table: &fleet::Table) -> BTreeMap<&str, bool> {
    let features = table.features.iter();
    features
        .map(|(name, feature)| (name.as_str(), feature.value))
        .collect()
}

fn groups<'a>(written: &'a fleet::table::Machine, services: &[Service<'_>]) -> Vec<Group<'a>> {
    let runs = |row: &&str| services.iter().any(|service| service.image == kebab(row));
    let group = |(name, group): (&'a String, &'a fleet::table::Group)| {
        let rows = group.services.iter().map(|row| row.get_ref().as_str());
        Group {
            name,
            description: &group.description,
            services: rows.filter(runs).collect(),
        }
    };
    let groups = written.groups.iter().map(group);
    groups.filter(|group| !group.services.is_empty()).collect()
}
