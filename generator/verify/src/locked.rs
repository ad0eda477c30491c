//! What `build-lock.json` says of one image.

use fleet::build_lock::{Blob, Layer, Outputs};
use oci::{DiffId, Digest, MediaType};

/// An image of the lock
#[derive(Debug, Clone, PartialEq)]
pub struct Locked<'a> {
    /// Digest of its config
    pub config: Digest,
    /// Digest of its manifest
    pub manifest: Digest,
    /// Lowest first
    pub layers: Vec<LockedLayer<'a>>,
}

/// A layer of the lock
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LockedLayer<'a> {
    /// Its name
    pub name: &'a str,
    layer: &'a Layer,
}

/// What the lock does not have
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("build-lock.json: the outputs have no {0}")]
pub struct Unlocked(String);

impl<'a> Locked<'a> {
    /// An image of the lock by name: `<machine>-<image>`
    ///
    /// # Errors
    /// When the lock lacks it, or one of its layers.
    pub fn of(outputs: &'a Outputs, name: &str) -> Result<Self, Unlocked> {
        let image = outputs.images.get(name);
        let image = image.ok_or_else(|| Unlocked(format!("image `{name}`")))?;
        let layer = |layer: &'a String| {
            let found = outputs.layers.get(layer);
            let found = found.map(|found| LockedLayer {
                name: layer,
                layer: found,
            });
            found.ok_or_else(|| Unlocked(format!("layer `{layer}` of image `{name}`")))
        };
        Ok(Self {
            config: image.config,
            manifest: image.manifest,
            layers: image.layers.iter().map(layer).collect::<Result<_, _>>()?,
        })
    }
}

impl<'a> LockedLayer<'a> {
    /// Digest of the tar
    pub fn diff_id(&self) -> DiffId {
        self.layer.diff_id
    }

    /// The stored bytes in the codec of a media type, where the lock has the layer in it
    pub fn blob(&self, media_type: MediaType) -> Option<&'a Blob> {
        self.layer.blobs.get(codec(media_type))
    }

    /// The stored bytes in every codec that the lock has
    pub fn blobs(&self) -> impl Iterator<Item = &'a Blob> {
        self.layer.blobs.values()
    }
}

/// What the lock calls the codec of a layer
pub fn codec(media_type: MediaType) -> &'static str {
    match media_type {
        MediaType::LayerZstd => "zstd",
        MediaType::LayerGzip => "gzip",
        _ => "none",
    }
}

#[cfg(test)]
mod tests {
    use super::Locked;
    use fleet::build_lock::{Image, Outputs};
    use oci::Digest;
    use std::collections::BTreeMap;

    #[test]
    fn a_lock_without_the_image_or_its_layer() {
        let mut outputs = Outputs::default();
        let error = Locked::of(&outputs, "box-a").unwrap_err().to_string();
        assert_eq!(error, "build-lock.json: the outputs have no image `box-a`");
        let image = Image {
            config: Digest::of(b"config"),
            layers: vec!["x".to_owned()],
            manifest: Digest::of(b"manifest"),
            sbom: None,
            size: 0,
        };
        outputs.images = BTreeMap::from([("box-a".to_owned(), image)]);
        let error = Locked::of(&outputs, "box-a").unwrap_err().to_string();
        assert!(error.contains("no layer `x` of image `box-a`"), "{error}");
    }
}
