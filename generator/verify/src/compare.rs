//! The one comparison of an image with its lock.

use crate::{codec, Claim, Image, Locked, LockedLayer, Shown};

/// Something of an image that is not as the lock says
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which claim does not hold
    pub claim: Claim,
    /// The layer's position, lowest first, where it is of a layer
    pub layer: Option<usize>,
    /// What the lock says
    pub want: String,
    /// What is there
    pub got: String,
}

/// Everything of an image that is not as the lock says. What its source does not show is not compared:
/// whoever asks has to know that the source shows enough.
///
/// Either of manifest and config names the whole content. The manifest also says how the layers are
/// compressed, as [`Claim::Stored`] does.
pub fn compare(locked: &Locked<'_>, image: &Image) -> Vec<Difference> {
    let mut found = Vec::new();
    let of_image = |claim, want: String, got| Difference {
        claim,
        layer: None,
        want,
        got,
    };
    if let Some(got) = image.manifest.instead_of(&locked.manifest) {
        found.push(of_image(Claim::Manifest, locked.manifest.to_string(), got));
    }
    if let Some(got) = image.config.instead_of(&locked.config) {
        found.push(of_image(Claim::Config, locked.config.to_string(), got));
    }
    let lengths = [
        (Claim::ManifestLayers, image.layers.as_ref().map(Vec::len)),
        (Claim::ConfigDiffIds, image.diff_ids.as_ref().map(Vec::len)),
    ];
    let want = locked.layers.len();
    for (claim, got) in lengths {
        if let Some(got) = got.filter(|got| *got != want) {
            found.push(of_image(claim, want.to_string(), got.to_string()));
        }
    }
    for (position, layer) in locked.layers.iter().enumerate() {
        found.extend(compare_layer(layer, image, position));
    }
    found
}

