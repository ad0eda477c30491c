//! What every format says of a package and of whom it concerns, in words.

use crate::{Artifact, Changes, PackageChange, Reach, Turn};
use report::{plural, visible};
use std::collections::{BTreeMap, BTreeSet};

/// Digits of a hash that tell two apart
const DIGITS: usize = 12;
/// Names before they are counted
const NAMES: usize = 3;

/// `1.0 → 1.1`, or the hashes where the version is the same
pub(super) fn versions(package: &PackageChange) -> String {
    let version =
        |artifact: &Option<Artifact>| artifact.as_ref().map(|artifact| visible(&artifact.version));
    let hash = |artifact: &Option<Artifact>| {
        let hash = artifact.as_ref().map(|artifact| artifact.sha256.as_str());
        visible(hash.unwrap_or_default().get(..DIGITS).unwrap_or_default())
    };
    let text = match (version(&package.old), version(&package.new)) {
        (Some(_), Some(new)) if package.turn == Turn::Replaced => {
            format!(
                "{new}, sha256 {} → {}",
                hash(&package.old),
                hash(&package.new)
            )
        }
        (Some(old), Some(new)) => format!("{old} → {new}"),
        (old, new) => old.or(new).unwrap_or_default(),
    };
    if package.to_source {
        return format!("{text}, built from source");
    }
    text
}

/// Who asked for it: people, or which other package
pub(super) fn through(package: &PackageChange, changes: &Changes) -> String {
    let Some(way) = package.ways.first() else {
        let known = !changes.old.lock_alone && !changes.new.lock_alone;
        let text = match (known, package.reach.is_empty()) {
            (false, _) => "not known",
            (true, true) => "the build only",
            (true, false) => "no direct requirement",
        };
        return text.to_owned();
    };
    let others = package.ways.len() - 1;
    let text = match way.len() {
        1 => "asked for".to_owned(),
        length => {
            let steps: Vec<String> = way
                .iter()
                .take(length - 1)
                .map(|step| visible(step))
                .collect();
            format!("through {}", steps.join(" → "))
        }
    };
    match others {
        0 => text,
        _ => format!("{text}, and {}", plural(others, "other way")),
    }
}

/// Whom it concerns, in one line
pub(super) fn concerns(reach: &Reach) -> String {
    let mut parts = Vec::new();
    if !reach.families.is_empty() {
        parts.push(names(&reach.families, "families"));
    }
    if !reach.services.is_empty() {
        parts.push(names(&reach.services, "services"));
    }
    let text = parts.join("; ");
    if reach.machines.is_empty() {
        return text;
    }
    format!("{text} on {}", names(&reach.machines, "machines"))
}

/// A few names, or how many there are
pub(super) fn names(all: &BTreeSet<String>, noun: &str) -> String {
    if all.len() > NAMES {
        return format!("{} {noun}", all.len());
    }
    let names: Vec<String> = all.iter().map(|name| visible(name)).collect();
    names.join(", ")
}

/// How many packages turned how, what deserves a look first
pub(super) fn turns(changes: &Changes) -> Vec<(Turn, usize)> {
    let mut turns: BTreeMap<Turn, usize> = BTreeMap::new();
    for package in &changes.packages {
        *turns.entry(package.turn).or_default() += 1;
    }
    turns.into_iter().collect()
}

/// `1 other hash, 2 up`
pub(super) fn summary(changes: &Changes) -> String {
    let turns = turns(changes);
    if turns.is_empty() {
        return "none changed".to_owned();
    }
    let words = turns
        .iter()
        .map(|(turn, number)| format!("{number} {}", turn.name()));
    words.collect::<Vec<_>>().join(", ")
}
