//! What an engine's own name of an image stands for, by the documents of its export.
//!
//! The classic store names an image by its config. containerd's store names it by what was pulled or
//! loaded: a manifest, or an index of manifests (OCI image specification, `image-index.md` and
//! `manifest.md`; Docker's schema 2 has the same keys).

use serde::Deserialize;
use std::collections::BTreeMap;

/// Config and layers of an image
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content {
    /// Digest of the config
    pub config: String,
    /// Digest of each layer's blob, by `diff_id`; empty where blobs are not told apart from tars
    pub blobs: BTreeMap<String, String>,
}

/// Small files by the digest of their bytes
pub type Documents = BTreeMap<String, Vec<u8>>;

/// An index, a manifest or a config: each has a key of its own
#[derive(Deserialize)]
struct Document {
    manifests: Option<Vec<Entry>>,
    layers: Option<Vec<Entry>>,
    /// A manifest's, which is a descriptor, or a config's, which is not
    config: Option<serde_json::Value>,
    rootfs: Option<Root>,
}

#[derive(Deserialize)]
struct Entry {
    digest: String,
    platform: Option<Platform>,
}

#[derive(Deserialize)]
struct Platform {
    os: String,
    architecture: String,
}

#[derive(Deserialize)]
struct Root {
    diff_ids: Vec<String>,
}

impl Content {
    /// Follows the digest `id` down to a config; none where a document is missing or says something else
    pub fn of(id: &str, documents: &Documents) -> Option<Self> {
        let read = |digest: &str| -> Option<Document> {
            serde_json::from_slice(documents.get(digest)?).ok()
        };
        let mut digest = id.to_owned();
        let mut document = read(&digest)?;
        if let Some(manifests) = &document.manifests {
            if document.layers.is_some() || document.rootfs.is_some() {
                return None;
            }
            digest = ours(manifests)?.to_owned();
            document = read(&digest)?;
        }
        match document {
            Document {
                manifests: None,
                layers: None,
                rootfs: Some(_),
                ..
            } if digest == id => Some(Self {
                config: digest,
                blobs: BTreeMap::new(),
            }),
            Document {
                manifests: None,
                layers: Some(layers),
                config: Some(config),
                rootfs: None,
            } => {
                let config = config.get("digest")?.as_str()?.to_owned();
                let diff_ids = read(&config)?.rootfs?.diff_ids;
                if diff_ids.len() != layers.len() {
                    return None;
                }
                let blobs = layers.into_iter().map(|layer| layer.digest);
                let blobs = diff_ids.into_iter().zip(blobs).collect();
                Some(Self { config, blobs })
            }
            _ => None,
        }
    }
}

/// The one manifest of our platform: attestations lie beside it, of platform `unknown/unknown`
fn ours(manifests: &[Entry]) -> Option<&str> {
    let is_ours = |entry: &&Entry| {
        let platform = entry.platform.as_ref();
        platform.is_none_or(|one| one.os == "linux" && one.architecture == "amd64")
    };
    let mut ours = manifests.iter().filter(is_ours);
    match (ours.next(), ours.next()) {
        (Some(one), None) => Some(&one.digest),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, Documents};
    use proptest::prelude::*;

    const CONFIG: &str = r#"{"architecture":"amd64","config":{"Cmd":["a"]},"os":"linux","rootfs":{"type":"layers","diff_ids":["sha256:tar"]}}"#;
    const MANIFEST: &str = r#"{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json","config":{"mediaType":"x","size":1,"digest":"config"},"layers":[{"mediaType":"y","size":2,"digest":"blob"}]}"#;
    const INDEX: &str = r#"{"schemaVersion":2,"manifests":[{"mediaType":"z","size":3,"digest":"manifest","platform":{"architecture":"amd64","os":"linux"}},{"mediaType":"z","size":3,"digest":"attestation","platform":{"architecture":"unknown","os":"unknown"}}]}"#;

    fn documents(all: &[(&str, &str)]) -> Documents {
        let one = |(digest, text): &(&str, &str)| ((*digest).to_owned(), text.as_bytes().to_vec());
        all.iter().map(one).collect()
    }

    fn config(id: &str, all: &[(&str, &str)]) -> Option<String> {
        Content::of(id, &documents(all)).map(|content| content.config)
    }

    #[test]
    fn each_store_names_an_image_otherwise() {
        let all = [("config", CONFIG), ("manifest", MANIFEST), ("index", INDEX)];
        for id in ["config", "manifest", "index"] {
            assert_eq!(config(id, &all).as_deref(), Some("config"), "{id}");
        }
        let content = Content::of("index", &documents(&all)).unwrap();
        assert_eq!(content.blobs["sha256:tar"], "blob");
    }

    #[test]
    fn what_does_not_lead_to_one_config_is_no_content() {
        let lost = [("manifest", MANIFEST), ("index", INDEX)];
        assert_eq!(config("manifest", &lost), None);
        assert_eq!(config("other", &lost), None);
        let two = INDEX.replace("unknown", "linux").replace(
            r#""architecture":"linux","os":"linux""#,
            r#""architecture":"amd64","os":"linux""#,
        );
        let round = INDEX.replace("\"manifest\"", "\"index\"");
        let more = MANIFEST.replace("[{", r#"[{"digest":"second"},{"#);
        let both = MANIFEST.replace("\"layers\"", "\"manifests\":[],\"layers\"");
        for (id, text) in [
            ("index", two.as_str()),
            ("index", &round),
            ("manifest", &more),
            ("manifest", &both),
            ("config", MANIFEST),
        ] {
            let mut all = vec![("config", CONFIG), ("manifest", MANIFEST), ("index", INDEX)];
            all.retain(|(digest, _)| *digest != id);
            all.push((id, text));
            assert_eq!(config(id, &all), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn anything_is_input(text in ".*") {
            let _ = Content::of("a", &documents(&[("a", &text)]));
        }
    }
}
