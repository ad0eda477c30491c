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
    /// Where it is, of a distribution that no lock names: another's wheel carries it inside
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried: Option<Carried>,
}

/// How a distribution is there that no lock names; its locator and bytes are the other's wheel's
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Carried {
    /// The distribution whose wheel has it
    pub by: String,
    /// The folder `.dist-info` in the image
    pub path: String,
}

/// A source package
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// `openssl`
    pub name: String,
    /// `3.0.17-1~deb12u2`
    pub version: String,
}
