//! From roots to every deb that they need.
//!
//! The candidate for a name is its highest version over all indexes. Pre-Depends and Depends
//! are followed, Recommends are not, Essential is not implied. What leaves no choice is settled
//! first; then each choice in the order of the packages that ask, by the rule of `Walk::decide`.
//! So the result depends on no order of input. A choice is never taken back.

mod candidates;
mod choice;
mod problem;
mod refusal;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use crate::{LockedPackage, Package, Packages};
use candidates::Candidates;
pub use problem::{Problem, ResolveError};
use walk::Walk;

/// What to resolve.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `amd64`; packages of architecture `all` are taken as well.
    pub architecture: String,
    /// Packages that must be there.
    pub roots: BTreeSet<String>,
    /// Packages that count as there without being taken, with the reason.
    pub excluded: BTreeMap<String, String>,
    /// A name that several packages could satisfy → the package to take.
    pub preferences: BTreeMap<String, String>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// The roots and all that they need.
    pub packages: BTreeMap<String, LockedPackage>,
    /// The exclusions that something would have needed.
    pub excluded: BTreeMap<String, String>,
    /// Exclusions that nothing needs.
    pub unused_exclusions: BTreeSet<String>,
    /// Preferences that decided nothing.
    pub unused_preferences: BTreeSet<String>,
}

/// Resolves the roots over the indexes of several suites; gathers every problem.
pub fn resolve(indexes: &[Packages<'_>], request: &Request) -> Result<Resolution, ResolveError> {
    let candidates = Candidates::new(indexes, &request.architecture)?;
    let mut walk = Walk::new(&candidates, request);
    walk.run();
    refusal::check(&mut walk);
    if !walk.problems.is_empty() {
        return Err(ResolveError {
            problems: walk.problems,
        });
    }
    let unused = |wanted: &BTreeMap<String, String>, used: &BTreeSet<&str>| {
        wanted
            .keys()
            .filter(|name| !used.contains(name.as_str()))
            .cloned()
            .collect()
    };
    let (excluded, preferences) = (&walk.used_exclusions, &walk.used_preferences);
    let used = request
        .excluded
        .iter()
        .filter(|(name, _)| excluded.contains(name.as_str()));
    Ok(Resolution {
        packages: walk
            .selected
            .values()
            .map(|package| locked(package, &walk))
            .collect(),
        excluded: used
            .map(|(name, reason)| (name.clone(), reason.clone()))
            .collect(),
        unused_exclusions: unused(&request.excluded, excluded),
        unused_preferences: unused(&request.preferences, preferences),
    })
}

fn locked(package: &Package<'_>, walk: &Walk<'_>) -> (String, LockedPackage) {
    let depends = walk.edges.get(package.name).into_iter().flatten();
    let locked = LockedPackage {
        architecture: package.architecture.into(),
        depends: depends.map(|name| (*name).into()).collect(),
        path: package.path.clone(),
        sha256: package.sha256,
        size: package.size,
        source: package.source.into(),
        source_version: package.source_version.clone(),
        version: package.version.clone(),
    };
    (package.name.into(), locked)
}

#[cfg(test)]
mod tests;
