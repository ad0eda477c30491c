//! `services/fleet.toml` as written.

mod active;
mod machine;
mod rollout;
mod service;

pub use active::condition;
pub use machine::{Group, Machine, Network, Setting};
pub use rollout::{Limits, StartupShape, Volume};
pub use service::{HttpHealth, OnMachine, Service};

use serde::Deserialize;
use serde_spanned::Spanned;
use std::collections::BTreeMap;

/// The whole table
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Table {
    /// The table's format; only 1 exists
    pub version: Spanned<u32>,
    /// What holds for every image
    pub fleet: Settings,
    /// The machines by name
    pub machines: BTreeMap<String, Machine>,
    /// What a need brings (`needs = ["Audio"]`)
    pub needs: BTreeMap<String, Need>,
    /// Switches of the fleet by name
    #[serde(default)]
    pub features: BTreeMap<String, Feature>,
    /// Folders of a machine that services see, by name
    #[serde(default)]
    pub volumes: BTreeMap<String, Volume>,
    /// Packages by the index that they have to come from: the name that the user gives an index, or
    /// `extra` for any but the default one; a package's name may end with `*`
    #[serde(default)]
    pub indexes: BTreeMap<String, Vec<String>>,
    /// Names that no code may import any more
    #[serde(default)]
    pub retired: Vec<String>,
    /// The rows
    pub services: Vec<Service>,
    /// Findings of `lint` that are accepted for a time
    #[serde(default)]
    pub allow: Vec<Allow>,
    /// Differences from the startup configs that are meant
    #[serde(default)]
    pub deviations: Vec<Deviation>,
}

/// A switch of the fleet
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Feature {
    /// Whether it is on
    pub value: bool,
    /// The row that it switches on
    pub service: Option<Spanned<String>>,
    /// The rows that it stands in for; each needs `when = "!<feature>"`
    #[serde(default)]
    pub replaces: Vec<Spanned<String>>,
}

/// A finding that is accepted for a time
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Allow {
    /// The rule's id
    pub rule: Spanned<String>,
    /// A row; absent: every row
    pub service: Option<Spanned<String>>,
    /// A machine; absent: every machine
    pub machine: Option<Spanned<String>>,
    /// Why
    pub reason: Spanned<String>,
    /// The last day on which it is accepted, `2026-12-31`
    pub until: Spanned<String>,
}

/// A difference from a startup config that is meant
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Deviation {
    /// The machine whose config differs
    pub config: Spanned<String>,
    /// A row; absent: the config as a whole
    pub service: Option<Spanned<String>>,
    /// The finding's id without `import/`
    pub finding: Spanned<String>,
    /// Why
    pub reason: Spanned<String>,
}

/// What holds for every image
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The full version of the interpreter that the images ship; markers are evaluated with it
    pub python: String,
    /// How layer blobs are compressed
    pub codec: Codec,
    /// What of a service's folder never enters an image: names, or `*.suffix`
    #[serde(default)]
    pub ignore: Vec<String>,
    /// The libraries that the machines' drivers bring into a container: `libcuda.so.1`, or
    /// `libnvidia-*` for every name that starts so
    #[serde(default)]
    pub drivers: Vec<String>,
    /// A profile value under the name that a library really reads: `alias = "profile key"`
    #[serde(default)]
    pub aliases: BTreeMap<String, Spanned<String>>,
    /// What a service may take of its machine, where nothing nearer says it
    #[serde(default)]
    pub limits: Limits,
    /// The volumes that every service has, unless its row says which
    #[serde(default)]
    pub volumes: Vec<Spanned<String>>,
    /// A seccomp profile's file on the machines, in place of the one of hardening/seccomp.toml;
    /// `unconfined`: none
    pub seccomp: Option<Spanned<String>>,
    /// The name of the AppArmor profile; absent: the engine's own
    pub apparmor: Option<Spanned<String>>,
}

/// How layer blobs are compressed
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Codec {
    /// For Docker 23 and later, containerd, podman
    Zstd,
    /// For older engines
    Gzip,
}

impl Codec {
    /// The name in locks and specifications
    pub fn name(self) -> &'static str {
        match self {
            Self::Zstd => "zstd",
            Self::Gzip => "gzip",
        }
    }
}

/// What a need brings
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Need {
    /// Debian packages
    #[serde(default)]
    pub debs: Vec<String>,
    /// Links, such as those of alternatives
    #[serde(default)]
    pub links: Vec<crate::family_file::Link>,
    /// Libraries that files of its debs ask for and that nothing of the fleet loads, with the reason
    #[serde(default)]
    pub optional_libraries: BTreeMap<String, String>,
    /// Whether it asks for a GPU family
    #[serde(default)]
    pub gpu: bool,
    /// Whether it asks for the engine, which a row of the role `engine-proxy` gives
    #[serde(default)]
    pub engine: bool,
    /// Devices of the machine, such as `/dev/snd`
    #[serde(default)]
    pub devices: Vec<Spanned<String>>,
    /// Numbers of the groups that may use these devices
    #[serde(default)]
    pub device_groups: Vec<u32>,
    /// Volumes beside the fleet's
    #[serde(default)]
    pub volumes: Vec<Spanned<String>>,
    /// In place of the machine's and the fleet's; of several needs, the largest
    #[serde(default)]
    pub limits: Limits,
}
