use crate::Builder;
use fleet::build_lock::{self, Inputs};
use fleet::document::{self, ParseError};
use oci::{DiffId, Digest};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What one builder says came out
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The format; only 1 exists
    pub version: u32,
    /// Who built
    pub builder: Builder,
    /// Digest of the build lock's `inputs`, as [`inputs`] computes it
    pub inputs: Digest,
    /// The system that was built on, as Nix names it
    pub system: String,
    /// Nix's version
    pub nix: String,
    /// What came out, recomputed from its bytes
    pub outputs: Outputs,
}

/// What came out: of the lock's outputs that which a builder recomputes from bytes. Media types, the
/// codec's parameters, sizes of images and SBOMs are left out, so that a record stays as it was signed.
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
}

/// A layer
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// By codec
    pub blobs: BTreeMap<String, Blob>,
    /// Digest of the tar
    pub diff_id: DiffId,
}

/// A layer's bytes as stored
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blob {
    /// Of the stored bytes
    pub digest: Digest,
    /// Bytes
    pub size: u64,
}

impl From<&build_lock::Outputs> for Outputs {
    fn from(locked: &build_lock::Outputs) -> Self {
        let image = |image: &build_lock::Image| Image {
            config: image.config,
            layers: image.layers.clone(),
            manifest: image.manifest,
        };
        let blob = |blob: &build_lock::Blob| Blob {
            digest: blob.digest,
            size: blob.size,
        };
        let layer = |layer: &build_lock::Layer| Layer {
            blobs: mapped(&layer.blobs, blob),
            diff_id: layer.diff_id,
        };
        Self {
            images: mapped(&locked.images, image),
            layers: mapped(&locked.layers, layer),
        }
    }
}

fn mapped<A, B>(all: &BTreeMap<String, A>, one: impl Fn(&A) -> B) -> BTreeMap<String, B> {
    let all = all.iter();
    all.map(|(name, value)| (name.clone(), one(value)))
        .collect()
}

impl Record {
    /// The only format
    pub const VERSION: u32 = 1;

    /// Reads a record
    ///
    /// # Errors
    /// When it is no JSON of the right shape, or of another version.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        document::parse(text)
    }

    /// The canonical bytes: what is signed
    pub fn print(&self) -> String {
        document::canonical(self)
    }
}

/// The digest that names what a build reads
pub fn inputs(inputs: &Inputs) -> Digest {
    Digest::of(document::canonical(inputs).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{inputs, Image, Outputs, Record};
    use fleet::build_lock::Inputs;
    use oci::Digest;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn record() -> Record {
        let image = Image {
            config: Digest::of(b"config"),
            layers: vec!["base".to_owned()],
            manifest: Digest::of(b"manifest"),
        };
        Record {
            version: Record::VERSION,
            builder: "alice".parse().unwrap(),
            inputs: inputs(&Inputs::default()),
            system: "x86_64-linux".to_owned(),
            nix: "2.8.0".to_owned(),
            outputs: Outputs {
                images: BTreeMap::from([("box-a".to_owned(), image)]),
                layers: BTreeMap::new(),
            },
        }
    }

    #[test]
    fn reads_what_it_prints() {
        let printed = record().print();
        insta::assert_snapshot!(printed, @r#"
        {
          "builder": "alice",
          "inputs": "sha256:0fdc4ce969cfa427021b7b990fd1dc8656978f06293c518da541e7e667012267",
          "nix": "2.8.0",
          "outputs": {
            "images": {
              "box-a": {
                "config": "sha256:b79606fb3afea5bd1609ed40b622142f1c98125abcfe89a76a661b0e8e343910",
                "layers": [
                  "base"
                ],
                "manifest": "sha256:05b3abf2579a5eb66403cd78be557fd860633a1fe2103c7642030defe32c657f"
              }
            },
            "layers": {}
          },
          "system": "x86_64-linux",
          "version": 1
        }
        "#);
        assert_eq!(Record::parse(&printed).unwrap(), record());
    }

    #[test]
    fn refuses_another_version_and_nonsense() {
        let message = |text: &str| Record::parse(text).unwrap_err().to_string();
        assert!(message(r#"{"version":2}"#).starts_with("version `2` is not known"));
        for (was, is, why) in [
            ("alice", "a b", "a builder's name has"),
            ("sha256:", "md5:", "digest must be `sha256:`"),
            ("\"nix\"", "\"nyx\"", "unknown field `nyx`"),
        ] {
            let text = message(&record().print().replacen(was, is, 1));
            assert!(text.contains(why), "{text}");
        }
    }

    proptest! {
        #[test]
        fn anything_is_input(text in ".*") {
            let _ = Record::parse(&text);
        }
    }
}
