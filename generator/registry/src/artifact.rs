//! A manifest that says something of another: an artifact with a subject (image specification 1.1,
//! "Guidelines for Artifact Usage"), and the list of such manifests.

use oci::{canonical, Digest, MediaType};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A descriptor of any type
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Descriptor {
    /// What the blob is
    pub media_type: String,
    /// Of its bytes
    pub digest: Digest,
    /// Bytes
    pub size: u64,
    /// In a list: what the manifest is about
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub artifact_type: Option<String>,
    /// Notes
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub annotations: BTreeMap<String, String>,
}

/// The manifest of an artifact
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Artifact {
    schema_version: u64,
    /// Always an image manifest's
    pub media_type: String,
    /// What it is about
    #[serde(default)]
    pub artifact_type: Option<String>,
    /// The empty object
    pub config: Descriptor,
    /// Its documents
    pub layers: Vec<Descriptor>,
    /// What it says something of
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Descriptor>,
    /// Notes
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub annotations: BTreeMap<String, String>,
}

/// The list of artifacts that say something of one manifest
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Index {
    schema_version: u64,
    media_type: String,
    /// One each
    pub manifests: Vec<Descriptor>,
}

/// The config of every artifact
pub const EMPTY: &[u8] = b"{}";
const EMPTY_TYPE: &str = "application/vnd.oci.empty.v1+json";

impl Descriptor {
    /// Describes bytes
    pub fn for_bytes(media_type: &str, bytes: &[u8]) -> Self {
        Self::new(media_type, Digest::of(bytes), bytes.len() as u64)
    }

    /// Describes a blob by its known digest and size
    pub fn new(media_type: &str, digest: Digest, size: u64) -> Self {
        Self {
            media_type: media_type.to_owned(),
            digest,
            size,
            artifact_type: None,
            annotations: BTreeMap::new(),
        }
    }
}

impl Artifact {
    /// An artifact of these documents
    pub fn new(artifact_type: &str, layers: Vec<Descriptor>, subject: Option<Descriptor>) -> Self {
        Self {
            schema_version: 2,
            media_type: MediaType::Manifest.to_string(),
            artifact_type: Some(artifact_type.to_owned()),
            config: Descriptor::for_bytes(EMPTY_TYPE, EMPTY),
            layers,
            subject,
            annotations: BTreeMap::new(),
        }
    }

    /// Reads a manifest
    ///
    /// # Errors
    /// When it is no manifest.
    pub fn parse(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }

    /// The bytes of the manifest
    pub fn print(&self) -> Vec<u8> {
        canonical(self)
    }
}

/// What a manifest or an index says that it is about
pub fn subject_of(bytes: &[u8]) -> Option<Digest> {
    #[derive(Deserialize)]
    struct Subject {
        digest: Digest,
    }
    #[derive(Deserialize)]
    struct Claims {
        subject: Option<Subject>,
    }
    let claims: Claims = serde_json::from_slice(bytes).ok()?;
    Some(claims.subject?.digest)
}

impl Index {
    /// A list
    pub fn new(manifests: Vec<Descriptor>) -> Self {
        Self {
            schema_version: 2,
            media_type: MediaType::Index.to_string(),
            manifests,
        }
    }

    /// Reads a list
    ///
    /// # Errors
    /// When it is no index.
    pub fn parse(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }

    /// The bytes of the index
    pub fn print(&self) -> Vec<u8> {
        canonical(self)
    }
}

#[cfg(test)]
mod tests {
    use super::{Artifact, Descriptor, Index};

    #[test]
    fn prints_what_it_parses() {
        let subject = Descriptor::for_bytes("application/vnd.oci.image.manifest.v1+json", b"{}");
        let document = Descriptor::for_bytes("application/spdx+json", b"{}");
        let artifact = Artifact::new(
            "application/spdx+json",
            vec![document],
            Some(subject.clone()),
        );
        let bytes = artifact.print();
        assert_eq!(Artifact::parse(&bytes).unwrap(), artifact);
        let text = String::from_utf8(bytes).unwrap();
        assert!(
            text.starts_with(
                r#"{"artifactType":"application/spdx+json","config":{"digest":"sha256:44136fa3"#
            ),
            "{text}"
        );
        let list = Index::new(vec![subject]);
        assert_eq!(Index::parse(&list.print()).unwrap(), list);
    }
}
