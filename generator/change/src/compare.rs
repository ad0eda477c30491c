use crate::advisory::Advisories;
use crate::image::{self, ImageChange};
use crate::layer::{self, LayerChange};
use crate::package::{self, PackageChange};
use crate::pull::{pulls, Pull};
use crate::{Finding, Reach, State};
use report::quoted;
use serde::Serialize;
use std::collections::BTreeSet;

/// The version of what `--format json` prints
const VERSION: u32 = 1;

/// Everything that changed
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// The format; only 1 exists
    pub version: u32,
    /// One side
    pub old: Named,
    /// The other
    pub new: Named,
    /// Packages, what deserves a look first
    pub packages: Vec<PackageChange>,
    /// Layers, by name
    pub layers: Vec<LayerChange>,
    /// Images, by name
    pub images: Vec<ImageChange>,
    /// What each machine pulls
    pub machines: Vec<Pull>,
    /// Whom any of it concerns
    pub reach: Reach,
    /// What a database of advisories says; none where none was asked
    pub advisories: Option<Advisories>,
    /// What a policy says; empty where none was asked
    pub findings: Vec<Finding>,
    /// What a reader should know of the comparison itself
    pub notes: Vec<String>,
}

/// A side by its name
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// What the user calls it
    pub name: String,
    /// Whether nothing but a build lock was there
    pub lock_alone: bool,
}

impl Changes {
    /// Whether nothing changed
    pub fn is_empty(&self) -> bool {
        self.packages.is_empty() && self.layers.is_empty() && self.images.is_empty()
    }
}

/// Compares two states
pub fn compare(old: &State, new: &State) -> Changes {
    let packages = package::compare(old, new);
    let layers = layer::compare(old, new);
    let images = image::compare(old, new);
    let mut reach = Reach::default();
    for package in &packages {
        reach.extend(&package.reach);
    }
    for image in &images {
        let state = if image.new.is_some() { new } else { old };
        reach.add(state, &image.name);
    }
    let notes = [
        lock_alone(old, new),
        contradiction(old),
        contradiction(new),
        stale(old, new),
        without_machine(new),
        other_index(old, new),
    ];
    Changes {
        version: VERSION,
        old: named(old),
        new: named(new),
        machines: pulls(old, new),
        packages,
        layers,
        images,
        reach,
        advisories: None,
        findings: Vec::new(),
        notes: notes.into_iter().flatten().collect(),
    }
}

/// Packages of both sides that come from another index now. Their bytes may be the same, and who
/// may change them is another.
fn other_index(old: &State, new: &State) -> Option<String> {
    let (before, after) = (old.inventory.as_ref()?, new.inventory.as_ref()?);
    let has = |inventory: &inventory::Inventory, name: &str| {
        let mut all = inventory.layers.values().flatten();
        all.any(|package| package.kind == inventory::Kind::Wheel && package.name == *name)
    };
    let names: BTreeSet<&String> = old.indexes.keys().chain(new.indexes.keys()).collect();
    let mut moved = Vec::new();
    for name in names {
        let indexes = (old.indexes.get(name), new.indexes.get(name));
        if indexes.0 != indexes.1 && has(before, name) && has(after, name) {
            let (one, other) = (index(indexes.0), index(indexes.1));
            moved.push(format!("`{name}` (was {one}, is {other})"));
        }
    }
    (!moved.is_empty())
        .then(|| format!("packages whose Python index changed: {}", moved.join(", ")))
}

fn index(sha256: Option<&String>) -> String {
    match sha256 {
        Some(sha256) => format!("sha256 {}", sha256.get(..12).unwrap_or(sha256)),
        None => "the default index".to_owned(),
    }
}

fn named(state: &State) -> Named {
    Named {
        name: state.name.clone(),
        lock_alone: state.inventory.is_none(),
    }
}

fn lock_alone(old: &State, new: &State) -> Option<String> {
    let alone: Vec<String> = [old, new]
        .iter()
        .filter(|state| state.inventory.is_none())
        .map(|state| quoted(&state.name))
        .collect();
    let are = match alone.len() {
        0 => return None,
        1 => "is a build lock alone",
        _ => "are build locks alone",
    };
    Some(format!(
        "{} {are}: the images of a package and the requirements that pulled it in are unknown; \
         versions are taken from file names",
        alone.join(" and ")
    ))
}

/// Packages whose hash is another in the build lock than in the families' and services' locks
fn contradiction(state: &State) -> Option<String> {
    let sources = &state.lock.inputs.sources;
    let packages = state
        .inventory
        .iter()
        .flat_map(|known| known.layers.values());
    let wrong: BTreeSet<&str> = packages
        .flatten()
        .filter(|package| {
            let content = sources.get(&package.locator);
            content.is_none_or(|content| content.sha256 != package.sha256)
        })
        .map(|package| package.locator.as_str())
        .collect();
    let names: Vec<String> = wrong.into_iter().map(quoted).collect();
    (!names.is_empty()).then(|| {
        format!(
            "the build lock of {} does not match its other locks: {}; the build lock is compared, \
             because Nix builds from it; run `gen-lock generate`",
            quoted(&state.name),
            names.join(", ")
        )
    })
}

/// Outputs that were recorded before the locks changed: an image with other layers than it is
/// planned with, or a layer that holds other packages under the same digest
fn stale(old: &State, new: &State) -> Option<String> {
    let known = new.inventory.as_ref()?;
    let outputs = &new.lock.outputs;
    let unbuilt = known.images.iter().filter(|(name, image)| {
        let built = outputs.images.get(*name);
        built.is_none_or(|built| built.layers != image.layers)
    });
    let diff_id = |state: &'_ State, layer: &str| {
        let layer = state.lock.outputs.layers.get(layer);
        layer.map(|layer| layer.diff_id)
    };
    let before = old.inventory.as_ref().map(|known| &known.layers);
    let same = known.layers.iter().filter(|(layer, packages)| {
        let before = before.and_then(|layers| layers.get(*layer));
        before.is_some_and(|before| hashes(before) != hashes(packages))
            && diff_id(old, layer) == diff_id(new, layer)
    });
    let names = unbuilt
        .map(|(name, _)| name)
        .chain(same.map(|(layer, _)| layer));
    let names: Vec<String> = names.map(|name| quoted(name)).collect();
    (!names.is_empty()).then(|| {
        format!(
            "the outputs of {} are older than its locks: {}; run `gen-lock refresh --locked` to see \
             what machines pull",
            quoted(&new.name),
            names.join(", ")
        )
    })
}

fn hashes(packages: &[inventory::Package]) -> BTreeSet<&str> {
    let hashes = packages.iter().map(|package| package.sha256.as_str());
    hashes.collect()
}

fn without_machine(new: &State) -> Option<String> {
    let images = new.lock.outputs.images.keys();
    let unknown: Vec<String> = images
        .filter(|image| new.machine(image).is_none())
        .map(|image| quoted(image))
        .collect();
    let names = unknown.join(", ");
    (!unknown.is_empty())
        .then(|| format!("the machine of {names} is unknown: what it pulls is not counted"))
}
