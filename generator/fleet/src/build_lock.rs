//! `build-lock.json`: what goes in, and what came out.

use crate::document::{self, ParseError};
use crate::image_name::{is_layer_name, is_name};
use oci::{DiffId, Digest, MediaType};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The lock. Printed canonically: names sorted, one fact a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BuildLock {
    /// The format; only 1 exists
    pub version: u32,
    /// What the build reads. Nix reads this section alone.
    pub inputs: Inputs,
    /// What the build gave
    #[serde(default)]
    pub outputs: Outputs,
}

/// What the build reads
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inputs {
    /// The library that compresses layers, with its version, by codec: another version may give
    /// other bytes of the same layer. Empty in a lock that was written before it was recorded.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub codecs: BTreeMap<String, String>,
    /// Digests over everything that a family or service is made from
    pub digests: Digests,
    /// The one program that is not built from source
    #[serde(default)]
    pub seed: Option<Seed>,
    /// Every source by its locator
    pub sources: BTreeMap<String, Content>,
}

/// The static program that unpacks the toolchain, as a folder of one file
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seed {
    /// Of the folder, as Nix prints it
    #[serde(rename = "narHash")]
    pub nar_hash: String,
    /// The deb that it comes from
    pub source: String,
}

/// Digests of inputs, hexadecimal SHA-256
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Digests {
    /// By family
    pub families: BTreeMap<String, String>,
    /// By image name of the service
    pub services: BTreeMap<String, String>,
}

/// A source's content
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Hexadecimal
    pub sha256: String,
    /// Bytes
    pub size: u64,
}

/// What the build gave
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outputs {
    /// By `<machine>-<image>`
    pub images: BTreeMap<String, Image>,
    /// By layer name
    pub layers: BTreeMap<String, Layer>,
}

/// An image
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Image {
    /// Digest of the config
    pub config: Digest,
    /// Layer names, lowest first
    pub layers: Vec<String>,
    /// Digest of the manifest
    pub manifest: Digest,
    /// Digest of the CycloneDX document; none in a lock that was recorded before there were any
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sbom: Option<Digest>,
    /// Bytes of manifest, config and layer blobs
    pub size: u64,
}

/// A layer
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// By codec
    pub blobs: BTreeMap<String, Blob>,
    /// Digest of the tar: the layer's durable identity
    pub diff_id: DiffId,
}

/// A layer's bytes as stored
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blob {
    /// Of the stored bytes
    pub digest: Digest,
    /// The descriptor's media type
    #[serde(rename = "mediaType")]
    pub media_type: MediaType,
    /// What the codec was told, and its library
    pub parameters: BTreeMap<String, serde_json::Value>,
    /// Bytes
    pub size: u64,
}

impl BuildLock {
    /// An empty lock of this version
    pub fn new(inputs: Inputs, outputs: Outputs) -> Self {
        Self {
            version: 1,
            inputs,
            outputs,
        }
    }

    /// Reads a lock
    ///
    /// # Errors
    /// When it is no JSON of the right shape, of another version, or what it names could be elsewhere:
    /// it may come from a registry.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let lock: Self = document::parse(text)?;
        let Outputs { images, layers } = &lock.outputs;
        let odd = images.keys().find(|name| !is_name(name));
        let odd = odd.or_else(|| layers.keys().find(|name| !is_layer_name(name)));
        if let Some(name) = odd {
            return Err(ParseError::Name(name.escape_default().to_string()));
        }
        for (image, found) in images {
            if let Some(layer) = found.layers.iter().find(|name| !layers.contains_key(*name)) {
                let layer = layer.escape_default().to_string();
                let image = image.clone();
                return Err(ParseError::Layer { image, layer });
            }
        }
        Ok(lock)
    }

    /// The canonical bytes
    pub fn print(&self) -> String {
        document::canonical(self)
    }
}

#[cfg(test)]
mod tests {
    use super::{BuildLock, Inputs, Outputs};
    use oci::Digest;

    fn image() -> String {
        let (config, manifest) = (Digest::of(b"config"), Digest::of(b"manifest"));
        format!(r#"{{"config":"{config}","layers":[],"manifest":"{manifest}","size":1}}"#)
    }

    /// This project's own lock, whose bytes no type changes
    #[test]
    fn prints_the_bytes_that_it_read() {
        let text = include_str!("../../../build-lock.json");
        assert_eq!(BuildLock::parse(text).unwrap().print(), text);
    }

    #[test]
    fn refuses_what_is_no_digest_or_media_type() {
        let lock = include_str!("../../../build-lock.json");
        for (field, was, is, why) in [
            ("config", "sha256:", "sha512:", "digest must be"),
            ("manifest", "sha256:", "", "digest must be"),
            ("sbom", "sha256:", "sha256:0", "digest must be"),
            ("digest", "sha256:", "sha256", "digest must be"),
            ("diff_id", "sha256:", "sha256:A", "diff_id must be"),
            ("mediaType", "application/", "", "unknown media type"),
        ] {
            let named = |value: &str| format!("\"{field}\": \"{value}");
            let at = lock.find(&named(was)).unwrap();
            let text = lock.replacen(&named(was), &named(is), 1);
            let error = BuildLock::parse(&text).unwrap_err().to_string();
            // Behind the last field of an object it is the line of its end.
            let line = 1 + lock[..at].matches('\n').count();
            let lines = [line, line + 1].map(|line| format!("at line {line} column"));
            assert!(error.contains(why), "{field}: {error}");
            assert!(lines.iter().any(|line| error.contains(line)), "{error}");
        }
    }

    #[test]
    fn reads_what_it_prints() {
        let lock = BuildLock::new(Inputs::default(), Outputs::default());
        assert_eq!(BuildLock::parse(&lock.print()).unwrap(), lock);
    }

    #[test]
    fn an_image_may_lack_its_sbom() {
        let text = image();
        let image: super::Image = serde_json::from_str(&text).unwrap();
        assert_eq!(image.sbom, None);
        assert_eq!(serde_json::to_string(&image).unwrap(), text);
    }

    #[test]
    fn inputs_may_lack_the_codecs() {
        let text = r#"{"digests":{"families":{},"services":{}},"sources":{}}"#;
        let mut inputs: Inputs = serde_json::from_str(text).unwrap();
        assert!(!serde_json::to_string(&inputs).unwrap().contains("codecs"));
        inputs.codecs.insert("zstd".into(), "zstd 1.5.7".into());
        let printed = BuildLock::new(inputs, Outputs::default()).print();
        assert!(printed.contains("\"zstd\": \"zstd 1.5.7\""), "{printed}");
    }

    #[test]
    fn refuses_a_name_that_leads_elsewhere() {
        let lock = BuildLock::new(Inputs::default(), Outputs::default()).print();
        let images = format!(r#""images": {{"../other/a": {}}}"#, image());
        let text = lock.replace(r#""images": {}"#, &images);
        let error = BuildLock::parse(&text).unwrap_err().to_string();
        assert_eq!(
            error,
            "`../other/a` is not a valid name of an image or a layer"
        );
    }

    #[test]
    fn refuses_another_version() {
        let error = BuildLock::parse(r#"{"version":2}"#)
            .unwrap_err()
            .to_string();
        assert!(error.starts_with("version `2` is not known"), "{error}");
    }
}
