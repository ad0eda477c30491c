//! What a database says of every package of the inventory.

use crate::claim::{Claim, Part, Scanner};
use advisory::{Database, Match, RangeError, Wanted};
use inventory::{Inventory, Kind, Package};
use std::collections::{BTreeMap, BTreeSet};

/// A version in the locks that cannot be compared with those of advisories
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{locator}`: {error}")]
pub struct Unreadable {
    /// The package
    pub locator: String,
    /// What is wrong
    pub error: RangeError,
}

/// What a database is asked for: the packages of these inventories
pub fn wanted(inventories: &[&Inventory], release: &str) -> Wanted {
    let mut wanted = Wanted {
        release: release.to_owned(),
        ..Wanted::default()
    };
    let layers = inventories.iter().flat_map(|one| one.layers.values());
    for package in layers.flatten() {
        match package.kind {
            Kind::Deb => wanted.sources.insert(built_from(package).0.to_owned()),
            Kind::Wheel => wanted.distributions.insert(package.name.clone()),
        };
    }
    wanted
}

/// Debian's advisories are kept by source package
fn built_from(package: &Package) -> (&str, &str) {
    match &package.source {
        Some(source) => (&source.name, &source.version),
        None => (&package.name, &package.version),
    }
}

/// What concerns a package
pub(crate) fn matches(database: &Database, package: &Package) -> Result<Vec<Match>, Unreadable> {
    let found = match package.kind {
        Kind::Deb => {
            let (name, version) = built_from(package);
            database.of_source(name, version)
        }
        Kind::Wheel => database.of_distribution(&package.name, &package.version),
    };
    found.map_err(|error| Unreadable {
        locator: package.locator.clone(),
        error,
    })
}

/// What the database says of the images
///
/// # Errors
/// When a locked version is none.
pub fn claims(inventory: &Inventory, database: &Database) -> Result<Vec<Claim>, Unreadable> {
    // A wheel may carry others inside it.
    type Key<'a> = (&'a str, &'a str, &'a str);
    let mut layers: BTreeMap<Key<'_>, (&Package, BTreeSet<String>)> = BTreeMap::new();
    for (layer, packages) in &inventory.layers {
        for package in packages {
            let key = (&*package.sha256, &*package.name, &*package.version);
            let known = layers.entry(key);
            let (_, named) = known.or_insert_with(|| (package, BTreeSet::new()));
            named.insert(layer.clone());
        }
    }
    let mut claims = Vec::new();
    for (package, layers) in layers.into_values() {
        let images = inventory.images.iter().filter(|(_, image)| {
            let mut own = image.layers.iter();
            own.any(|layer| layers.contains(layer))
        });
        let images: BTreeSet<String> = images.map(|(name, _)| name.clone()).collect();
        // A layer that no image has is of no concern.
        if images.is_empty() {
            continue;
        }
        for one in matches(database, package)? {
            claims.push(claim(one, package, &layers, &images));
        }
    }
    Ok(claims)
}

fn claim(
    one: Match,
    package: &Package,
    layers: &BTreeSet<String>,
    images: &BTreeSet<String>,
) -> Claim {
    Claim {
        scanners: BTreeSet::from([Scanner::Database]),
        vulnerability: one.vulnerability,
        aliases: one.aliases,
        records: one.records,
        severity: one.severity,
        summary: one.summary,
        fixed: one.fixed,
        part: Part::of(package),
        layers: layers.clone(),
        images: images.clone(),
    }
}
