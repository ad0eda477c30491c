//! `debs.json` beside a layer: its packages, what they say of others, and which paths are theirs.
//!
//! An image is put together from finished layers, and its packages have to go together too.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::deb::Relations;
use crate::tree::Tree;
use crate::{spec, Error};

/// The packages of a finished layer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// The version of this vocabulary.
    pub version: u64,
    /// In the order of the specification.
    pub debs: Vec<Claim>,
}

/// One package of a finished layer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// What it says of itself and others.
    pub relations: Relations,
    /// Where the layer holds what it ships, sorted; not where something declared stands in its place.
    pub paths: Vec<String>,
}

impl Claims {
    /// Of the packages with these file names, in a planned tree.
    pub fn of(packages: Vec<(Arc<str>, Relations)>, tree: &Tree) -> Self {
        let mut paths: BTreeMap<Arc<str>, Vec<String>> = BTreeMap::new();
        for (path, entry) in tree.iter() {
            let own = paths.entry(entry.origin.clone()).or_default();
            own.push(path.to_string());
        }
        let debs = packages.into_iter().map(|(origin, relations)| Claim {
            relations,
            paths: paths.remove(&origin).unwrap_or_default(),
        });
        Self {
            version: 1,
            debs: debs.collect(),
        }
    }

    /// Its bytes.
    pub fn print(&self) -> Vec<u8> {
        let mut bytes = oci::canonical(self);
        bytes.push(b'\n');
        bytes
    }

    /// Reads those of the finished layer in `folder`.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let path = folder.join("debs.json");
        let bytes = fs::read(&path).map_err(Error::io(&path))?;
        spec::parse(&path, &bytes)
    }
}
