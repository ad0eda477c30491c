//! Images as tests make them.

use oci::{Descriptor, ImageConfig, Manifest, MediaType, RuntimeConfig};
use verify::{LayoutImage, LayoutLayer};

/// An image of these layers
pub fn image(layers: Vec<LayoutLayer>) -> LayoutImage {
    let named = layers
        .iter()
        .map(|layer| (layer.name.as_str(), layer.diff_id));
    let named: Vec<_> = named.collect();
    let config = ImageConfig::new(RuntimeConfig::default(), &named);
    let of_config = Descriptor::of(MediaType::Config, &config.print());
    let descriptors = layers.iter().map(|layer| layer.descriptor.clone());
    let manifest = Manifest::new(of_config, descriptors.collect());
    let bytes = manifest.print();
    LayoutImage {
        descriptor: Descriptor::of(MediaType::Manifest, &bytes),
        bytes,
        manifest,
        config,
        layers,
    }
}
