//! Paths that two packages of a layer have, as dpkg settles them: the package whose control file says
//! `Replaces` keeps its own, in whatever order the two are unpacked (Debian policy, section 7.6.1).

use std::collections::BTreeMap;

use super::package::Package;
use crate::tree::Node;
use crate::TreePath;

/// Refuses packages that may not be together, then takes from each what another one replaces.
pub fn settle(packages: &mut [Package]) -> Result<(), (usize, String)> {
    for (at, package) in packages.iter().enumerate() {
        for other in &packages[..at] {
            let checked = package.relations.check(&other.relations);
            checked.map_err(|why| (at, why))?;
        }
    }
    let lost: Vec<(usize, TreePath)> = overlaps(packages)
        .filter_map(|(path, one, two)| {
            let says = |a: usize, b: usize| packages[a].relations.replaces(&packages[b].relations);
            match (says(one, two), says(two, one)) {
                (true, false) => Some((two, path.clone())),
                (false, true) => Some((one, path.clone())),
                // The tree takes equal entries and names the others.
                _ => None,
            }
        })
        .collect();
    for (at, path) in lost {
        packages[at].entries.remove(&path);
    }
    Ok(())
}

/// Each path that two packages have and that is no folder in both.
fn overlaps(packages: &[Package]) -> impl Iterator<Item = (&TreePath, usize, usize)> {
    let mut owners: BTreeMap<&TreePath, Vec<usize>> = BTreeMap::new();
    for (at, package) in packages.iter().enumerate() {
        for path in package.entries.keys() {
            owners.entry(path).or_default().push(at);
        }
    }
    let folder =
        |at: usize, path: &TreePath| matches!(packages[at].entries[path].node, Node::Directory);
    let mut found = Vec::new();
    for (path, owners) in owners {
        for (place, one) in owners.iter().enumerate() {
            for two in &owners[place + 1..] {
                if !(folder(*one, path) && folder(*two, path)) {
                    found.push((path, *one, *two));
                }
            }
        }
    }
    found.into_iter()
}
