//! What generated Nix says of a layer and an image. Names are those of `nix/layer.nix`.

use crate::family_file::{Copy, Dir, File, Link};
use nix::Value;
use serde::Serialize;
use std::collections::BTreeMap;

/// A layer: every part of it by locator
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Layer {
    /// One line for people
    pub description: String,
    /// Wheels to install
    pub wheels: Vec<Wheel>,
    /// Which of them, and of those below, win a path that several bring
    pub winners: Vec<Winner>,
    /// Where the wheels go in place of `dist-packages`; empty for there
    pub prefix: String,
    /// Debs to unpack
    pub debs: Vec<Deb>,
    /// Which of their paths stay out
    pub deb_policy: DebPolicy,
    /// Folders of the project
    pub tree: Vec<Tree>,
    /// Files by text
    pub files: Vec<File>,
    /// Symbolic links
    pub links: Vec<Link>,
    /// Folders
    pub dirs: Vec<Dir>,
    /// Files made from packaged ones
    pub copies: Vec<Copy>,
    /// Whether to concatenate the CA certificates
    pub certificates: bool,
}

/// A wheel of a layer
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wheel {
    /// Locator
    pub source: String,
    /// Paths whose RECORD line may be wrong
    pub admit: Vec<String>,
    /// Files and commands that stay out
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub omit: Vec<String>,
}

/// A wheel that wins a path
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Winner {
    /// It
    pub wheel: Wheel,
    /// In the wheel; `folder/` for all below
    pub path: String,
}

/// A deb of a layer
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deb {
    /// Locator
    pub source: String,
    /// The package's name
    pub package: String,
    /// Its version, which its control file has to say too
    pub version: String,
    /// Its architecture, likewise
    pub architecture: String,
    /// Maintainer scripts that are declared not to run
    pub scripts: Vec<String>,
    /// Paths that stay out
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub omit: Vec<String>,
    /// Paths that are taken though the deb's `md5sums` contradicts them
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub admit: Vec<String>,
}

/// Path policy
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DebPolicy {
    /// Prefixes that stay out
    pub exclude: Vec<String>,
    /// Paths below them that stay
    pub keep: Vec<String>,
}

/// A folder of the project
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tree {
    /// Relative to the project
    pub path: String,
    /// Relative to the image's root
    pub at: String,
    /// What stays out
    pub ignore: Vec<String>,
}

impl Layer {
    /// The literal, without what is empty
    pub fn literal(&self) -> Value {
        let json = serde_json::to_value(self).unwrap_or_default();
        let Value::Set(mut items) = Value::from(json) else {
            return Value::Set(BTreeMap::new());
        };
        if self.debs.is_empty() {
            items.remove("debPolicy");
        }
        items.retain(|_, value| !value.is_empty());
        Value::Set(items)
    }
}

/// An image
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// One line for people
    pub description: String,
    /// Layer names, lowest first
    pub layers: Vec<String>,
    /// The `config` object of the OCI image config
    pub config: serde_json::Value,
}

impl Image {
    /// The literal
    pub fn literal(&self) -> Value {
        Value::set([
            ("config", Value::from(self.config.clone())),
            ("description", Value::string(&self.description)),
            ("layers", Value::strings(&self.layers)),
        ])
    }
}
