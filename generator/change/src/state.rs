use fleet::BuildLock;
use inventory::Inventory;
use std::collections::BTreeMap;

/// One state of the fleet
#[derive(Debug, Clone)]
pub struct State {
    /// What the user calls it
    pub name: String,
    /// Inputs and outputs
    pub lock: BuildLock,
    /// What each image is made of; none where a build lock is all that there is
    pub inventory: Option<Inventory>,
    /// Python packages that come from another index than the default one, with the SHA-256 of its
    /// address; none where a build lock is all that there is
    pub indexes: BTreeMap<String, String>,
}

impl State {
    /// Whether there is such an image, planned or built
    pub(crate) fn has(&self, image: &str) -> bool {
        let planned = self.inventory.as_ref().map(|known| &known.images);
        planned.is_some_and(|images| images.contains_key(image))
            || self.lock.outputs.images.contains_key(image)
    }

    /// The machine of an image: the inventory says it, else the one whose profile it holds
    pub(crate) fn machine<'a>(&'a self, image: &str) -> Option<&'a str> {
        let known = self
            .inventory
            .as_ref()
            .and_then(|known| known.images.get(image));
        if let Some(known) = known {
            return Some(&known.machine);
        }
        let layers = self.lock.outputs.images.get(image)?.layers.iter();
        layers
            .filter_map(|layer| layer.strip_suffix("-profile"))
            .find(|machine| fleet::image_name::is_of(image, machine))
    }
}
