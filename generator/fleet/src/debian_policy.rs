//! `families/debian.toml` as written: what the fleet takes from Debian, and what it leaves.

use serde::Deserialize;
use std::collections::BTreeMap;

/// What the fleet takes from Debian
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DebianPolicy {
    /// `amd64`
    pub architecture: String,
    /// The suites that are read, such as `bookworm`
    pub suites: Vec<String>,
    /// The component
    pub component: String,
    /// The package that a virtual package or an alternative stands for
    #[serde(default)]
    pub prefer: BTreeMap<String, String>,
    /// Packages that count as present, with the reason
    #[serde(default)]
    pub exclude_packages: BTreeMap<String, String>,
    /// Path prefixes that no layer holds, with the reason
    #[serde(default)]
    pub exclude_paths: BTreeMap<String, String>,
    /// Paths below an excluded prefix that stay, with the reason
    #[serde(default)]
    pub keep_paths: BTreeMap<String, String>,
    /// Paths of one package that no layer holds: package → path, or `folder/` for all below → reason.
    /// Where two packages bring one path and neither says `Replaces`, it is left out of one
    #[serde(default)]
    pub omit: BTreeMap<String, BTreeMap<String, String>>,
    /// Paths of one package that its own `md5sums` contradicts and that are taken as they are:
    /// package → path, or `folder/` for all below → reason
    #[serde(default)]
    pub admit: BTreeMap<String, BTreeMap<String, String>>,
    /// Maintainer scripts that do not run, of packages that a need or a service brings:
    /// package → script → what it would do
    #[serde(default)]
    pub scripts: BTreeMap<String, BTreeMap<String, String>>,
    /// What builds the layer builder
    pub toolchain: Toolchain,
}

/// The build environment inside the sandbox
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Toolchain {
    /// The package with the one static program that starts it all
    pub seed: String,
    /// That program's path in the package
    pub program: String,
    /// Debian's compilers
    pub packages: Vec<String>,
}
