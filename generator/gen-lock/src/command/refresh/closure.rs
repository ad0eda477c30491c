//! Whether each lock is closed: what the wheels themselves require, against what is locked. The same
//! reading notes in the lock what needs what.

use super::requirements::chain;
use super::shadow::Modules;
use crate::failure::finding;
use crate::printer::Printer;
use crate::project::{Owner, Project};
use crate::wheel::Wheel;
use anyhow::{Context as _, Result};
use python::{Closure, Finding, Metadata, MetadataOf, PackageName, Problem, Requirement};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Checks every lock; a requirement that the lock overrides must be declared with its reason, and
/// a declaration must be needed. Gives the texts of the locks that did not say what needs what, by
/// file name.
///
/// # Errors
/// With every finding of the first lock that has one.
pub fn check(project: &Project, printer: &Printer) -> Result<BTreeMap<String, String>> {
    let mut metadata = MetadataOf::new();
    let mut texts = BTreeMap::new();
    let mut used = Declarations::new();
    let mut files = BTreeMap::new();
    for owner in project.owners()? {
        let mut modules = Modules::default();
        let noted = project.python_lock(&owner)?;
        let mut lock = python::Lock::clone(&noted);
        for package in &lock.packages {
            let key = (package.name.clone(), package.version.clone());
            if let std::collections::btree_map::Entry::Vacant(entry) = metadata.entry(key) {
                let name = nix::store_name(package.filename.as_str());
                let path = nix::flat_path(&name, &package.sha256.to_string());
                let (read, own) =
                    read(Path::new(&path)).with_context(|| package.filename.to_string())?;
                files.insert(entry.key().clone(), own);
                entry.insert(read);
            }
            let key = (package.name.clone(), package.version.clone());
            if let Some(own) = files.get(&key) {
                modules.add(package.name.as_ref(), own);
            }
        }
        for hidden in modules.hidden() {
            printer.say(format!("warning: {}/pylock.toml: {hidden}", owner.folder));
        }
        let needs = one(project, &owner, &lock, &metadata, &mut used)?;
        for package in &mut lock.packages {
            package.dependencies = needs.get(&package.name).cloned().unwrap_or_default();
        }
        if lock != *noted {
            texts.insert(format!("{}/pylock.toml", owner.folder), lock.to_string());
        }
    }
    idle(project, &used)?;
    printer.say("every lock is complete");
    Ok(texts)
}

/// A wheel's METADATA and modules
fn read(path: &Path) -> Result<(Metadata, Vec<String>)> {
    let mut wheel = Wheel::open(path)?;
    Ok((wheel.metadata()?, wheel.modules()))
}

type Needs = BTreeMap<PackageName, BTreeSet<PackageName>>;

/// What is declared to be overridden, by family and `package requirement`
type Declarations = BTreeSet<(String, String)>;

fn one(
    project: &Project,
    owner: &Owner,
    lock: &python::Lock,
    metadata: &MetadataOf,
    used: &mut Declarations,
) -> Result<Needs> {
    let packages = lock
        .packages
        .iter()
        .map(|package| (package.name.clone(), package.version.clone()));
    let roots = project.requirements(owner)?;
    let (excludes, declared) = declared(project, owner)?;
    let packages: BTreeMap<_, _> = packages.collect();
    let closure = Closure {
        packages: &packages,
        metadata,
        roots: &roots,
        overrides: &[],
        excludes: &excludes,
    };
    let mut texts = Vec::new();
    let interpreter = project.interpreter()?;
    for found in closure.check(interpreter) {
        let key = key(&found.problem);
        let by = declared
            .iter()
            .filter(|(_, other)| Some(other) == key.as_ref());
        let by: Vec<_> = by.cloned().collect();
        if by.is_empty() {
            texts.push(told(owner, &found, key.as_deref()));
        }
        used.extend(by);
    }
    if texts.is_empty() {
        return Ok(closure.dependencies(interpreter));
    }
    Err(finding(format!(
        "{}\n\nhint: declare an intended override in `[overridden]` of the family.toml of this \
         family or an ancestor, with its reason",
        texts.join("\n")
    )))
}

