//! An image in the engine against the one that was locked.

use crate::Unreadable;
use fleet::build_lock::Outputs;
use serde::Deserialize;
use std::fmt;

/// An image as the engine has it: an element of what `docker image inspect` prints
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Image {
    /// Digest of the config, or of the manifest where containerd keeps images
    id: String,
    /// `repository@digest`, for each registry that it is known from
    repo_digests: Option<Vec<String>>,
    #[serde(rename = "RootFS")]
    root: Option<Root>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Root {
    #[serde(rename = "Layers")]
    layers: Option<Vec<String>>,
}

impl Image {
    /// Reads what `docker image inspect` prints
    ///
    /// # Errors
    /// When it is no array of images.
    pub fn all(text: &str) -> Result<Vec<Self>, Unreadable> {
        Ok(serde_json::from_str(text)?)
    }

    /// `diff_id`s of its layers, lowest first
    pub fn layers(&self) -> &[String] {
        let layers = self.root.as_ref().and_then(|root| root.layers.as_deref());
        layers.unwrap_or_default()
    }

    fn repo_digests(&self) -> &[String] {
        self.repo_digests.as_deref().unwrap_or_default()
    }
}

/// What the lock says of an image
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locked<'a> {
    /// Digest of the config
    pub config: &'a str,
    /// Digest of the manifest
    pub manifest: &'a str,
    /// `diff_id`s of its layers, lowest first
    pub layers: Vec<&'a str>,
}

/// What the lock does not have
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("build-lock.json: there is no {0} among the outputs")]
pub struct Unlocked(String);

impl<'a> Locked<'a> {
    /// An image of the lock by name: `<machine>-<image>`
    ///
    /// # Errors
    /// When the lock lacks it, or one of its layers.
    pub fn of(outputs: &'a Outputs, name: &str) -> Result<Self, Unlocked> {
        let image = outputs.images.get(name);
        let image = image.ok_or_else(|| Unlocked(format!("image `{name}`")))?;
        let layer = |layer: &String| {
            let found = outputs.layers.get(layer);
            found
                .map(|found| found.diff_id.as_str())
                .ok_or_else(|| Unlocked(format!("layer `{layer}` of image `{name}`")))
        };
        Ok(Self {
            config: &image.config,
            manifest: &image.manifest,
            layers: image.layers.iter().map(layer).collect::<Result<_, _>>()?,
        })
    }
}

/// Something of an image that is not as it was locked
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    what: String,
    locked: String,
    there: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, locked, there) = (&self.what, &self.locked, &self.there);
        write!(f, "{what}: locked {locked}, there is {there}")
    }
}

/// Everything of an image that is not as it was locked
pub fn differences(locked: &Locked<'_>, image: &Image) -> Vec<Difference> {
    let mut all = Vec::new();
    let mut differs = |what: &str, want: &str, got: &str| {
        all.push(Difference {
            what: what.to_owned(),
            locked: want.to_owned(),
            there: if got.is_empty() { "none" } else { got }.to_owned(),
        });
    };
    // Either names the whole content: which one it is depends on where the engine keeps images.
    if ![locked.config, locked.manifest].contains(&image.id.as_str()) {
        differs("config", locked.config, &image.id);
    }
    let digests = image.repo_digests();
    let is_manifest =
        |name: &String| name.rsplit_once('@').map(|(_, at)| at) == Some(locked.manifest);
    if !digests.iter().any(is_manifest) {
        differs("manifest", locked.manifest, &digests.join(" "));
    }
    let layers = image.layers();
    for index in 0..locked.layers.len().max(layers.len()) {
        let want = locked.layers.get(index).copied().unwrap_or("none");
        let got = layers.get(index).map_or("", String::as_str);
        if want != got {
            differs(&format!("layer {}", index + 1), want, got);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{differences, Image, Locked};
    use fleet::build_lock::{self, Outputs};
    use std::collections::BTreeMap;

    const DOCKER_20: &str = include_str!("../tests/recorded/docker-20.10-image.json");

    fn image() -> Image {
        Image::all(DOCKER_20).unwrap().remove(0)
    }

    fn texts(locked: &Locked<'_>, image: &Image) -> Vec<String> {
        differences(locked, image)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    fn locked(image: &Image) -> Locked<'_> {
        Locked {
            config: &image.id,
            manifest: image.repo_digests()[0].rsplit_once('@').unwrap().1,
            layers: image.layers().iter().map(String::as_str).collect(),
        }
    }

    #[test]
    fn the_same_in_either_store() {
        let mut image = image();
        let was = image.clone();
        let locked = locked(&was);
        assert!(differences(&locked, &image).is_empty());
        image.id = locked.manifest.to_owned();
        assert!(differences(&locked, &image).is_empty());
    }

    #[test]
    fn every_difference_is_told() {
        let mut image = image();
        let was = image.clone();
        let mut locked = locked(&was);
        image.id = "sha256:1".to_owned();
        image.repo_digests = None;
        locked.layers = vec!["sha256:2"];
        locked.config = "sha256:3";
        locked.manifest = "sha256:4";
        image.root.as_mut().unwrap().layers =
            Some(vec!["sha256:5".to_owned(), "sha256:6".to_owned()]);
        insta::assert_snapshot!(texts(&locked, &image).join("\n"), @"
        config: locked sha256:3, there is sha256:1
        manifest: locked sha256:4, there is none
        layer 1: locked sha256:2, there is sha256:5
        layer 2: locked none, there is sha256:6
        ");
    }

    #[test]
    fn a_lock_without_the_image_or_its_layer() {
        let mut outputs = Outputs::default();
        let error = Locked::of(&outputs, "box-a").unwrap_err().to_string();
        assert_eq!(
            error,
            "build-lock.json: there is no image `box-a` among the outputs"
        );
        let image = build_lock::Image {
            config: String::new(),
            layers: vec!["x".to_owned()],
            manifest: String::new(),
            sbom: None,
            size: 0,
        };
        outputs.images = BTreeMap::from([("box-a".to_owned(), image)]);
        let error = Locked::of(&outputs, "box-a").unwrap_err().to_string();
        assert!(error.contains("no layer `x` of image `box-a`"), "{error}");
    }

    #[test]
    fn nonsense_is_an_error() {
        assert!(Image::all("[{}]").is_err() && Image::all("").is_err());
    }
}
