//! Which packages stand where: by image, and what no image holds.

use crate::artifact::{Artifact, Key};
use crate::State;
use std::collections::{BTreeMap, BTreeSet};

/// Where packages stand together
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    /// In an image
    Image(String),
    /// In no image: only the build reads them; or all, where nobody knows
    Lock,
}

/// One package where it stands
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub key: Key,
    pub artifact: Artifact,
    /// The layer that holds it, lowest first in a listing
    pub layer: Option<String>,
}

pub(crate) type Listing = BTreeMap<Scope, Vec<Entry>>;

/// Every package of a state by its images. With `whole`, all of the lock in one heap.
pub(crate) fn listing(state: &State, whole: bool) -> Listing {
    let mut listing = Listing::new();
    let mut in_layers = BTreeSet::new();
    for known in state.inventory.iter().filter(|_| !whole) {
        for (name, image) in &known.images {
            let entries = listing.entry(Scope::Image(name.clone())).or_default();
            for layer in &image.layers {
                for package in known.layers.get(layer).into_iter().flatten() {
                    let (key, mut artifact) = Artifact::of_package(package);
                    // Nix builds from what the build lock says.
                    if let Some(content) = state.lock.inputs.sources.get(&package.locator) {
                        artifact.sha256.clone_from(&content.sha256);
                        artifact.size = content.size;
                    }
                    in_layers.insert(package.locator.as_str());
                    let layer = Some(layer.clone());
                    entries.push(Entry {
                        key,
                        artifact,
                        layer,
                    });
                }
            }
        }
    }
    let sources = state.lock.inputs.sources.iter();
    let rest = sources.filter(|(locator, _)| !in_layers.contains(locator.as_str()));
    let entry = |(locator, content): (&String, _)| {
        let (key, artifact) = Artifact::of_source(locator, content);
        Entry {
            key,
            artifact,
            layer: None,
        }
    };
    listing.insert(Scope::Lock, rest.map(entry).collect());
    listing
}

/// Entries by package, in the order of the listing
pub(crate) fn by_key(entries: &[Entry]) -> BTreeMap<&Key, Vec<&Entry>> {
    let mut by_key: BTreeMap<&Key, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        by_key.entry(&entry.key).or_default().push(entry);
    }
    by_key
}
