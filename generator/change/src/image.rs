use crate::State;
use fleet::build_lock::{Image, Outputs};
use oci::{DiffId, Digest};
use serde::Serialize;
use std::collections::BTreeSet;

/// An image that changed
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImageChange {
    /// `<machine>-<image>`
    pub name: String,
    /// Its machine, where it is known
    pub machine: Option<String>,
    /// Digest of the manifest that was there
    pub old: Option<Digest>,
    /// Digest of the manifest that is there
    pub new: Option<Digest>,
    /// Layers that it gained, or that are others now
    pub gained: Vec<String>,
    /// Layers that it lost
    pub lost: Vec<String>,
    /// Bytes that it grew by
    pub growth: i64,
}

impl ImageChange {
    /// How it changed, in a word
    pub fn turn(&self) -> &'static str {
        match (&self.old, &self.new) {
            (None, _) => "added",
            (_, None) => "removed",
            _ => "changed",
        }
    }
}

pub(crate) fn compare(old: &State, new: &State) -> Vec<ImageChange> {
    let (before, after) = (&old.lock.outputs, &new.lock.outputs);
    let names: BTreeSet<&String> = before.images.keys().chain(after.images.keys()).collect();
    let change = |name: &String| {
        let (was, is) = (before.images.get(name), after.images.get(name));
        let manifest = |image: &Image| image.manifest;
        if was.map(manifest) == is.map(manifest) {
            return None;
        }
        let state = if is.is_some() { new } else { old };
        let (had, has) = (layers(before, was), layers(after, is));
        let names_beyond = |layers: &[Named], others: &[Named]| {
            let own = layers.iter().filter(|layer| !others.contains(layer));
            own.map(|(name, _)| name.clone()).collect::<Vec<_>>()
        };
        let gained = names_beyond(&has, &had);
        let mut lost = names_beyond(&had, &has);
        lost.retain(|layer| !gained.contains(layer));
        let size = |image: Option<&Image>| {
            let size = image.map_or(0, |image| image.size);
            i64::try_from(size).unwrap_or(i64::MAX)
        };
        Some(ImageChange {
            name: name.clone(),
            machine: state.machine(name).map(ToOwned::to_owned),
            old: was.map(manifest),
            new: is.map(manifest),
            gained,
            lost,
            growth: size(is).saturating_sub(size(was)),
        })
    };
    names.into_iter().filter_map(change).collect()
}

/// Name and digest of the tar of a layer, where the lock has it
type Named = (String, Option<DiffId>);

fn layers(outputs: &Outputs, image: Option<&Image>) -> Vec<Named> {
    let names = image.into_iter().flat_map(|image| &image.layers);
    names
        .map(|name| {
            let layer = outputs.layers.get(name);
            (name.clone(), layer.map(|layer| layer.diff_id))
        })
        .collect()
}
