//! The one comparison of an image with its lock.

use crate::{Claim, Image, Locked, LockedLayer, Shown};

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
        None => Some(difference(Claim::Stored, "none".to_owned(), got)),
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
