//! The closure of the roots.

use std::collections::{BTreeMap, BTreeSet};

use super::{Candidates, Problem, Request};
use crate::{Dependency, Package, Relation};

/// The state of one resolution.
pub(super) struct Walk<'a> {
    pub candidates: &'a Candidates<'a>,
    request: &'a Request,
    pub selected: BTreeMap<&'a str, &'a Package<'a>>,
    /// Who brought a package in; roots have nobody.
    parents: BTreeMap<&'a str, &'a str>,
    pub edges: BTreeMap<&'a str, BTreeSet<&'a str>>,
    queue: BTreeSet<&'a str>,
    /// Dependencies that leave a choice, by package and place in its fields.
    open: BTreeMap<(&'a str, usize), Dependency<'a>>,
    pub used_exclusions: BTreeSet<&'a str>,
    pub used_preferences: BTreeSet<&'a str>,
    pub problems: Vec<Problem>,
}

/// What may satisfy one alternative.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice<'a> {
    /// The package of that name.
    Real(&'a str),
    /// A package that provides it.
    Provider(&'a str),
    /// An exclusion.
    Excluded(&'a str),
}

impl<'a> Walk<'a> {
    pub fn new(candidates: &'a Candidates<'a>, request: &'a Request) -> Self {
        Self {
            candidates,
            request,
            selected: BTreeMap::new(),
            parents: BTreeMap::new(),
            edges: BTreeMap::new(),
            queue: BTreeSet::new(),
            open: BTreeMap::new(),
            used_exclusions: BTreeSet::new(),
            used_preferences: BTreeSet::new(),
            problems: Vec::new(),
        }
    }

    pub fn run(&mut self) {
        for name in &self.request.roots {
            self.root(name);
        }
        loop {
            while let Some(name) = self.queue.pop_first() {
                self.expand(name);
            }
            match self.open.pop_first() {
                Some(((from, _), dependency)) => self.decide(from, &dependency),
                None => return,
            }
        }
    }

    fn root(&mut self, name: &'a str) {
        if let Some(reason) = self.request.excluded.get(name) {
            self.problems.push(Problem::ExcludedRoot { name: name.into(), reason: reason.clone() });
        } else if let Some(package) = self.candidates.get(name) {
            self.select(package.name);
        } else {
            let providers = self.candidates.providers(name).iter().map(|p| p.package.into()).collect();
            self.problems.push(Problem::NoRoot { name: name.into(), providers });
        }
    }

    fn select(&mut self, name: &'a str) {
        let Some(package) = self.candidates.get(name) else { return };
        if self.selected.insert(name, package).is_some() {
            return;
        }
        self.queue.insert(name);
        if let Some((first, second)) = self.candidates.clash(name) {
            let content = |package: &Package<'_>| (package.path.to_string(), package.sha256.to_string());
            let contents = [content(first), content(second)];
            self.problems.push(Problem::Clash { name: name.into(), version: package.version.clone(), contents });
        }
    }

    /// Settles the dependencies that leave no choice and keeps the others.
    fn expand(&mut self, from: &'a str) {
        let dependencies = match self.selected[from].dependencies() {
            Ok(dependencies) => dependencies,
            Err(error) => return self.problems.push(Problem::Relation { chain: self.chain(from), error }),
        };
        for (place, dependency) in dependencies.into_iter().enumerate() {
            match self.choices(&dependency).concat().as_slice() {
                [] => self.unsatisfied(from, &dependency),
                [choice] => self.settle(from, *choice),
                _ => drop(self.open.insert((from, place), dependency)),
            }
        }
    }

    /// For each alternative what may satisfy it, the package of that name first.
    fn choices(&self, dependency: &Dependency<'a>) -> Vec<Vec<Choice<'a>>> {
        dependency.alternatives.iter().map(|relation| self.choices_for(relation)).collect()
    }

    fn choices_for(&self, relation: &Relation<'a>) -> Vec<Choice<'a>> {
        if self.is_excluded(relation.name) {
            return vec![Choice::Excluded(relation.name)];
        }
        let real = self.candidates.real(relation);
        let providers = self.candidates.standing_for(relation).into_iter().filter_map(|name| {
            match (self.is_excluded(name), real) {
                (false, _) => Some(Choice::Provider(name)),
                (true, None) => Some(Choice::Excluded(name)),
                // What is left out stands for nothing that can be had.
                (true, Some(_)) => None,
            }
        });
        real.map(Choice::Real).into_iter().chain(providers).collect()
    }

    fn is_excluded(&self, name: &str) -> bool {
        self.request.excluded.contains_key(name)
    }

    /// The first alternative that is there already; else what is preferred; else the first
    /// alternative that is a package or has one provider.
    fn decide(&mut self, from: &'a str, dependency: &Dependency<'a>) {
        let choices = self.choices(dependency);
        let all = choices.concat();
        let there = all.iter().find(|choice| match choice {
            Choice::Excluded(_) => true,
            Choice::Real(name) | Choice::Provider(name) => self.selected.contains_key(name),
        });
        if let Some(choice) = there {
            return self.settle(from, *choice);
        }
        if let Some((name, choice)) = self.preferred(dependency, &all) {
            self.used_preferences.insert(name);
            return self.settle(from, choice);
        }
        let first = choices.iter().find_map(|choices| match choices.as_slice() {
            [choice @ Choice::Real(_), ..] | [choice] => Some(*choice),
            _ => None,
        });
        match first {
            Some(choice) => self.settle(from, choice),
            None => self.ambiguous(from, dependency, &choices),
        }
    }

    fn preferred(&self, dependency: &Dependency<'a>, all: &[Choice<'a>]) -> Option<(&'a str, Choice<'a>)> {
        dependency.alternatives.iter().find_map(|relation| {
            let wanted = self.request.preferences.get(relation.name)?;
            let choice = all.iter().find(|choice| choice.name() == wanted)?;
            Some((relation.name, *choice))
        })
    }

    fn settle(&mut self, from: &'a str, choice: Choice<'a>) {
        match choice {
            Choice::Excluded(name) => drop(self.used_exclusions.insert(name)),
            Choice::Real(name) | Choice::Provider(name) if name != from => {
                self.edges.entry(from).or_default().insert(name);
                if !self.selected.contains_key(name) {
                    self.parents.insert(name, from);
                }
                self.select(name);
            }
            Choice::Real(_) | Choice::Provider(_) => {}
        }
    }

    fn ambiguous(&mut self, from: &str, dependency: &Dependency<'a>, choices: &[Vec<Choice<'a>>]) {
        let mut several = dependency.alternatives.iter().zip(choices).filter(|(_, choices)| !choices.is_empty());
        if let Some((relation, choices)) = several.next() {
            let providers = choices.iter().map(|choice| choice.name().into()).collect();
            self.problems.push(Problem::Ambiguous { chain: self.chain(from), name: relation.name.into(), providers });
        }
    }

    fn unsatisfied(&mut self, from: &str, dependency: &Dependency<'a>) {
        let reasons = dependency.alternatives.iter().map(|relation| self.reason(relation)).collect();
        let problem = Problem::Unsatisfied { chain: self.chain(from), dependency: dependency.to_string(), reasons };
        self.problems.push(problem);
    }

    fn reason(&self, relation: &Relation<'a>) -> String {
        let providers = self.candidates.providers(relation.name).iter().map(|provider| match &provider.version {
            Some(version) => format!("`{}` provides {version}", provider.package),
            None => format!("`{}` provides it without a version", provider.package),
        });
        let package = self.candidates.get(relation.name).map(|package| format!("`{}` is {}", package.name, package.version));
        let known: Vec<_> = package.into_iter().chain(providers).collect();
        match (known.is_empty(), self.candidates.native(relation)) {
            (true, _) => format!("no index offers or provides `{}`", relation.name),
            (false, false) => format!("`{relation}` is of another architecture"),
            (false, true) => known.join(", "),
        }
    }

    /// `root → … → name`
    pub fn chain(&self, name: &str) -> String {
        let mut names = vec![name];
        let mut at = name;
        while let Some(parent) = self.parents.get(at) {
            names.push(parent);
            at = parent;
        }
        names.reverse();
        names.join(" → ")
    }
}

impl<'a> Choice<'a> {
    fn name(&self) -> &'a str {
        match self {
            Self::Real(name) | Self::Provider(name) | Self::Excluded(name) => name,
        }
    }
}
