//! The closure of the roots.

use std::collections::{BTreeMap, BTreeSet};

use super::choice::{Choice, Choices};
use super::{Candidates, Problem, Request};
use crate::{Dependency, Package};

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
            let (name, reason) = (name.into(), reason.clone());
            self.problems.push(Problem::ExcludedRoot { name, reason });
        } else if let Some(package) = self.candidates.get(name) {
            self.select(package);
        } else {
            let providers = self.candidates.providers(name).iter();
            let providers = providers.map(|provider| provider.package.into()).collect();
            let name = name.into();
            self.problems.push(Problem::NoRoot { name, providers });
        }
    }

    fn select(&mut self, package: &'a Package<'a>) {
        if self.selected.insert(package.name, package).is_some() {
            return;
        }
        self.queue.insert(package.name);
        if let Some(twin) = self.candidates.clash(package) {
            let content = |of: &Package<'_>| (of.path.to_string(), of.sha256.to_string());
            self.problems.push(Problem::Clash {
                name: package.name.into(),
                version: package.version.clone(),
                contents: [content(package), content(twin)],
            });
        }
    }

    /// Settles the dependencies that leave no choice and keeps the others.
    fn expand(&mut self, from: &'a str) {
        let dependencies = match self.selected[from].dependencies() {
            Ok(dependencies) => dependencies,
            Err(error) => {
                let chain = self.chain(from);
                return self.problems.push(Problem::Relation { chain, error });
            }
        };
        for (place, dependency) in dependencies.into_iter().enumerate() {
            match self.choices(&dependency).all().as_slice() {
                [] => self.unsatisfied(from, &dependency),
                [choice] => self.settle(from, *choice),
                _ => drop(self.open.insert((from, place), dependency)),
            }
        }
    }

    fn choices<'d>(&self, dependency: &'d Dependency<'a>) -> Choices<'d, 'a> {
        Choices::new(dependency, self.candidates, self.request)
    }

    /// What is there already; else what is preferred; else the first that can be had.
    fn decide(&mut self, from: &'a str, dependency: &Dependency<'a>) {
        let choices = self.choices(dependency);
        if let Some(choice) = choices.there(&self.selected) {
            self.settle(from, choice);
        } else if let Some((name, choice)) = choices.preferred(self.request) {
            self.used_preferences.insert(name);
            self.settle(from, choice);
        } else if let Some(choice) = choices.first() {
            self.settle(from, choice);
        } else if let Some((name, providers)) = choices.ambiguous() {
            let (chain, name) = (self.chain(from), name.into());
            self.problems.push(Problem::Ambiguous {
                chain,
                name,
                providers,
            });
        }
    }

    fn settle(&mut self, from: &'a str, choice: Choice<'a>) {
        let name = choice.name();
        if let Choice::Excluded(name) = choice {
            self.used_exclusions.insert(name);
        } else if let Some(package) = self.candidates.get(name).filter(|_| name != from) {
            self.edges.entry(from).or_default().insert(name);
            if !self.selected.contains_key(name) {
                self.parents.insert(name, from);
                self.select(package);
            }
        }
    }

    fn unsatisfied(&mut self, from: &str, dependency: &Dependency<'a>) {
        let relations = dependency.alternatives.iter();
        let reasons = relations.map(|relation| self.candidates.why_not(relation));
        let problem = Problem::Unsatisfied {
            chain: self.chain(from),
            dependency: dependency.to_string(),
            reasons: reasons.collect(),
        };
        self.problems.push(problem);
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
