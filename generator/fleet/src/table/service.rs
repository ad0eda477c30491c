//! `[[services]]` as written.

use super::Limits;
use crate::decision::{Decisions, WheelFile};
use serde::Deserialize;
use serde_spanned::Spanned;
use std::collections::BTreeMap;

/// A row
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Service {
    /// The name as the fleet's configs write it; the image is its kebab case
    pub name: Spanned<String>,
    /// Where it runs
    pub machines: Vec<Spanned<String>>,
    /// What it needs
    pub needs: Vec<Spanned<String>>,
    /// The family that its image derives from
    pub family: Spanned<String>,
    /// The service port, before the machine's offset
    pub port: Spanned<u16>,
    /// The health port, before the machine's offset
    pub health_port: Spanned<u16>,
    /// Listeners beside these two by name (`grpc`), before the machine's offset
    pub listeners: Option<BTreeMap<String, Spanned<u16>>>,
    /// Whether the fleet is unhealthy without it; by default it is
    pub required: Option<Spanned<bool>>,
    /// The rows that must be healthy before it starts
    pub dependencies: Option<Vec<Spanned<String>>>,
    /// What differs on one machine
    #[serde(default)]
    pub on: BTreeMap<String, OnMachine>,
    /// `FEATURE` or `!FEATURE`: rendered only where that holds
    pub when: Option<Spanned<String>>,
    /// What it does for the fleet; a machine has one service of a role
    pub role: Option<Spanned<String>>,
    /// Why no startup config names it: it runs beside their services, for them, and only they reach
    /// its ports
    pub infrastructure: Option<Spanned<String>>,
    /// Why it is built and not rendered
    pub disabled: Option<Spanned<String>>,
    /// Where its own base class serves health over HTTP, when that is not the health port
    pub http_health: Option<Spanned<HttpHealth>>,
    /// The script that the startup configs name
    pub script: Option<Spanned<String>>,
    /// The startup config's group
    pub group: Option<Spanned<String>>,
    /// An ASGI application, `module:attribute`
    pub app: Option<Spanned<String>>,
    /// A command with listeners of its own; `${NAME}` is the machine's variable, `SERVICE_PORT` or
    /// `HEALTH_CHECK_PORT`
    pub command: Option<Spanned<Vec<String>>>,
    /// Where a command's health is read: `http://`, `tcp://` or `zmq://` on `127.0.0.1`
    pub probe: Option<Spanned<String>>,
    /// Worker processes in place of the machine's `UVICORN_WORKERS`
    pub workers: Option<u16>,
    /// Environment of the service; `${NAME}` is the machine's variable
    #[serde(default)]
    pub env: BTreeMap<String, Spanned<String>>,
    /// The folders that become `/app`; by default `services/<image name>` where it exists
    pub code: Option<Vec<Spanned<String>>>,
    /// Debian packages of its own
    #[serde(default)]
    pub debs: Vec<String>,
    /// The date after which no release is looked at; goes with a `requirements.in` of its own
    pub exclude_newer: Option<String>,
    /// As in a family file, of the wheels of its own requirements
    #[serde(default)]
    pub admit: Vec<WheelFile>,
    /// As in a family file
    #[serde(default)]
    pub omit: Vec<WheelFile>,
    /// As in a family file
    #[serde(default)]
    pub winners: Vec<WheelFile>,
    /// What of its folder stays out, beside the fleet's list
    #[serde(default)]
    pub ignore: Vec<String>,
    /// In place of what its needs, the machine and the fleet say, each limit on its own
    #[serde(default)]
    pub limits: Limits,
    /// In place of the fleet's volumes and those of its needs
    pub volumes: Option<Vec<Spanned<String>>>,
    /// Files of environment on the machine
    #[serde(default)]
    pub env_files: Vec<Spanned<String>>,
    /// Secrets by name: each is a file below `/run/secrets` of the container
    #[serde(default)]
    pub secrets: Vec<Spanned<String>>,
    /// The phase of the migration in which it moves, in place of its groups' and the machine's
    pub phase: Option<Spanned<u8>>,
}

/// What differs on one machine from the rest of the row
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OnMachine {
    /// In place of the row's
    pub listeners: Option<BTreeMap<String, Spanned<u16>>>,
    /// In place of the row's
    pub required: Option<Spanned<bool>>,
    /// In place of the row's
    pub dependencies: Option<Vec<Spanned<String>>>,
    /// In place of the row's
    pub script: Option<Spanned<String>>,
}

/// Where a base class serves health over HTTP
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HttpHealth {
    /// One above the health port
    Above,
}

impl Service {
    /// The role of the row that watches the others of its machine and restarts them
    pub const SUPERVISOR: &'static str = "supervisor";
    /// The role of the row that alone has the engine's socket
    pub const ENGINE_PROXY: &'static str = "engine-proxy";
    /// The role of the row that is told what runs
    pub const OBSERVABILITY: &'static str = "observability";

    /// What it decides about files of wheels
    pub fn decisions(&self) -> Decisions {
        Decisions {
            admit: self.admit.clone(),
            omit: self.omit.clone(),
            winners: self.winners.clone(),
        }
    }

    /// Whether it has a role
    pub fn is(&self, role: &str) -> bool {
        self.role.as_ref().is_some_and(|own| own.get_ref() == role)
    }

    /// Its listeners on a machine, beside the service port and the health port
    pub fn listeners(&self, machine: &str) -> impl Iterator<Item = (&String, &Spanned<u16>)> {
        let own = self.on.get(machine).and_then(|on| on.listeners.as_ref());
        own.or(self.listeners.as_ref()).into_iter().flatten()
    }

    /// What it depends on, on a machine
    pub fn dependencies(&self, machine: &str) -> &[Spanned<String>] {
        let own = self.on.get(machine).and_then(|on| on.dependencies.as_ref());
        own.or(self.dependencies.as_ref())
            .map_or(&[], Vec::as_slice)
    }

    /// Whether the fleet is unhealthy without it on a machine
    pub fn required(&self, machine: &str) -> bool {
        let own = self.on.get(machine).and_then(|on| on.required.as_ref());
        own.or(self.required.as_ref())
            .is_none_or(|required| *required.get_ref())
    }
}
