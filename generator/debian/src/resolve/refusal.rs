//! Conflicts and Breaks among the packages that were taken.

use super::walk::Walk;
use super::Problem;
use crate::{Package, Relation};

/// Adds a problem for every pair that cannot be together.
pub(super) fn check(walk: &mut Walk<'_>) {
    let packages: Vec<_> = walk.selected.values().copied().collect();
    for package in packages {
        match package.refusals() {
            Ok(refusals) => refusals
                .iter()
                .for_each(|(field, relation)| refuse(walk, package, field, relation)),
            Err(error) => walk.problems.push(Problem::Relation {
                chain: walk.chain(package.name),
                error,
            }),
        }
    }
}

fn refuse(
    walk: &mut Walk<'_>,
    package: &Package<'_>,
    field: &'static str,
    relation: &Relation<'_>,
) {
    if !walk.candidates.native(relation) {
        return;
    }
    for (name, other) in matches(walk, relation)
        .into_iter()
        .filter(|(name, _)| *name != package.name)
    {
        walk.problems.push(Problem::Refused {
            package: package.name.into(),
            chain: walk.chain(package.name),
            other_chain: walk.chain(name),
            field,
            relation: relation.to_string(),
            other,
        });
    }
}

/// The taken packages that are, or provide, what a relation names, and how.
fn matches<'a>(walk: &Walk<'a>, relation: &Relation<'_>) -> Vec<(&'a str, String)> {
    let real = walk
        .selected
        .get(relation.name)
        .filter(|package| relation.accepts(&package.version));
    let real = real.map(|package| {
        (
            package.name,
            format!("`{}` is {}", package.name, package.version),
        )
    });
    let providers = walk.candidates.standing_for(relation).into_iter();
    let providers = providers.filter_map(|name| walk.selected.get_key_value(name));
    let providers =
        providers.map(|(name, _)| (*name, format!("`{name}` provides `{}`", relation.name)));
    real.into_iter().chain(providers).collect()
}
