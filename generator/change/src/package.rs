//! Packages that changed, each once with all that it concerns.

use crate::artifact::{Artifact, Form, Key, Kind};
use crate::listing::{by_key, listing, Entry, Listing, Scope};
use crate::{Reach, State};
use serde::Serialize;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// How a package changed, what deserves a look first
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    /// The same version with another hash: somebody made it anew
    Replaced,
    /// To an older version
    Down,
    /// New here
    Added,
    /// To a newer version
    Up,
    /// Gone from here
    Removed,
}

/// A package that changed
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PackageChange {
    /// How
    pub turn: Turn,
    /// Where it comes from
    pub kind: Kind,
    /// Its name
    pub name: String,
    /// What was there
    pub old: Option<Artifact>,
    /// What is there
    pub new: Option<Artifact>,
    /// Whether it is built from source now, and was not before
    pub to_source: bool,
    /// The ways from what people wrote to it, the shortest first; the first word is the requirement,
    /// the last one this package. Empty where it is not known.
    pub ways: Vec<Vec<String>>,
    /// The layers that hold it
    pub layers: BTreeSet<String>,
    /// Whom it concerns; nobody where only the build reads it
    pub reach: Reach,
}

impl PackageChange {
    /// Whether people wrote that they want it
    pub fn is_direct(&self) -> bool {
        self.ways.first().is_some_and(|way| way.len() == 1)
    }
}

impl Turn {
    /// In a word
    pub fn name(self) -> &'static str {
        match self {
            Self::Replaced => "other hash",
            Self::Down => "down",
            Self::Added => "added",
            Self::Up => "up",
            Self::Removed => "removed",
        }
    }
}

/// A pair that differs, and where
type Pairs = BTreeMap<(Key, Option<Artifact>, Option<Artifact>), Places>;

#[derive(Default)]
struct Places {
    images: BTreeSet<String>,
    layers: BTreeSet<String>,
}

impl Places {
    fn add(&mut self, scope: &Scope, entry: &Entry) {
        if let Scope::Image(image) = scope {
            self.images.insert(image.clone());
        }
        self.layers.extend(entry.layer.clone());
    }
}

/// Every package that changed, what deserves a look first
pub(crate) fn compare(old: &State, new: &State) -> Vec<PackageChange> {
    let whole = old.inventory.is_none() || new.inventory.is_none();
    let pairs = pairs(&listing(old, whole), &listing(new, whole));
    let mut changes = Vec::new();
    for ((key, before, after), places) in pairs {
        changes.push(change((old, new), key, before, after, places));
    }
    let order = |change: &PackageChange| (change.turn, change.kind, change.name.clone());
    changes.sort_by_key(order);
    changes
}

fn change(
    (before, after): (&State, &State),
    (kind, name): Key,
    old: Option<Artifact>,
    new: Option<Artifact>,
    places: Places,
) -> PackageChange {
    let mut reach = Reach::default();
    for image in &places.images {
        reach.add(if after.has(image) { after } else { before }, image);
    }
    let state = if new.is_some() { after } else { before };
    let from_source = |artifact: &Artifact| artifact.form() == Form::Sdist;
    PackageChange {
        turn: turn(kind, old.as_ref(), new.as_ref()),
        to_source: new.as_ref().is_some_and(from_source) && !old.as_ref().is_some_and(from_source),
        ways: ways(state, &places.images, kind, &name),
        kind,
        name,
        old,
        new,
        layers: places.layers,
        reach,
    }
}

fn turn(kind: Kind, old: Option<&Artifact>, new: Option<&Artifact>) -> Turn {
    match (old, new) {
        (None, _) => Turn::Added,
        (_, None) => Turn::Removed,
        (Some(old), Some(new)) => match kind.order(&old.version, &new.version) {
            Ordering::Less => Turn::Up,
            Ordering::Greater => Turn::Down,
            Ordering::Equal => Turn::Replaced,
        },
    }
}

