//! The images of a containers/storage, which Podman, Buildah and skopeo share: `images.json` and
//! `layers.json`. skopeo itself can neither list them nor tell more of one than these do.

use crate::Image;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// More layers than an image can have
const MOST_LAYERS: usize = 512;

/// An image of a storage
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its config's digest without the algorithm, and the name of its folder
    pub id: String,
    /// References
    pub names: Vec<String>,
    /// `diff_id`s, lowest first; `unknown` where the storage does not say
    pub layers: Vec<String>,
}

/// Why a storage's lists cannot be read
#[derive(Debug, thiserror::Error)]
#[error("not in the format of containers/storage: {0}")]
pub struct NotStorage(#[from] serde_json::Error);

#[derive(Deserialize)]
struct Listed {
    id: String,
    names: Option<Vec<String>>,
    layer: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Layer {
    id: String,
    parent: Option<String>,
    diff_digest: Option<String>,
}

impl Stored {
    /// Reads both lists
    ///
    /// # Errors
    /// When one is not a list of images or layers.
    pub fn all(images: &str, layers: &str) -> Result<Vec<Self>, NotStorage> {
        let images: Vec<Listed> = serde_json::from_str(images)?;
        let layers: Vec<Layer> = serde_json::from_str(layers)?;
        let layers = layers.into_iter().map(|layer| (layer.id.clone(), layer));
        let layers: BTreeMap<String, Layer> = layers.collect();
        let stored = |image: Listed| Self {
            id: image.id,
            names: image.names.unwrap_or_default(),
            layers: chain(&layers, image.layer.as_deref()),
        };
        Ok(images.into_iter().map(stored).collect())
    }

    /// Its folder below the storage's folder of images, where it has a name that can be one
    pub fn folder(&self) -> Option<&str> {
        let digit = |c: char| c.is_ascii_hexdigit() && !c.is_ascii_uppercase();
        (self.id.len() == 64 && self.id.chars().all(digit)).then_some(self.id.as_str())
    }

    /// As any image is judged; `held`: the digests of the documents in its folder
    pub fn image(&self, held: &BTreeSet<String>) -> Image {
        let mut id = format!("sha256:{}", self.id);
        if !held.contains(&id) {
            id += ", and the storage has no such bytes";
        }
        Image::new(id, self.names.clone(), self.layers.clone())
    }
}

/// From the uppermost layer down, then turned round
fn chain(layers: &BTreeMap<String, Layer>, top: Option<&str>) -> Vec<String> {
    let (mut all, mut next) = (Vec::new(), top.filter(|id| !id.is_empty()));
    while let Some(id) = next {
        let layer = layers.get(id);
        let digest = layer.and_then(|layer| layer.diff_digest.clone());
        all.push(digest.unwrap_or_else(|| "unknown".to_owned()));
        next = layer.and_then(|layer| layer.parent.as_deref());
        next = next.filter(|id| !id.is_empty() && all.len() < MOST_LAYERS);
    }
    all.reverse();
    all
}

#[cfg(test)]
mod tests {
    use super::Stored;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    const IMAGES: &str = r#"[{"id":"ID","digest":"sha256:1","names":["localhost/box-a:latest"],"layer":"b","created":"x"},{"id":"..","layer":"a"}]"#;
    const LAYERS: &str = r#"[{"id":"a","diff-digest":"sha256:a","diff-size":1},{"id":"b","parent":"a","diff-digest":"sha256:b"}]"#;

    #[test]
    fn images_with_their_layers_from_below() {
        let id = "0".repeat(64);
        let all = Stored::all(&IMAGES.replace("ID", &id), LAYERS).unwrap();
        assert_eq!(all[0].layers, ["sha256:a", "sha256:b"]);
        assert_eq!(
            (all[0].folder(), all[1].folder()),
            (Some(id.as_str()), None)
        );
        let held = BTreeSet::from([format!("sha256:{id}")]);
        let image = all[0].image(&held);
        assert_eq!(image.id(), format!("sha256:{id}"));
        assert!(image.called().contains("box-a"));
        let altered = all[0].image(&BTreeSet::new());
        assert!(altered.id().ends_with("the storage has no such bytes"));
    }

    #[test]
    fn a_layer_above_itself_and_one_that_is_not_there() {
        let round = r#"[{"id":"a","parent":"b"},{"id":"b","parent":"a"}]"#;
        let all = Stored::all(r#"[{"id":"x","layer":"a"},{"id":"y","layer":"z"}]"#, round).unwrap();
        assert_eq!(all[0].layers.len(), super::MOST_LAYERS);
        assert_eq!(all[1].layers, ["unknown"]);
    }

    #[test]
    fn nonsense_is_an_error() {
        let error = Stored::all("{}", "[]").unwrap_err().to_string();
        assert!(
            error.starts_with("not in the format of containers/storage"),
            "{error}"
        );
    }

    proptest! {
        #[test]
        fn anything_is_input(text in ".*") {
            let _ = Stored::all(&text, "[]");
            let _ = Stored::all("[]", &text);
        }
    }
}
