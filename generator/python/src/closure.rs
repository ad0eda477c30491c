use std::collections::{BTreeMap, BTreeSet};

use pep440_rs::Version;
use pep508_rs::{ExtraName, PackageName};

use crate::{Finding, Interpreter, Metadata, Problem, Requirement};

/// The metadata of each wheel, by package and version.
pub type MetadataOf = BTreeMap<(PackageName, Version), Metadata>;

/// A set of pins and what they say they need: is it closed?
#[derive(Clone, Copy, Debug)]
pub struct Closure<'a> {
    /// The pins that are installed.
    pub packages: &'a BTreeMap<PackageName, Version>,
    /// What each wheel's METADATA says.
    pub metadata: &'a MetadataOf,
    /// What was asked for, with its extras.
    pub roots: &'a [Requirement],
    /// Requirements that stand in for every other one of the same name.
    pub overrides: &'a [Requirement],
    /// Packages that nothing may require, whatever the wheels say.
    pub excludes: &'a BTreeSet<PackageName>,
}

/// The extras that each package is asked for.
type Extras = BTreeMap<PackageName, BTreeSet<ExtraName>>;

impl Closure<'_> {
    /// Every requirement that applies and isn't met; none means that the closure is complete.
    pub fn check(&self, interpreter: &Interpreter) -> Vec<Finding> {
        let problems = self.problems(interpreter).into_iter();
        problems
            .map(|(_, problem)| Finding::new(None, problem))
            .collect()
    }

    /// The packages of the set that each of it needs itself, with the extras that are asked for.
    pub fn dependencies(
        &self,
        interpreter: &Interpreter,
    ) -> BTreeMap<PackageName, BTreeSet<PackageName>> {
        let extras = self.extras(interpreter);
        let needs = |(name, version): (&PackageName, &Version)| {
            let metadata = self.metadata_of(name, version).into_iter();
            let wanted =
                metadata.flat_map(|metadata| applying(metadata, interpreter, extras.get(name)));
            let names = wanted.map(|wanted| &wanted.name).filter(|other| {
                *other != name
                    && self.packages.contains_key(*other)
                    && !self.excludes.contains(*other)
            });
            (name.clone(), names.cloned().collect())
        };
        self.packages.iter().map(needs).collect()
    }

    /// What [`check`](Self::check) finds, each with the package that it is about, if it isn't the input.
    pub(crate) fn problems(
        &self,
        interpreter: &Interpreter,
    ) -> Vec<(Option<&PackageName>, Problem)> {
        let mut problems = Vec::new();
        for root in self
            .roots
            .iter()
            .filter(|root| root.applies(interpreter, &[]))
        {
            let unmet = self.unmet("the input", root, interpreter);
            problems.extend(unmet.into_iter().map(|problem| (None, problem)));
        }
        let extras = self.extras(interpreter);
        for (name, version) in self.packages {
            let found = self.package(name, version, extras.get(name), interpreter);
            problems.extend(found.into_iter().map(|problem| (Some(name), problem)));
        }
        problems
    }

    fn package(
        &self,
        name: &PackageName,
        version: &Version,
        extras: Option<&BTreeSet<ExtraName>>,
        interpreter: &Interpreter,
    ) -> Vec<Problem> {
        let Some(metadata) = self.metadata_of(name, version) else {
            let (name, version) = (name.clone(), version.clone());
            return vec![Problem::NoMetadata { name, version }];
        };
        let package = format!("{name} {version}");
        let malformed = metadata.malformed.iter().map(|field| Problem::Malformed {
            package: package.clone(),
            field: field.clone(),
        });
        let requires = metadata.requires_python.as_ref();
        let python = Problem::requires_python(&package, requires, interpreter);
        let wanted = applying(metadata, interpreter, extras);
        let unmet = wanted.flat_map(|wanted| self.unmet(&package, wanted, interpreter));
        malformed.chain(python).chain(unmet).collect()
    }

    fn metadata_of(&self, name: &PackageName, version: &Version) -> Option<&Metadata> {
        self.metadata.get(&(name.clone(), version.clone()))
    }

    /// An extra may ask for another: repeated until nothing is added.
    fn extras(&self, interpreter: &Interpreter) -> Extras {
        let mut extras = Extras::new();
        for root in self
            .roots
            .iter()
            .filter(|root| root.applies(interpreter, &[]))
        {
            ask(&mut extras, root);
        }
        loop {
            let before = extras.clone();
            for (name, version) in self.packages {
                let Some(metadata) = self.metadata_of(name, version) else {
                    continue;
                };
                for requirement in applying(metadata, interpreter, before.get(name)) {
                    ask(&mut extras, requirement);
                }
            }
            if extras == before {
                return extras;
            }
        }
    }

    /// What is wrong with a requirement, after overrides and excludes.
    fn unmet(
        &self,
        package: &str,
        requirement: &Requirement,
        interpreter: &Interpreter,
    ) -> Vec<Problem> {
        let name = &requirement.name;
        let instead: Vec<&Requirement> = self
            .overrides
            .iter()
            .filter(|other| other.name == *name)
            .collect();
        if self.excludes.contains(name) {
            return Vec::new();
        }
        if instead.is_empty() {
            return self.problem(package, requirement).into_iter().collect();
        }
        let overridden = format!("{package} (overridden)");
        let applies = instead
            .into_iter()
            .filter(|other| other.applies(interpreter, &[]));
        applies
            .filter_map(|other| self.problem(&overridden, other))
            .collect()
    }

    fn problem(&self, package: &str, wanted: &Requirement) -> Option<Problem> {
        let package = package.to_owned();
        let requirement = wanted.to_string();
        match self.packages.get(&wanted.name) {
            None => Some(Problem::MissingDependency {
                package,
                requirement,
            }),
            Some(locked) if wanted.specifiers.contains(locked) => None,
            Some(locked) => {
                let locked = locked.clone();
                Some(Problem::WrongVersion {
                    package,
                    requirement,
                    locked,
                })
            }
        }
    }
}

fn ask(extras: &mut Extras, requirement: &Requirement) {
    if !requirement.extras.is_empty() {
        let asked = extras.entry(requirement.name.clone()).or_default();
        asked.extend(requirement.extras.iter().cloned());
    }
}

/// The requirements that apply, with the extras that the package is asked for.
fn applying<'a>(
    metadata: &'a Metadata,
    interpreter: &'a Interpreter,
    extras: Option<&BTreeSet<ExtraName>>,
) -> impl Iterator<Item = &'a Requirement> {
    let extras: Vec<ExtraName> = extras.into_iter().flatten().cloned().collect();
    metadata
        .requires_dist
        .iter()
        .filter(move |wanted| wanted.applies(interpreter, &extras))
}
