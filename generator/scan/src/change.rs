//! What a change of the locks fixes and brings, by a database.

use crate::osv::{self, Unreadable};
use advisory::{Database, Severity};
use inventory::{Inventory, Kind};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What differs between two inventories
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What the new one has no more
    pub fixed: Vec<Changed>,
    /// What the old one had not
    pub introduced: Vec<Changed>,
}

/// A vulnerability of a package that one side has alone
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// The CVE, or another name where it has none
    pub vulnerability: String,
    /// Its other names
    pub aliases: BTreeSet<String>,
    /// How bad it is
    pub severity: Severity,
    /// Deb or wheel
    pub kind: Kind,
    /// Its name
    pub package: String,
    /// The versions that have it
    pub versions: BTreeSet<String>,
    /// The version that fixes it
    pub fixed: Option<String>,
    /// The images that have it, by `<machine>-<image>`
    pub images: BTreeSet<String>,
}

/// By vulnerability, kind and name of the package
type Known = BTreeMap<(String, Kind, String), Changed>;

/// What a change of locks fixes and brings: vulnerabilities by package, whatever its version, so
/// that an update that fixes nothing changes nothing here. Worst first.
///
/// # Errors
/// When a locked version is none.
pub fn change(old: &Inventory, new: &Inventory, database: &Database) -> Result<Change, Unreadable> {
    let (old, new) = (known(old, database)?, known(new, database)?);
    let alone = |one: &Known, other: &Known| {
        let mut alone: Vec<Changed> = one
            .iter()
            .filter(|(key, _)| !other.contains_key(key))
            .map(|(_, changed)| changed.clone())
            .collect();
        // Stable: of one severity by name.
        alone.sort_by_key(|changed| std::cmp::Reverse(changed.severity));
        alone
    };
    Ok(Change {
        fixed: alone(&old, &new),
        introduced: alone(&new, &old),
    })
}

fn known(inventory: &Inventory, database: &Database) -> Result<Known, Unreadable> {
    let mut known = Known::new();
    for claim in osv::claims(inventory, database)? {
        let kind = match claim.part.kind.as_str() {
            "deb" => Kind::Deb,
            _ => Kind::Wheel,
        };
        let key = (
            claim.vulnerability.clone(),
            kind,
            claim.part.package.clone(),
        );
        let changed = known.entry(key).or_insert_with(|| Changed {
            vulnerability: claim.vulnerability,
            aliases: claim.aliases,
            severity: claim.severity,
            kind,
            package: claim.part.package,
            versions: BTreeSet::new(),
            fixed: claim.fixed,
            images: BTreeSet::new(),
        });
        changed.severity = changed.severity.max(claim.severity);
        changed.versions.insert(claim.part.version);
        changed.images.extend(claim.images);
    }
    Ok(known)
}
