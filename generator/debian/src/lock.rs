//! The lock of the debs: what was chosen, from which index, and what needs what.
//!
//! It names content, never an address. One text has one meaning: keys are sorted, one fact stands
//! on a line, and reading refuses what it does not know.

mod read;
mod spelling;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Date, FileHash, PoolPath, Release, Version};
pub use read::LockError;

/// The version of the format that this crate writes and reads.
pub const LOCK_VERSION: u64 = 1;

/// A debian lock. Fields are in the order in which they are printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// `amd64`
    pub architecture: String,
    /// What was left out, and why.
    #[serde(deserialize_with = "spelling::unique_keys")]
    pub excluded: BTreeMap<String, String>,
    /// Where the versions come from, in the order given.
    pub indexes: Vec<LockedIndex>,
    /// One version a name.
    #[serde(deserialize_with = "spelling::unique_keys")]
    pub packages: BTreeMap<String, LockedPackage>,
    version: u64,
}

/// An index as its signed release describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockedIndex {
    /// `bookworm-security`
    pub codename: String,
    /// `main`
    pub component: String,
    /// When the archive made it.
    #[serde(with = "spelling::text")]
    pub date: Date,
    /// `Debian`
    pub origin: String,
    /// Of the uncompressed `Packages`.
    #[serde(with = "spelling::text")]
    pub packages_sha256: FileHash,
    /// `oldstable-security`
    pub suite: String,
}

/// One deb.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockedPackage {
    /// `amd64` or `all`
    pub architecture: String,
    /// The packages of this lock that its dependencies were resolved to.
    pub depends: BTreeSet<String>,
    /// Where an archive keeps it.
    #[serde(with = "spelling::text")]
    pub path: PoolPath,
    /// Of the deb.
    #[serde(with = "spelling::text")]
    pub sha256: FileHash,
    /// Of the deb, in bytes.
    pub size: u64,
    /// Advisories are kept by source package.
    pub source: String,
    /// The version of the source package.
    #[serde(with = "spelling::text")]
    pub source_version: Version,
    /// The version of this package.
    #[serde(with = "spelling::text")]
    pub version: Version,
}

impl LockedIndex {
    /// An index by its release, whose signature the caller has checked, and the hash of its text.
    pub fn new(release: &Release, component: &str, packages_sha256: FileHash) -> Self {
        Self {
            codename: release.codename.clone(),
            component: component.into(),
            date: release.date,
            origin: release.origin.clone(),
            packages_sha256,
            suite: release.suite.clone(),
        }
    }

    /// Why this index must not take the place of `locked`; none if it may.
    pub fn older_than(&self, locked: &Self) -> Option<String> {
        let same = (&self.codename, &self.component) == (&locked.codename, &locked.component);
        (same && self.date < locked.date).then(|| {
            format!(
                "the index of `{}` is from {}, but the lock has one from {}",
                self.codename, self.date, locked.date
            )
        })
    }
}

impl Lock {
    /// A lock of what was resolved.
    pub fn new(
        architecture: String,
        indexes: Vec<LockedIndex>,
        packages: BTreeMap<String, LockedPackage>,
        excluded: BTreeMap<String, String>,
    ) -> Self {
        Self {
            architecture,
            excluded,
            indexes,
            packages,
            version: LOCK_VERSION,
        }
    }

    /// The roots and everything that they need, by `depends` alone.
    pub fn closure<'r>(
        &self,
        roots: impl IntoIterator<Item = &'r str>,
    ) -> Result<BTreeSet<&str>, LockError> {
        let mut closure = BTreeSet::new();
        let mut queue = Vec::new();
        for root in roots {
            let (name, _) = self
                .packages
                .get_key_value(root)
                .ok_or_else(|| LockError::NotLocked(root.into()))?;
            queue.push(name.as_str());
        }
        while let Some(name) = queue.pop() {
            if closure.insert(name) {
                queue.extend(
                    self.packages
                        .get(name)
                        .iter()
                        .flat_map(|package| &package.depends)
                        .map(String::as_str),
                );
            }
        }
        Ok(closure)
    }

    /// The canonical text, with a line break at its end.
    pub fn print(&self) -> String {
        let text =
            serde_json::to_string_pretty(self).expect("strings, numbers and maps with string keys");
        text + "\n"
    }
}

#[cfg(test)]
mod tests;
