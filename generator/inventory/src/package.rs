use serde::Serialize;
use std::collections::BTreeSet;

/// What kind of package it is; names are one's own in each
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Of Debian
    Deb,
    /// Of a Python index
    Wheel,
}

/// One package of a layer
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Package {
    /// Deb or wheel
    pub kind: Kind,
    /// The binary package's name, or the normalised name of the distribution
    pub name: String,
    /// As its format spells it: `3.0.17-1~deb12u2`, `2.2.2+cu121`
    pub version: String,
    /// What a deb was built from; advisories are kept by it
    pub source: Option<Source>,
    /// Its name in the locks: `debian:pool/…`, `pypi:torch/torch-….whl`
    pub locator: String,
    /// Of the deb or wheel, hexadecimal
    pub sha256: String,
    /// Of the deb or wheel, bytes
    pub size: u64,
    /// Names of the same kind that it needs; not every one need be in the image
    pub requires: BTreeSet<String>,
}

/// A source package
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// `openssl`
    pub name: String,
    /// `3.0.17-1~deb12u2`
    pub version: String,
}
