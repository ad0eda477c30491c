//! The image index: the list of manifests in a layout.

use serde::{Deserialize, Serialize};

use crate::{json, Descriptor, Error, MediaType};

/// What a layout holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Index {
    schema_version: u64,
    /// Always [`MediaType::Index`].
    pub media_type: MediaType,
    /// The manifests, in the order given.
    pub manifests: Vec<Descriptor>,
}

impl Index {
    /// An index of `manifests`.
    pub fn new(manifests: Vec<Descriptor>) -> Self {
        Self {
            schema_version: 2,
            media_type: MediaType::Index,
            manifests,
        }
    }

    /// Reads `index.json`.
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let index: Self = json::parse("index", bytes)?;
        json::check_schema("index", index.schema_version)?;
        Ok(index)
    }

    /// The bytes of `index.json`.
    pub fn print(&self) -> Vec<u8> {
        json::canonical(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_it_parses() {
        let manifest = Descriptor::of(MediaType::Manifest, b"{}").annotated(crate::REF_NAME, "web");
        let index = Index::new(vec![manifest]);
        assert_eq!(Index::parse(&index.print()).unwrap(), index);
    }

    #[test]
    fn a_wrong_digest_is_shown() {
        let text = r#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:abc","size":1}]}"#;
        let error = Index::parse(text.as_bytes()).unwrap_err().to_string();
        assert!(error.contains("got 3 digits in: `sha256:abc`"), "{error}");
    }
}
