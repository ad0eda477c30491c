//! What each machine pulls: every blob that no image of it had before, once.

use crate::size::total;
use crate::weight::Weight;
use crate::State;
use oci::Digest;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What a machine pulls to have its new images, when it has the old ones
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pull {
    /// The machine's name
    pub machine: String,
    /// Images that it had not
    pub images: usize,
    /// Blobs that it had not: layers, configs, manifests
    pub blobs: usize,
    /// Their bytes
    pub bytes: u64,
    /// The same for a machine that has nothing yet
    pub bytes_from_nothing: u64,
    /// Whether every config was told from its manifest, so that one that it has is not counted
    pub exact: bool,
}

type Blobs = BTreeMap<Digest, u64>;

pub(crate) fn pulls(old: &State, new: &State) -> Vec<Pull> {
    let machines: BTreeSet<&str> = of(new).into_keys().collect();
    let (had, has) = (of(old), of(new));
    let pull = |machine: &str| {
        let none = BTreeMap::new();
        let (had, has) = (had.get(machine).unwrap_or(&none), &has[machine]);
        let there: BTreeSet<&Digest> = had
            .values()
            .flat_map(|weight| weight.blobs.keys())
            .collect();
        let fetched: BTreeMap<_, _> = has
            .iter()
            .filter(|(manifest, _)| !had.contains_key(*manifest))
            .collect();
        let wanted = fetched.values().flat_map(|weight| &weight.blobs);
        let blobs: Blobs = wanted
            .filter(|(digest, _)| !there.contains(digest))
            .map(|(digest, size)| (*digest, *size))
            .collect();
        let all: Blobs = has
            .values()
            .flat_map(|weight| weight.blobs.clone())
            .collect();
        Pull {
            machine: machine.to_owned(),
            images: fetched.len(),
            blobs: blobs.len(),
            bytes: sum(&blobs),
            bytes_from_nothing: sum(&all),
            exact: fetched.values().all(|weight| weight.exact),
        }
    };
    machines.into_iter().map(pull).collect()
}

fn sum(blobs: &Blobs) -> u64 {
    total(blobs.values().copied())
}

/// Images by machine and manifest
fn of(state: &State) -> BTreeMap<&str, BTreeMap<Digest, Weight>> {
    let mut machines: BTreeMap<&str, BTreeMap<Digest, Weight>> = BTreeMap::new();
    for (name, image) in &state.lock.outputs.images {
        if let Some(machine) = state.machine(name) {
            let weight = Weight::of(image, &state.lock.outputs);
            let images = machines.entry(machine).or_default();
            images.insert(image.manifest, weight);
        }
    }
    machines
}