/// The content, and where that is the locked one, how it is stored: other contents have other bytes anyway
fn compare_layer(locked: &LockedLayer<'_>, image: &Image, position: usize) -> Option<Difference> {
    let difference = |claim, want, got| Difference {
        claim,
        layer: Some(position),
        want,
        got,
    };
    let diff_id = image.diff_ids.as_ref().and_then(|all| all.get(position));
    let diff_id = diff_id.unwrap_or(&Shown::Absent);
    if let Some(got) = diff_id.instead_of(&locked.diff_id()) {
        let want = locked.diff_id().to_string();
        return Some(difference(Claim::Content, want, got));
    }
    let stored = image.layers.as_ref()?.get(position)?;
    let got = stored.digest.to_string();
    match locked.blob(stored.media_type) {
        None => {
            let want = format!("no blob in the codec {}", codec(stored.media_type));
            Some(difference(Claim::Stored, want, got))
        }
        Some(blob) if blob.digest != stored.digest => {
            Some(difference(Claim::Stored, blob.digest.to_string(), got))
        }
        Some(blob) if blob.media_type != stored.media_type => Some(difference(
            Claim::Stored,
            blob.media_type.to_string(),
            stored.media_type.to_string(),
        )),
        Some(blob) if blob.size != stored.size => {
            let bytes = |size: u64| format!("{size} bytes");
            Some(difference(
                Claim::BlobSize,
                bytes(blob.size),
                bytes(stored.size),
            ))
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::compare;
    use crate::{Claim, Image, Locked, Shown};
    use fleet::build_lock::{self, Outputs};
    use oci::{Descriptor, DiffId, Digest, MediaType};
    use std::collections::BTreeMap;

    fn outputs() -> Outputs {
        let layer = |name: &str| {
            let blob = build_lock::Blob {
                digest: Digest::of(name.as_bytes()),
                media_type: MediaType::LayerZstd,
                parameters: BTreeMap::new(),
                size: 7,
            };
            let layer = build_lock::Layer {
                blobs: BTreeMap::from([("zstd".to_owned(), blob)]),
                diff_id: DiffId::of(name.as_bytes()),
            };
            (name.to_owned(), layer)
        };
        let image = build_lock::Image {
            config: Digest::of(b"config"),
            layers: vec!["a".to_owned(), "b".to_owned()],
            manifest: Digest::of(b"manifest"),
            sbom: None,
            size: 0,
        };
        Outputs {
            images: BTreeMap::from([("box-a".to_owned(), image)]),
            layers: ["a", "b"].map(layer).into(),
        }
    }

    /// The locked image, as a source shows it that shows all
    fn whole() -> Image {
        let stored =
            |name: &str| Descriptor::new(MediaType::LayerZstd, Digest::of(name.as_bytes()), 7);
        let diff_id = |name: &str| Shown::Is(DiffId::of(name.as_bytes()));
        Image {
            manifest: Shown::Is(Digest::of(b"manifest")),
            config: Shown::Is(Digest::of(b"config")),
            layers: Some(["a", "b"].map(stored).into()),
            diff_ids: Some(["a", "b"].map(diff_id).into()),
        }
    }

    /// What does not hold, each with the layer's position
    fn found(change: impl FnOnce(&mut Image)) -> Vec<(Claim, Option<usize>)> {
        let outputs = outputs();
        let mut image = whole();
        change(&mut image);
        let locked = Locked::of(&outputs, "box-a").unwrap();
        let differences = compare(&locked, &image).into_iter();
        differences.map(|one| (one.claim, one.layer)).collect()
    }

    #[test]
    fn the_locked_image_is_the_locked_image() {
        assert_eq!(found(|_| ()), []);
    }

    #[test]
    fn each_document_is_compared() {
        let other = || Shown::Is(Digest::of(b"other"));
        assert_eq!(
            found(|image| image.manifest = other()),
            [(Claim::Manifest, None)]
        );
        assert_eq!(
            found(|image| image.config = other()),
            [(Claim::Config, None)]
        );
        // Words that are no digest are another one.
        let odd = || Shown::read("sha256:odd");
        assert_eq!(
            found(|image| image.manifest = odd()),
            [(Claim::Manifest, None)]
        );
        assert_eq!(found(|image| image.config = odd()), [(Claim::Config, None)]);
    }

    #[test]
    fn each_layer_is_compared() {
        let layer = |at: usize, change: &dyn Fn(&mut Descriptor)| {
            found(|image| change(&mut image.layers.as_mut().unwrap()[at]))
        };
        let digest = layer(1, &|one| one.digest = Digest::of(b"x"));
        assert_eq!(digest, [(Claim::Stored, Some(1))]);
        let kind = layer(0, &|one| one.media_type = MediaType::LayerGzip);
        assert_eq!(kind, [(Claim::Stored, Some(0))]);
        assert_eq!(layer(0, &|one| one.size = 8), [(Claim::BlobSize, Some(0))]);
        for other in [Shown::Is(DiffId::of(b"x")), Shown::read("")] {
            let content = found(|image| image.diff_ids.as_mut().unwrap()[1] = other.clone());
            assert_eq!(content, [(Claim::Content, Some(1))]);
        }
        let swapped = found(|image| image.diff_ids.as_mut().unwrap().swap(0, 1));
        assert_eq!(
            swapped,
            [(Claim::Content, Some(0)), (Claim::Content, Some(1))]
        );
    }

    #[test]
    fn the_numbers_of_layers_are_compared() {
        let fewer = found(|image| image.layers.as_mut().unwrap().truncate(1));
        assert_eq!(fewer, [(Claim::ManifestLayers, None)]);
        let more = found(|image| image.diff_ids.as_mut().unwrap().push(Shown::Absent));
        assert_eq!(more, [(Claim::ConfigDiffIds, None)]);
        let none = found(|image| image.diff_ids = Some(Vec::new()));
        assert_eq!(none, [(Claim::ConfigDiffIds, None)]);
    }

    /// An engine shows no blobs, and one that knows an image by its manifest no config.
    #[test]
    fn what_is_not_shown_is_not_compared() {
        let engine = found(|image| {
            image.manifest = Shown::Absent;
            image.layers = None;
        });
        assert_eq!(engine, []);
    }
}
