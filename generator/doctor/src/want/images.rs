use fleet::build_lock::{Layer, Outputs};
use fleet::table::{Codec, Service};
use fleet::ImageName;
use std::collections::BTreeSet;

/// The images of a machine's active services
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Images {
    /// How many the lock has
    pub locked: usize,
    /// Those that it lacks
    pub missing: Vec<String>,
    /// Bytes of their layers' blobs, each once
    pub stored: u64,
}

impl Images {
    /// What the lock says of the images of services
    pub fn of(outputs: &Outputs, codec: Codec, machine: &str, services: &[&Service]) -> Self {
        let mut images = Self::default();
        let mut layers = BTreeSet::new();
        for service in services {
            let image = fleet::kebab(service.name.get_ref());
            let name = ImageName::new(machine, &image).to_string();
            match outputs.images.get(&name) {
                Some(image) => {
                    images.locked += 1;
                    layers.extend(&image.layers);
                }
                None => images.missing.push(name),
            }
        }
        let known = layers.iter().filter_map(|layer| outputs.layers.get(*layer));
        images.stored = known
            .map(|layer| size(layer, codec))
            .fold(0, u64::saturating_add);
        images
    }
}

fn size(layer: &Layer, codec: Codec) -> u64 {
    let blob = layer.blobs.get(codec.name());
    blob.or(layer.blobs.values().next())
        .map_or(0, |blob| blob.size)
}
