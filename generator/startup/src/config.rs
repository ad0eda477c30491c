//! A startup config, of whichever shape.

use crate::expression::{Port, Template};
use crate::{Place, Placed, Warning};
use std::fmt;

/// What the config of one machine says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartupConfig {
    /// How it is written.
    pub shape: Shape,
    /// The key of its services: `agent_groups`, or the list's.
    pub key: Placed<String>,
    /// In the order of the text; no name is there twice.
    pub services: Vec<Service>,
    /// `docker_groups`, wherever they stand, in the order of the text.
    pub groups: Vec<DockerGroup>,
    /// `global_settings.features`
    pub features: Vec<Feature>,
    /// Every use of a variable in a value, in the order of the text.
    pub variables: Vec<VariableUse>,
    /// What can be read and may not be meant, in the order of the text.
    pub warnings: Vec<Warning>,
}

/// How a config is written; told by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `agent_groups`: group → name → fields.
    Grouped,
    /// A list under a key that ends in `_services`.
    List,
}

/// A service as the config says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// The key in the grouped shape, `name` in the list.
    pub name: Placed<String>,
    /// The key of its group, in the grouped shape alone.
    pub group: Option<Placed<String>>,
    /// `script_path`
    pub script_path: Placed<String>,
    /// `host`
    pub host: Option<Placed<String>>,
    /// `port`
    pub port: ServicePort,
    /// `health_check_port`
    pub health_check_port: Option<ServicePort>,
    /// `required`
    pub required: Option<Placed<bool>>,
    /// `dependencies`: names of services of this machine or another.
    pub dependencies: Option<Placed<Vec<Placed<String>>>>,
    /// What `config` says of further listeners; one of them may repeat the service's own port.
    pub listeners: Vec<Listener>,
}

/// A port and where it was written.
pub type ServicePort = Placed<Port>;

/// A port that the service binds beside its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    /// The key without `_port` or `_address`, such as `grpc`; of two by one name, the second is `_2`.
    pub name: String,
    /// Its port.
    pub port: ServicePort,
}

/// Services that are meant to share a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DockerGroup {
    /// Its key.
    pub name: Placed<String>,
    /// What it is for.
    pub description: Option<Placed<String>>,
    /// `agents`: names of services.
    pub services: Vec<Placed<String>>,
}

/// A switch of the fleet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its key.
    pub name: Placed<String>,
    /// `true`, `false`, or a variable that says so.
    pub value: Placed<Template>,
}

/// A variable in a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableUse {
    /// Its name.
    pub name: String,
    /// Where its `$` stands.
    pub place: Place,
    /// What it is without a value.
    pub default: Option<String>,
    /// The service whose fields it is in.
    pub service: Option<String>,
}

impl Shape {
    /// The word for messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Grouped => "grouped",
            Self::List => "list",
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
