//! What there is to choose from.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{Problem, ResolveError};
use crate::{Package, Packages, Relation, Version};

/// For each name its candidate, and who stands for it.
pub(super) struct Candidates<'a> {
    architecture: &'a str,
    /// The entries of the highest version, more than one where indexes overlap, by path and hash.
    by_name: BTreeMap<&'a str, Vec<&'a Package<'a>>>,
    providers: BTreeMap<&'a str, Vec<Provider<'a>>>,
}

/// A package that provides a name.
pub(super) struct Provider<'a> {
    pub package: &'a str,
    pub version: Option<Version>,
}

impl<'a> Candidates<'a> {
    pub fn new(indexes: &'a [Packages<'a>], architecture: &'a str) -> Result<Self, ResolveError> {
        let mut this = Self {
            architecture,
            by_name: BTreeMap::new(),
            providers: BTreeMap::new(),
        };
        let entries = indexes.iter().flat_map(|index| &index.entries);
        entries
            .filter(|entry| [architecture, "all"].contains(&entry.architecture))
            .for_each(|entry| this.offer(entry));
        this.by_name
            .values_mut()
            .for_each(|twins| twins.sort_by(|a, b| (&a.path, a.sha256).cmp(&(&b.path, b.sha256))));
        let problems = this.index_providers();
        if problems.is_empty() {
            Ok(this)
        } else {
            Err(ResolveError { problems })
        }
    }

    fn offer(&mut self, entry: &'a Package<'a>) {
        let twins = self.by_name.entry(entry.name).or_default();
        match twins
            .first()
            .map_or(Ordering::Greater, |first| entry.version.cmp(&first.version))
        {
            Ordering::Less => {}
            Ordering::Equal => twins.push(entry),
            Ordering::Greater => *twins = vec![entry],
        }
    }

    fn index_providers(&mut self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for package in self.by_name.values().filter_map(|twins| twins.first()) {
            match package.provides() {
                Ok(provides) => provides.into_iter().for_each(|relation| {
                    let version = relation.version.map(|(_, version)| version);
                    self.providers
                        .entry(relation.name)
                        .or_default()
                        .push(Provider {
                            package: package.name,
                            version,
                        });
                }),
                Err(error) => problems.push(Problem::Relation {
                    chain: package.name.into(),
                    error,
                }),
            }
        }
        problems
    }

    /// The candidate for a name.
    pub fn get(&self, name: &str) -> Option<&'a Package<'a>> {
        self.by_name.get(name)?.first().copied()
    }

    /// Another content that is offered under a candidate's name and version.
    pub fn clash(&self, package: &Package<'a>) -> Option<&'a Package<'a>> {
        let mut twins = self.by_name.get(package.name)?.iter().copied();
        twins.find(|twin| twin.sha256 != package.sha256)
    }

    /// The candidate, if it is of a version that is wanted.
    pub fn real(&self, relation: &Relation<'_>) -> Option<&'a str> {
        let package = self
            .get(relation.name)
            .filter(|package| relation.accepts(&package.version))?;
        self.native(relation).then_some(package.name)
    }

    /// Who stands for the name in a version that is wanted, sorted.
    pub fn standing_for(&self, relation: &Relation<'_>) -> Vec<&'a str> {
        let providers = self
            .providers(relation.name)
            .iter()
            .filter(|provider| provider.package != relation.name);
        let accepted = |provider: &&Provider<'a>| match &provider.version {
            Some(version) => relation.accepts(version),
            None => relation.version.is_none(),
        };
        let mut names: Vec<_> = providers
            .filter(accepted)
            .map(|provider| provider.package)
            .collect();
        names.dedup();
        names.retain(|_| self.native(relation));
        names
    }

    /// Who provides a name in any version, sorted.
    pub fn providers(&self, name: &str) -> &[Provider<'a>] {
        self.providers.get(name).map_or(&[], Vec::as_slice)
    }

    /// `any` and `native` mean no other package when there is one architecture.
    pub fn native(&self, relation: &Relation<'_>) -> bool {
        relation
            .qualifier
            .is_none_or(|qualifier| ["any", "native", self.architecture].contains(&qualifier))
    }

    /// What is known of a relation that nothing satisfies.
    pub fn why_not(&self, relation: &Relation<'_>) -> String {
        let name = relation.name;
        let package = self
            .get(name)
            .map(|package| format!("`{name}` is {}", package.version));
        let providers = self
            .providers(name)
            .iter()
            .map(|provider| match &provider.version {
                Some(version) => format!("`{}` provides {version}", provider.package),
                None => format!("`{}` provides it without a version", provider.package),
            });
        let known: Vec<_> = package.into_iter().chain(providers).collect();
        match (known.is_empty(), self.native(relation)) {
            (true, _) => format!("no index offers or provides `{name}`"),
            (false, false) => format!("`{relation}` is for another architecture"),
            (false, true) => known.join(", "),
        }
    }
}
