use crate::engine::{Engine, Kind};
use crate::Readings;
use fleet::table::{Machine, Service};

/// The engine's socket, of a machine with a row that has it
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Socket {
    /// Where the table says that it is; `None`: where the engine has it by default
    pub path: Option<String>,
    /// The number of the group that the row's container is in
    pub group: Option<u32>,
}

impl Socket {
    /// `None` where no row has the role
    pub fn of(machine: &Machine, services: &[&Service]) -> Option<Self> {
        let mut services = services.iter();
        services
            .any(|service| service.is(Service::ENGINE_PROXY))
            .then(|| Self {
                path: machine
                    .engine_socket
                    .as_ref()
                    .map(|_| machine.socket().to_owned()),
                group: machine.engine_group.as_ref().map(|group| *group.get_ref()),
            })
    }

    /// Where it is, after the engine was asked which one it is
    pub fn at(&self, readings: &Readings) -> &str {
        let podman = || Engine::used(readings).is_some_and(|engine| engine.kind == Kind::Podman);
        match &self.path {
            Some(path) => path,
            None if podman() => Machine::PODMAN_SOCKET,
            None => Machine::SOCKET,
        }
    }
}
