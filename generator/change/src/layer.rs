use crate::State;
use fleet::build_lock::{Layer, Outputs};
use oci::{DiffId, Digest};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A layer that changed
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LayerChange {
    /// Its name in the build lock
    pub name: String,
    /// What was there
    pub old: Option<Stored>,
    /// What is there
    pub new: Option<Stored>,
    /// Whether the tar is the same and the bytes under the codec are not
    pub recompressed: bool,
    /// The images that hold it now, or held it
    pub images: BTreeSet<String>,
    /// The machines of these
    pub machines: BTreeSet<String>,
}

/// A layer as stored
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stored {
    /// Of the tar
    pub diff_id: DiffId,
    /// Of the blobs, by codec
    pub digests: BTreeMap<String, Digest>,
    /// Bytes of the first codec's blob
    pub size: u64,
}

impl LayerChange {
    /// How it changed, in a word
    pub fn turn(&self) -> &'static str {
        match (&self.old, &self.new) {
            (None, _) => "added",
            (_, None) => "removed",
            _ if self.recompressed => "recompressed",
            _ => "changed",
        }
    }
}

impl Stored {
    fn of(layer: &Layer) -> Self {
        let digest =
            |(codec, blob): (&String, &fleet::build_lock::Blob)| (codec.clone(), blob.digest);
        Self {
            diff_id: layer.diff_id,
            digests: layer.blobs.iter().map(digest).collect(),
            size: size(layer),
        }
    }
}

/// Bytes of a layer as the fleet stores it
pub(crate) fn size(layer: &Layer) -> u64 {
    layer.blobs.values().next().map_or(0, |blob| blob.size)
}

pub(crate) fn compare(old: &State, new: &State) -> Vec<LayerChange> {
    let (before, after) = (&old.lock.outputs.layers, &new.lock.outputs.layers);
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let change = |name: &String| {
        let (before, after) = (
            before.get(name).map(Stored::of),
            after.get(name).map(Stored::of),
        );
        if before == after {
            return None;
        }
        let state = if after.is_some() { new } else { old };
        let images = users(&state.lock.outputs, name);
        let machines = images.iter().filter_map(|image| state.machine(image));
        let both = before.as_ref().zip(after.as_ref());
        Some(LayerChange {
            name: name.clone(),
            recompressed: both.is_some_and(|(before, after)| before.diff_id == after.diff_id),
            machines: machines.map(ToOwned::to_owned).collect(),
            images,
            old: before,
            new: after,
        })
    };
    names.into_iter().filter_map(change).collect()
}

fn users(outputs: &Outputs, layer: &String) -> BTreeSet<String> {
    let images = outputs.images.iter();
    images
        .filter(|(_, image)| image.layers.contains(layer))
        .map(|(name, _)| name.clone())
        .collect()
}
