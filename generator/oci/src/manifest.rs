//! The image manifest: a config and its layers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{json, Descriptor, Error, MediaType};

/// What makes up one image.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Manifest {
    schema_version: u64,
    /// Always [`MediaType::Manifest`].
    pub media_type: MediaType,
    /// The config blob.
    pub config: Descriptor,
    /// The layer blobs, lowest first.
    pub layers: Vec<Descriptor>,
    /// Notes for readers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub annotations: BTreeMap<String, String>,
}

impl Manifest {
    /// A manifest of `config` over `layers`.
    pub fn new(config: Descriptor, layers: Vec<Descriptor>) -> Self {
        Self {
            schema_version: 2,
            media_type: MediaType::Manifest,
            config,
            layers,
            annotations: BTreeMap::new(),
        }
    }

    /// Reads a manifest blob.
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let manifest: Self = json::parse("manifest", bytes)?;
        json::check_schema("manifest", manifest.schema_version)?;
        Ok(manifest)
    }

    /// The bytes of the manifest blob.
    pub fn print(&self) -> Vec<u8> {
        json::canonical(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Manifest {
        let layer =
            Descriptor::of(MediaType::LayerZstd, b"layer").annotated(crate::LAYER_NAME, "a");
        Manifest::new(Descriptor::of(MediaType::Config, b"{}"), vec![layer])
    }

    #[test]
    fn prints_what_it_parses() {
        let printed = example().print();
        assert!(printed.starts_with(br#"{"config":{"digest":"sha256:44136fa3"#));
        assert_eq!(Manifest::parse(&printed).unwrap(), example());
    }

    #[test]
    fn refuses_other_schemas_and_unknown_keys() {
        let printed = String::from_utf8(example().print()).unwrap();
        let message = |text: &str| Manifest::parse(text.as_bytes()).unwrap_err().to_string();
        assert_eq!(
            message(&printed.replace("\"schemaVersion\":2", "\"schemaVersion\":1")),
            "manifest has an unknown `schemaVersion`, want 2, got: 1"
        );
        let unknown = message(&printed.replace("\"layers\"", "\"leyers\""));
        assert!(
            unknown.starts_with("manifest is malformed: unknown field `leyers`"),
            "{unknown}"
        );
        assert!(message("").starts_with("manifest is malformed: EOF"));
    }
}
