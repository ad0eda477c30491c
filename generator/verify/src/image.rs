//! An image as whatever holds it shows it: a layout, a registry, an engine, a storage.

use oci::{Descriptor, DiffId, Digest, ImageConfig, Manifest};
use std::fmt;
use std::str::FromStr;

/// A digest as a source shows it
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown<T> {
    /// The source does not show it, and nothing is concluded from that
    Absent,
    /// This one
    Is(T),
    /// Something that is no digest, in the source's own words
    Other(String),
}

impl<T: FromStr> Shown<T> {
    /// Reads what a program says; what is no digest is kept, to be told
    pub fn read(text: &str) -> Self {
        let read = text.parse();
        read.map_or_else(|_| Self::Other(text.to_owned()), Self::Is)
    }
}

impl<T: PartialEq + fmt::Display> Shown<T> {
    /// What is shown in place of `want`; `None` where it is the same, or nothing is shown
    pub fn instead_of(&self, want: &T) -> Option<String> {
        match self {
            Self::Is(got) if got == want => None,
            Self::Absent => None,
            Self::Is(got) => Some(got.to_string()),
            Self::Other(got) => Some(got.clone()),
        }
    }
}

/// An image, as far as its source shows it
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Digest of the manifest
    pub manifest: Shown<Digest>,
    /// Digest of the config
    pub config: Shown<Digest>,
    /// The manifest's layers, lowest first
    pub layers: Option<Vec<Descriptor>>,
    /// The config's `diff_id`s, lowest first
    pub diff_ids: Option<Vec<Shown<DiffId>>>,
}

impl Image {
    /// An image by its documents; those that could not be read are `None`
    pub fn of(digest: Digest, manifest: Option<&Manifest>, config: Option<&ImageConfig>) -> Self {
        let diff_ids = |config: &ImageConfig| {
            let diff_ids = config.rootfs.diff_ids.iter();
            diff_ids.map(|diff_id| Shown::Is(*diff_id)).collect()
        };
        Self {
            manifest: Shown::Is(digest),
            config: manifest.map_or(Shown::Absent, |read| Shown::Is(read.config.digest)),
            layers: manifest.map(|read| read.layers.clone()),
            diff_ids: config.map(diff_ids),
        }
    }
}