fn pairs(old: &Listing, new: &Listing) -> Pairs {
    let mut pairs = Pairs::new();
    for (scope, after) in new {
        if let Some(before) = old.get(scope) {
            pair(scope, before, after, &mut pairs);
        }
    }
    let (of_old, of_new) = (files(old), files(new));
    for (scope, entries) in new.iter().filter(|(scope, _)| !old.contains_key(scope)) {
        whole(scope, entries, &of_old, &mut pairs, |entry| {
            (None, Some(entry))
        });
    }
    for (scope, entries) in old.iter().filter(|(scope, _)| !new.contains_key(scope)) {
        whole(scope, entries, &of_new, &mut pairs, |entry| {
            (Some(entry), None)
        });
    }
    pairs
}

/// A whole image that comes or goes changes only what no image of the other state has. What changed
/// elsewhere in the same way is that change here, too.
fn whole(
    scope: &Scope,
    entries: &[Entry],
    others: &BTreeSet<File<'_>>,
    pairs: &mut Pairs,
    side: impl Fn(Artifact) -> (Option<Artifact>, Option<Artifact>),
) {
    for entry in entries
        .iter()
        .filter(|entry| !others.contains(&file(entry)))
    {
        let (old, new) = side(entry.artifact.clone());
        let same = pairs.keys().find(|(key, before, after)| {
            *key == entry.key
                && (old.is_none() || *before == old)
                && (new.is_none() || *after == new)
        });
        let pair = same.cloned().unwrap_or((entry.key.clone(), old, new));
        pairs.entry(pair).or_default().add(scope, entry);
    }
}

type File<'a> = (&'a Key, &'a str, &'a str);

fn file(entry: &Entry) -> File<'_> {
    let artifact = &entry.artifact;
    (&entry.key, &artifact.version, &artifact.sha256)
}

fn files(listing: &Listing) -> BTreeSet<File<'_>> {
    listing.values().flatten().map(file).collect()
}

/// What one scope lost and gained, by package. Where a name stands twice, the lower layers' are
/// one pair.
fn pair(scope: &Scope, old: &[Entry], new: &[Entry], pairs: &mut Pairs) {
    let (old, new) = (by_key(old), by_key(new));
    let none = Vec::new();
    let keys: BTreeSet<&Key> = old.keys().chain(new.keys()).copied().collect();
    for key in keys {
        let before = old.get(key).unwrap_or(&none);
        let after = new.get(key).unwrap_or(&none);
        let (lost, gained) = (without(before, after), without(after, before));
        for at in 0..lost.len().max(gained.len()) {
            let (lost, gained) = (lost.get(at), gained.get(at));
            let artifact = |entry: &&Entry| entry.artifact.clone();
            let pair = (key.clone(), lost.map(artifact), gained.map(artifact));
            let places = pairs.entry(pair).or_default();
            for entry in [lost, gained].into_iter().flatten() {
                places.add(scope, entry);
            }
        }
    }
}

fn without<'a>(entries: &[&'a Entry], others: &[&Entry]) -> Vec<&'a Entry> {
    let kept = |entry: &&&Entry| {
        !others
            .iter()
            .any(|other| other.artifact.is(&entry.artifact))
    };
    entries.iter().filter(kept).copied().collect()
}

/// The distinct ways to a package in images of a state, the shortest first. Images that ask for the
/// same and stand on the same layers of packages have the same way.
fn ways(state: &State, images: &BTreeSet<String>, kind: Kind, name: &str) -> Vec<Vec<String>> {
    let Some(known) = &state.inventory else {
        return Vec::new();
    };
    let holds = |layer: &&String| {
        let packages = known.layers.get(*layer);
        packages.is_some_and(|packages| !packages.is_empty())
    };
    let mut looked = BTreeSet::new();
    let mut ways = BTreeSet::new();
    for image in images.iter().filter_map(|image| known.images.get(image)) {
        let layers: Vec<&String> = image.layers.iter().filter(holds).collect();
        if !looked.insert((layers, &image.roots)) {
            continue;
        }
        let packages = known.packages(image).into_values();
        let mut of_name = packages.filter(|package| package.name == name);
        let package = of_name.find(|package| Artifact::of_package(package).0 .0 == kind);
        let way = package.map(|package| known.way(image, package));
        ways.extend(
            way.filter(|way| !way.is_empty())
                .map(|way| (way.len(), way)),
        );
    }
    ways.into_iter().map(|(_, way)| way).collect()
}
