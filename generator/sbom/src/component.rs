use crate::{Licence, Part};
use inventory::{Kind, Source};
use std::collections::{BTreeMap, BTreeSet};

/// A package in a layer: what its bytes say, and what the lock knows of where it is from
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// The record that says it is there: a file of `status.d`, a folder `.dist-info`; one in an image
    pub path: String,
    /// Deb or Python distribution
    pub kind: Kind,
    /// The binary package's name, or the normalised name of the distribution
    pub name: String,
    /// As locked; of what is carried, as the bytes say
    pub version: String,
    /// A deb's
    pub architecture: Option<String>,
    /// What a deb was built from
    pub source: Option<Source>,
    /// The deb or wheel; what is carried has none of its own
    pub artifact: Option<Artifact>,
    /// The path of the distribution that carries this one inside it
    pub carrier: Option<String>,
    /// What it says of its parts, each once, by what is the same part
    pub parts: BTreeMap<String, Part>,
    /// Names of the same kind that it needs
    pub requires: BTreeSet<String>,
    /// By its own metadata
    pub licence: Option<Licence>,
}

/// The file that a package came in
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Its name in the locks
    pub locator: String,
    /// Hexadecimal
    pub sha256: String,
    /// Bytes
    pub size: u64,
}

impl Artifact {
    /// The file's own name
    pub fn file(&self) -> &str {
        self.locator.rsplit('/').next().unwrap_or_default()
    }
}

impl Component {
    /// The folder that Python finds it in; debs share one place
    pub(crate) fn home(&self) -> &str {
        match self.kind {
            Kind::Deb => "",
            Kind::Wheel => self.path.rsplit_once('/').map_or("", |(home, _)| home),
        }
    }
}
