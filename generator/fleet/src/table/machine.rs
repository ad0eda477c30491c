//! `[machines.<name>]` as written.

use super::{Limits, StartupShape};
use serde::Deserialize;
use serde_spanned::Spanned;
use std::collections::BTreeMap;

/// A machine
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Machine {
    /// The GPU's model; absent on a machine without one
    pub gpu: Option<String>,
    /// The GPU's compute capability, such as `8.9`
    pub sm: Option<Spanned<String>>,
    /// The oldest driver (major version) that the machine may run
    pub driver: Option<u32>,
    /// Added to every port of the machine
    #[serde(default)]
    pub port_offset: u16,
    /// How its containers reach the network
    #[serde(default)]
    pub network: Network,
    /// How other machines reach it
    pub address: Option<String>,
    /// Values of `${NAME}` in its rows; `PORT_OFFSET` is there by itself
    #[serde(default)]
    pub variables: BTreeMap<String, String>,
    /// Groups of its services, for people
    #[serde(default)]
    pub groups: BTreeMap<String, Group>,
    /// The folder of its volumes and secrets; by default [`Machine::STATE`]
    pub state: Option<Spanned<String>>,
    /// In place of the fleet's
    #[serde(default)]
    pub limits: Limits,
    /// The engine's socket, for the row that has it; by default [`Machine::SOCKET`]
    pub engine_socket: Option<Spanned<String>>,
    /// The number of the group that may use the socket: `stat -c %g /var/run/docker.sock`
    pub engine_group: Option<Spanned<u32>>,
    /// In place of the fleet's
    pub seccomp: Option<Spanned<String>>,
    /// In place of the fleet's
    pub apparmor: Option<Spanned<String>>,
    /// The phase of the migration in which its services move, where nothing nearer says it
    pub phase: Option<Spanned<u8>>,
    /// How its startup config is written
    #[serde(default)]
    pub startup: StartupShape,
    /// The machine profile: baked as JSON and as environment
    pub profile: BTreeMap<String, Spanned<Setting>>,
}

impl Machine {
    /// Where volumes and secrets are, unless the machine says so
    pub const STATE: &'static str = "/var/lib/fleet";
    /// Docker's socket
    pub const SOCKET: &'static str = "/var/run/docker.sock";
    /// Podman's (podman-system-service(1))
    pub const PODMAN_SOCKET: &'static str = "/run/podman/podman.sock";
    /// In place of a seccomp profile's file: none at all
    pub const UNCONFINED: &'static str = "unconfined";

    /// The engine's socket
    pub fn socket(&self) -> &str {
        let own = self.engine_socket.as_ref();
        own.map_or(Self::SOCKET, |socket| socket.get_ref())
    }
}

/// How containers reach the network
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Network {
    /// Each has the machine's own: every listener is one of the machine
    #[default]
    Host,
    /// Each has its own: only what is published is on the machine
    Bridge,
}

/// A group of services
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Group {
    /// One line for people
    pub description: String,
    /// Rows
    pub services: Vec<Spanned<String>>,
    /// The phase of the migration in which they move, in place of the machine's
    pub phase: Option<Spanned<u8>>,
}

/// A profile value
#[derive(Debug, Clone, Deserialize, serde::Serialize)]
#[serde(untagged)]
pub enum Setting {
    /// A number
    Number(i64),
    /// A text
    Text(String),
}

impl std::fmt::Display for Setting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}
