//! The image config, as OCI specifies it and Docker extends it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{json, DiffId, Error, Platform, CREATED};

/// The config blob of an image.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImageConfig {
    /// Processor.
    pub architecture: String,
    /// How the container is started.
    #[serde(default)]
    pub config: RuntimeConfig,
    /// Constant time stamp.
    pub created: String,
    /// One entry for each layer.
    #[serde(default)]
    pub history: Vec<History>,
    /// System.
    pub os: String,
    /// The layers' uncompressed digests.
    pub rootfs: RootFs,
}

/// The `config` object: how a container of the image starts.
///
/// Unknown keys are refused, so that a misspelt one cannot be lost in silence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields, default)]
#[allow(missing_docs)] // the keys are named and described by the OCI image specification
pub struct RuntimeConfig {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cmd: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entrypoint: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub env: Vec<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub exposed_ports: BTreeMap<String, Empty>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub healthcheck: Option<Healthcheck>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shell: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub stop_signal: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub user: String,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub volumes: BTreeMap<String, Empty>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub working_dir: String,
}

/// The value of a set member in Docker's JSON: `{}`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Empty {}

/// Docker's health check: OCI has no such key, Docker and podman read it all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields, default)]
pub struct Healthcheck {
    /// `["CMD", program, arguments…]`.
    pub test: Vec<String>,
    /// Nanoseconds between two checks; 0 is the engine's own default, as everywhere below.
    #[serde(skip_serializing_if = "is_zero")]
    pub interval: u64,
    /// Nanoseconds until a check counts as failed.
    #[serde(skip_serializing_if = "is_zero")]
    pub timeout: u64,
    /// Nanoseconds during which failures do not count.
    #[serde(skip_serializing_if = "is_zero")]
    pub start_period: u64,
    /// Nanoseconds between two checks during the start period.
    #[serde(skip_serializing_if = "is_zero")]
    pub start_interval: u64,
    /// Failures in a row that make a container unhealthy.
    #[serde(skip_serializing_if = "is_zero")]
    pub retries: u64,
}

fn is_zero(value: &u64) -> bool {
    *value == 0
}

/// How one layer came to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct History {
    /// Constant time stamp.
    pub created: String,
    /// The layer's name.
    pub created_by: String,
}

/// The layers by content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RootFs {
    /// Always `layers`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Lowest layer first.
    pub diff_ids: Vec<DiffId>,
}

impl ImageConfig {
    /// The config of an image that starts as `config` says, over named `layers`.
    pub fn new(config: RuntimeConfig, layers: &[(&str, DiffId)]) -> Self {
        let platform = Platform::linux_amd64();
        let history = |(name, _): &(&str, DiffId)| History {
            created: CREATED.to_owned(),
            created_by: format!("gen-lock layer {name}"),
        };
        Self {
            architecture: platform.architecture,
            config,
            created: CREATED.to_owned(),
            history: layers.iter().map(history).collect(),
            os: platform.os,
            rootfs: RootFs {
                kind: "layers".to_owned(),
                diff_ids: layers.iter().map(|(_, diff_id)| *diff_id).collect(),
            },
        }
    }

    /// Reads a config blob.
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        json::parse("image config", bytes)
    }

    /// The bytes of the config blob.
    pub fn print(&self) -> Vec<u8> {
        json::canonical(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = r#"{"Env":["A=1","B=2"],"ExposedPorts":{"8000/tcp":{}},"Healthcheck":{"Interval":30000000000,"Test":["CMD","/bin/true"]},"User":"10001:10001"}"#;

    #[test]
    fn healthcheck_and_order_of_env_survive() {
        let config: RuntimeConfig = serde_json::from_str(CONFIG).unwrap();
        assert_eq!(json::canonical(&config), CONFIG.as_bytes());
        let image = ImageConfig::new(config, &[("base", DiffId::of(b""))]);
        assert_eq!(ImageConfig::parse(&image.print()).unwrap(), image);
        let printed = String::from_utf8(image.print()).unwrap();
        assert!(printed.contains(
            r#""history":[{"created":"1970-01-01T00:00:00Z","created_by":"gen-lock layer base"}]"#
        ));
    }

    #[test]
    fn a_misspelt_key_is_refused() {
        let error = serde_json::from_str::<RuntimeConfig>(r#"{"HealthCheck":{}}"#).unwrap_err();
        assert!(
            error.to_string().starts_with("unknown field `HealthCheck`"),
            "{error}"
        );
    }
}
