//! What an image weighs in a registry: each of its blobs with its bytes, manifest and config too.

use crate::size::total;
use fleet::build_lock::{Blob, Image, Outputs};
use oci::{Descriptor, Digest, Manifest, MediaType};
use std::collections::BTreeMap;

/// Of the size of a config; a longer one is none
const MOST_DIGITS: u64 = 10;

/// The blobs of an image by digest
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Weight {
    /// Digest → bytes
    pub blobs: BTreeMap<Digest, u64>,
    /// Whether config and manifest are told apart, proven by the manifest's digest; else they count
    /// as one blob
    pub exact: bool,
}

impl Weight {
    pub(crate) fn of(image: &Image, outputs: &Outputs) -> Self {
        let codecs = codecs(image, outputs);
        let mut weights = codecs
            .iter()
            .map(|codec| Self::under(image, outputs, codec));
        let first = weights.next().unwrap_or_default();
        if first.exact {
            return first;
        }
        weights.find(|weight| weight.exact).unwrap_or(first)
    }

    fn under(image: &Image, outputs: &Outputs, codec: &str) -> Self {
        let layers: Vec<(&String, &Blob)> = image
            .layers
            .iter()
            .filter_map(|name| Some((name, outputs.layers.get(name)?.blobs.get(codec)?)))
            .collect();
        let of_layers: u64 = total(layers.iter().map(|(_, blob)| blob.size));
        let rest = image.size.saturating_sub(of_layers);
        let mut blobs: BTreeMap<Digest, u64> = layers
            .iter()
            .map(|(_, blob)| (blob.digest, blob.size))
            .collect();
        let apart = if layers.len() == image.layers.len() {
            manifest_size(image, &layers, rest)
        } else {
            None
        };
        match apart {
            Some(manifest) => {
                blobs.insert(image.manifest, manifest);
                blobs.insert(image.config, rest - manifest);
            }
            None => {
                blobs.insert(image.manifest, rest);
            }
        }
        Self {
            blobs,
            exact: apart.is_some(),
        }
    }
}

/// The codecs that all layers of an image have
fn codecs(image: &Image, outputs: &Outputs) -> Vec<String> {
    let mut layers = image
        .layers
        .iter()
        .filter_map(|name| outputs.layers.get(name));
    let Some(first) = layers.next() else {
        return vec![String::new()];
    };
    let others: Vec<_> = layers.collect();
    let codecs = first.blobs.keys();
    codecs
        .filter(|codec| others.iter().all(|layer| layer.blobs.contains_key(*codec)))
        .cloned()
        .collect()
}

/// The bytes of the manifest. The lock has them together with the config's, whose number stands in
/// the manifest: of every length of that number one manifest comes out, and its digest is known.
fn manifest_size(image: &Image, layers: &[(&String, &Blob)], rest: u64) -> Option<u64> {
    let descriptors: Vec<Descriptor> = layers
        .iter()
        .map(|(name, blob)| {
            let descriptor = Descriptor::new(blob.media_type, blob.digest, blob.size);
            descriptor.annotated(oci::LAYER_NAME, name)
        })
        .collect();
    let printed = |size| {
        let config = Descriptor::new(MediaType::Config, image.config, size);
        Manifest::new(config, descriptors.clone()).print()
    };
    // Without the one digit that a size of 0 takes.
    let frame = (printed(0).len() as u64).checked_sub(1)?;
    let lengths = (1..=MOST_DIGITS).map(|digits| frame + digits);
    let mut manifests = lengths.filter_map(|length| Some((length, rest.checked_sub(length)?)));
    let (length, _) = manifests.find(|(length, config)| {
        let manifest = printed(*config);
        manifest.len() as u64 == *length && Digest::of(&manifest) == image.manifest
    })?;
    Some(length)
}

#[cfg(test)]
mod tests {
    use super::Weight;
    use fleet::BuildLock;
    use oci::Digest;

    fn bytes(weight: &Weight) -> u64 {
        weight.blobs.values().sum()
    }

    /// This project's own lock: every manifest is told from its config
    #[test]
    fn tells_manifest_and_config_apart() {
        let lock = BuildLock::parse(include_str!("../../../build-lock.json")).unwrap();
        assert!(lock.outputs.images.len() > 10);
        for (name, image) in &lock.outputs.images {
            let weight = Weight::of(image, &lock.outputs);
            assert!(weight.exact, "{name}");
            assert_eq!(bytes(&weight), image.size, "{name}");
            assert_eq!(weight.blobs.len(), image.layers.len() + 2, "{name}");
        }
    }

    #[test]
    fn counts_them_as_one_where_nothing_proves_it() {
        let mut lock = BuildLock::parse(include_str!("../../../build-lock.json")).unwrap();
        let outputs = lock.outputs.clone();
        let image = lock.outputs.images.values_mut().next().unwrap();
        image.manifest = Digest::of(b"another");
        let weight = Weight::of(image, &outputs);
        assert!(!weight.exact);
        assert_eq!(bytes(&weight), image.size);
        assert_eq!(weight.blobs.len(), image.layers.len() + 1);
    }
}
