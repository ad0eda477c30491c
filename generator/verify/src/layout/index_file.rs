//! `index.json`, by whoever wrote it.

use oci::{Descriptor, Error, Index, IMAGE_NAME, LOADED_NAME};
use serde::Deserialize;

/// An `index.json`
pub struct IndexFile {
    /// What it says
    pub index: Index,
    /// Whether another program wrote it, such as skopeo on a copy: it has none of our names. One that has
    /// any is ours, and compared byte by byte, whatever it leaves out.
    pub is_copied: bool,
}

/// An index that does not say that it is one: the specification lets writers leave that out
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Untyped {
    schema_version: u64,
    manifests: Vec<Descriptor>,
}

impl IndexFile {
    /// Reads it
    ///
    /// # Errors
    /// When it is no index.
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let index = match serde_json::from_slice(bytes) {
            Ok(Untyped {
                schema_version: 2,
                manifests,
            }) => Index::new(manifests),
            _ => Index::parse(bytes)?,
        };
        let is_named = |one: &Descriptor| {
            let names = &one.annotations;
            names.contains_key(IMAGE_NAME) || names.contains_key(LOADED_NAME)
        };
        let is_copied = !index.manifests.is_empty() && !index.manifests.iter().any(is_named);
        Ok(Self { index, is_copied })
    }
}
