//! What no image knows and a machine must be told: limits, volumes, the startup config's shape.

use serde::Deserialize;
use serde_spanned::Spanned;

/// What a service may take of its machine; what is absent is for the next less near to say
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limits {
    /// MiB
    pub memory_mb: Option<Spanned<u32>>,
    /// Processors; a fraction is one too
    pub cpus: Option<Spanned<f64>>,
    /// Processes and threads
    pub pids: Option<Spanned<u32>>,
}

/// A folder of a machine that services see
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Volume {
    /// Where a service sees it
    pub target: Spanned<String>,
    /// Whether all services see the same folder, `<state>/<name>`; else each has its own,
    /// `<state>/<image>/<name>`
    #[serde(default)]
    pub shared: bool,
    /// Whether services may only read it
    #[serde(default)]
    pub read_only: bool,
}

/// How a startup config is written
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StartupShape {
    /// `agent_groups`: group → name → fields; every row needs a `group`
    Grouped,
    /// `<machine>_services`: a list
    #[default]
    List,
}
