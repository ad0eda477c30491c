//! Whether each lock is closed: what the wheels themselves require, against what is locked. The same
//! reading notes in the lock what needs what.

use super::requirements::chain;
use crate::failure::finding;
use crate::printer::Printer;
use crate::project::{Owner, Project};
use anyhow::{ensure, Context as _, Result};
use python::{Closure, Metadata, MetadataOf, PackageName, Problem, Requirement};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::Path;

const LARGEST_METADATA: u64 = 4 << 20;

/// Checks every lock; a requirement that the lock overrides must be declared with its reason, and
/// a declaration must be needed. Gives the texts of the locks that did not say what needs what, by
/// file name.
///
/// # Errors
/// With every finding of the first lock that has one.
pub fn check(project: &Project, printer: &Printer) -> Result<BTreeMap<String, String>> {
    let mut metadata = MetadataOf::new();
    let mut texts = BTreeMap::new();
    for owner in project.owners()? {
        let mut lock = project.python_lock(&owner)?;
        for package in &lock.packages {
            let key = (package.name.clone(), package.version.clone());
            if let std::collections::btree_map::Entry::Vacant(entry) = metadata.entry(key) {
                let name = nix::store_name(package.filename.as_str());
                let path = nix::flat_path(&name, &package.sha256.to_string());
                let read = of_wheel(Path::new(&path));
                entry.insert(read.with_context(|| package.filename.to_string())?);
            }
        }
        let needs = one(project, &owner, &lock, &metadata)?;
        let noted = lock.clone();
        for package in &mut lock.packages {
            package.dependencies = needs.get(&package.name).cloned().unwrap_or_default();
        }
        if lock != noted {
            texts.insert(format!("{}/pylock.toml", owner.folder), lock.to_string());
        }
    }
    printer.say("every lock is closed");
    Ok(texts)
}

type Needs = BTreeMap<PackageName, BTreeSet<PackageName>>;

fn one(
    project: &Project,
    owner: &Owner,
    lock: &python::Lock,
    metadata: &MetadataOf,
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
    let mut used = BTreeSet::new();
    let mut texts = Vec::new();
    let interpreter = project.interpreter()?;
    for found in closure.check(&interpreter) {
        match key(&found.problem) {
            Some(key) if declared.contains(&key) => {
                used.insert(key);
            }
            _ => texts.push(format!("{}/pylock.toml: {found}", owner.folder)),
        }
    }
    for key in declared.difference(&used) {
        texts.push(format!(
            "{}/family.toml: `{key}` overrides nothing: remove it",
            owner.folder
        ));
    }
    if texts.is_empty() {
        return Ok(closure.dependencies(&interpreter));
    }
    Err(finding(format!(
        "{}\n\nhint: an override that is meant stands in `[overridden]` with its reason",
        texts.join("\n")
    )))
}

/// `package requirement`, as family files declare it
fn key(problem: &Problem) -> Option<String> {
    let (Problem::WrongVersion {
        package,
        requirement,
        ..
    }
    | Problem::MissingDependency {
        package,
        requirement,
    }) = problem
    else {
        return None;
    };
    let requirement: Requirement = requirement.parse().ok()?;
    Some(format!(
        "{} {}",
        package.split(' ').next()?,
        requirement.name
    ))
}

/// What the family and its ancestors exclude, and what they declare to override
fn declared(project: &Project, owner: &Owner) -> Result<(BTreeSet<PackageName>, BTreeSet<String>)> {
    let (mut excludes, mut overridden) = (BTreeSet::new(), BTreeSet::new());
    let mut names = chain(project, owner.below.as_deref().unwrap_or_default());
    names.push(owner.name.clone());
    for file in names.iter().filter_map(|name| project.families.get(name)) {
        for name in file.exclude.keys() {
            excludes.insert(
                name.parse()
                    .map_err(|error| finding(format!("exclude `{name}`: {error}")))?,
            );
        }
        overridden.extend(file.overridden.keys().cloned());
    }
    Ok((excludes, overridden))
}

fn of_wheel(path: &Path) -> Result<Metadata> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path)?)?;
    let names = archive
        .file_names()
        .filter_map(|name| name.ok().map(|name| name.into_owned()));
    let name: Option<String> = names.into_iter().find(|name| is_metadata(name));
    let member = archive.by_name(&name.context("no METADATA")?)?;
    let mut text = String::new();
    member
        .take(LARGEST_METADATA + 1)
        .read_to_string(&mut text)?;
    ensure!(
        text.len() as u64 <= LARGEST_METADATA,
        "METADATA is too large"
    );
    text.parse()
        .map_err(|error| finding(format!("METADATA: {error}")))
}

fn is_metadata(name: &str) -> bool {
    name.strip_suffix("/METADATA")
        .is_some_and(|folder| folder.ends_with(".dist-info") && !folder.contains('/'))
}
