//! `services/fleet.toml` as written.

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
    /// The rows
    pub services: Vec<Service>,
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
    /// A profile value under the name that a library really reads: `alias = "profile key"`
    #[serde(default)]
    pub aliases: BTreeMap<String, Spanned<String>>,
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
    /// The machine profile: baked as JSON and as environment
    pub profile: BTreeMap<String, Setting>,
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
    /// Whether it asks for a GPU family
    #[serde(default)]
    pub gpu: bool,
}

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
    /// Whether the fleet is unhealthy without it
    pub required: bool,
    /// An ASGI application, `module:attribute`
    pub app: Option<Spanned<String>>,
    /// A command with listeners of its own
    pub command: Option<Spanned<Vec<String>>>,
    /// Where a command's health is read: `http://`, `tcp://` or `zmq://` on `127.0.0.1`
    pub probe: Option<Spanned<String>>,
    /// Worker processes in place of the machine's `UVICORN_WORKERS`
    pub workers: Option<u16>,
    /// Environment of the service
    #[serde(default)]
    pub env: BTreeMap<String, String>,
    /// The folders that become `/app`; by default `services/<image name>` where it exists
    pub code: Option<Vec<Spanned<String>>>,
    /// Debian packages of its own
    #[serde(default)]
    pub debs: Vec<String>,
    /// The date after which no release is looked at; goes with a `requirements.in` of its own
    pub exclude_newer: Option<String>,
    /// What of its folder stays out, beside the fleet's list
    #[serde(default)]
    pub ignore: Vec<String>,
}