/// A finding with the key that would declare it
fn told(owner: &Owner, found: &Finding, key: Option<&str>) -> String {
    let key = key.map(|key| format!("\n  to declare it: \"{key}\" = \"the reason\""));
    let key = key.unwrap_or_default();
    format!("{}/pylock.toml: {found}{key}", owner.folder)
}

/// Refuses a declaration that no lock needs: of its family, of one below, or of a service
fn idle(project: &Project, used: &Declarations) -> Result<()> {
    let mut texts = Vec::new();
    for (family, file) in &project.families {
        let keys = file.overridden.keys();
        let idle = keys.filter(|key| !used.contains(&(family.clone(), (*key).clone())));
        texts.extend(idle.map(|key| {
            format!("families/{family}/family.toml: `{key}` overrides nothing: remove it")
        }));
    }
    if texts.is_empty() {
        return Ok(());
    }
    Err(finding(texts.join("\n")))
}

/// `package requirement`, as family files declare it: the requirement by its package, or by the field
/// of METADATA that says it
fn key(problem: &Problem) -> Option<String> {
    let (package, requirement) = match problem {
        Problem::WrongVersion {
            package,
            requirement,
            ..
        }
        | Problem::MissingDependency {
            package,
            requirement,
        } => {
            let requirement: Requirement = requirement.parse().ok()?;
            (package, requirement.name.to_string())
        }
        Problem::Malformed { package, field } => (package, field.about.clone()),
        Problem::RequiresPython { of, .. } => (of, "Requires-Python".to_owned()),
        _ => return None,
    };
    Some(format!("{} {requirement}", package.split(' ').next()?))
}

/// What the family and its ancestors exclude, and what they declare to override
fn declared(project: &Project, owner: &Owner) -> Result<(BTreeSet<PackageName>, Declarations)> {
    let (mut excludes, mut overridden) = (BTreeSet::new(), BTreeSet::new());
    let mut names = chain(project, owner.below.as_deref().unwrap_or_default());
    names.push(owner.name.clone());
    let files = names
        .iter()
        .filter_map(|name| Some((name, project.families.get(name)?)));
    for (family, file) in files {
        for name in file.exclude.keys() {
            excludes.insert(
                name.parse()
                    .map_err(|error| finding(format!("exclude `{name}`: {error}")))?,
            );
        }
        let keys = file.overridden.keys().cloned();
        overridden.extend(keys.map(|key| (family.clone(), key)));
    }
    Ok((excludes, overridden))
}

#[cfg(test)]
mod tests {
    use super::*;
    use python::{Glibc, Interpreter, Version};

    /// Each refusal that METADATA causes has a key that declares it.
    #[test]
    fn each_refusal_can_be_declared() {
        let text = "Name: celery\nVersion: 5.2.2\nRequires-Python: <3.9\nRequires-Python: >=3.*\n\
             Requires-Dist: Old_Kombu (>=1.0.*)\nRequires-Dist: vine>=5\nRequires-Dist: pytz>0\n";
        let read: Metadata = text.parse().unwrap();
        let package = |name: &str, version: &str| -> (PackageName, Version) {
            (name.parse().unwrap(), version.parse().unwrap())
        };
        let closure = Closure {
            packages: &BTreeMap::from([package("celery", "5.2.2"), package("vine", "1.3")]),
            metadata: &MetadataOf::from([
                (package("celery", "5.2.2"), read),
                (
                    package("vine", "1.3"),
                    "Name: vine\nVersion: 1.3\n".parse().unwrap(),
                ),
            ]),
            roots: &[],
            overrides: &[],
            excludes: &BTreeSet::new(),
        };
        let glibc = Glibc {
            major: 2,
            minor: 36,
        };
        let found = closure.check(&Interpreter::cpython("3.11.2", glibc).unwrap());
        let keys: Vec<String> = found
            .iter()
            .map(|found| key(&found.problem).unwrap())
            .collect();
        assert_eq!(
            keys,
            [
                "celery Requires-Python",
                "celery old-kombu",
                "celery Requires-Python",
                "celery vine",
                "celery pytz"
            ]
        );
    }
}
