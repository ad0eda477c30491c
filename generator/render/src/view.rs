//! A machine as it is to run: what the table says of it, with every default applied.

mod dependency;
mod limits;
mod mount;
mod phase;
mod request;
mod roles;
mod service;

pub use dependency::Dropped;
pub use limits::Limits;
pub use mount::Mount;
pub use request::Request;
pub use roles::Roles;
pub use service::{Ports, Service};

use crate::{legal, Profile};
use fleet::table::{Network, Service as Row, StartupShape};
use fleet::{kebab, Error, ImageName, Source};
use std::collections::{BTreeMap, BTreeSet};

/// The label that says of which machine of the fleet a container is
pub(crate) const MACHINE_LABEL: &str = "gen-lock.machine";
/// Where a container has the engine's socket
pub(crate) const SOCKET: &str = "/run/docker.sock";

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
    /// The network of the engine proxy: with it only the supervisor and who is told what runs
    pub supervision: Option<String>,
    /// The engine's socket; `None`: where the engine has it by default
    pub socket: Option<&'a str>,
    /// The number of the group that may use it
    pub socket_group: Option<u32>,
    /// What is told to services of those with a role
    pub roles: Roles,
    /// The seccomp profiles that its services name
    pub profiles: Vec<&'a Profile>,
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
        let apparmor = written.apparmor.as_ref();
        let apparmor = apparmor.or(request.table.fleet.apparmor.as_ref());
        let services = request.services(name)?;
        let roles = Roles::of(request);
        let bridge = written.network == Network::Bridge;
        Ok(Self {
            name,
            lock: request.lock,
            phase: request.phase,
            network: written.network,
            state: request.state()?,
            supervision: (bridge && roles.proxy.is_some()).then(|| format!("{name}-supervision")),
            socket: {
                let socket = written.engine_socket.as_ref();
                socket.map(|path| legal::path(source, path)).transpose()?
            },
            socket_group: written.engine_group.as_ref().map(|group| *group.get_ref()),
            roles,
            profiles: profiles(request, &services),
            apparmor: apparmor.map(|name| legal::name(source, name)).transpose()?,
            features: features(request.table),
            groups: groups(written, &services),
            startup: written.startup,
            services,
            source,
        })
    }

    /// The name of a container, and of its image in a registry
    pub fn container(&self, service: &Service<'_>) -> String {
        ImageName::new(self.name, &service.image).to_string()
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

    /// The profiles as files beside what is rendered
    pub(crate) fn profile_files(&self) -> impl Iterator<Item = (String, String)> + '_ {
        let profiles = self.profiles.iter();
        profiles.map(|profile| (profile.file.clone(), profile.text.clone()))
    }

    /// Where profiles are on the machine
    pub(crate) fn profile_folder(&self) -> String {
        format!("{}/{}", self.state, Profile::FOLDER)
    }

    /// The networks of a service, where it has its own
    pub(crate) fn networks(&self, service: &Service<'_>) -> Vec<&str> {
        let supervision = self.supervision.as_deref();
        if service.row.is(Row::ENGINE_PROXY) {
            return supervision.into_iter().collect();
        }
        // The one speaks to the proxy; the other is told by the proxy that it runs, and asks its health
        let both = service.row.is(Row::SUPERVISOR) || service.row.is(Row::OBSERVABILITY);
        let both = supervision.filter(|_| both);
        std::iter::once(self.name).chain(both).collect()
    }

    /// The engine's socket, for the one service that has it
    pub(crate) fn socket_of(&self, service: &Service<'_>, default: &'a str) -> Option<&'a str> {
        let socket = self.socket.unwrap_or(default);
        service.row.is(Row::ENGINE_PROXY).then_some(socket)
    }

    /// Numbers of the groups that a service's user is in: of its devices, and of the engine's socket
    pub(crate) fn groups_of(&self, service: &Service<'_>) -> BTreeSet<u32> {
        let socket = self.socket_group;
        let socket = socket.filter(|_| service.row.is(Row::ENGINE_PROXY));
        service
            .device_groups
            .iter()
            .copied()
            .chain(socket)
            .collect()
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

/// Those that the services name, each once
fn profiles<'a>(request: &Request<'a>, services: &[Service<'_>]) -> Vec<&'a Profile> {
    let named = |profile: &&Profile| {
        let path = |service: &Service<'_>| service.seccomp.clone().unwrap_or_default();
        let mut paths = services.iter().map(path);
        paths.any(|path| path.ends_with(&format!("/{}", profile.file)))
    };
    let mut profiles: Vec<_> = request.profiles.values().filter(named).collect();
    profiles.sort_by(|one, other| one.file.cmp(&other.file));
    profiles.dedup();
    profiles
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
