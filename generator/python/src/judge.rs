//! The judgement of a lock made elsewhere: every finding, not the first alone.

use std::collections::{BTreeMap, BTreeSet};

use pep440_rs::Version;
use pep508_rs::PackageName;

use crate::pylock::Dependency;
use crate::{pylock, requirements};
use crate::{Closure, Finding, Interpreter, MetadataOf, Package, Pin, Place, Problem, Pylock};
use crate::{Requirement, Requirements};

/// Everything that is wrong with a `pylock.toml` for an interpreter. With the wheels' metadata its
/// closure is checked; without, what the lock itself notes as dependencies.
pub fn judge_pylock(text: &str, interpreter: &Interpreter, metadata: &MetadataOf) -> Vec<Finding> {
    let (pylock, mut findings) = pylock::read(text);
    let (_, more) = pylock::select(&pylock, interpreter);
    findings.extend(more);
    let installed: Vec<&Package> = pylock
        .packages
        .iter()
        .filter(|package| package.applies(interpreter))
        .collect();
    let pins = |package: &&Package| (package.name.clone(), package.version.clone());
    let packages: BTreeMap<PackageName, Version> = installed.iter().map(pins).collect();
    if metadata.is_empty() {
        findings.extend(unlisted(&pylock, &installed));
    } else {
        let places = installed
            .iter()
            .map(|package| (&package.name, package.place))
            .collect();
        findings.extend(closure(&packages, &places, &[], interpreter, metadata));
    }
    in_order(findings)
}

/// Everything that is wrong with a requirements file with hashes for an interpreter. It names no
/// file, so that tags can't be judged.
pub fn judge_requirements(
    text: &str,
    interpreter: &Interpreter,
    metadata: &MetadataOf,
) -> Vec<Finding> {
    let (requirements, mut findings) = requirements::read(text);
    findings.extend(other_python(&requirements, interpreter));
    findings.extend(shared_hashes(&requirements.pins));
    for (place, name) in &requirements.unsafe_packages {
        let problem = Problem::Unsafe {
            name: name.to_string(),
        };
        findings.push(Finding::new(Some(*place), problem));
    }
    let mut packages = BTreeMap::new();
    for pin in requirements
        .pins
        .iter()
        .filter(|pin| applies(pin, interpreter))
    {
        if let Some(first) = packages.insert(pin.name.clone(), pin.version.clone()) {
            let (name, second) = (pin.name.clone(), pin.version.clone());
            let problem = Problem::DuplicatePackage {
                name,
                first,
                second,
            };
            findings.push(Finding::new(Some(pin.place), problem));
        }
    }
    if !metadata.is_empty() {
        let roots: Vec<Requirement> = requirements.pins.iter().map(wanted).collect();
        let places = requirements
            .pins
            .iter()
            .map(|pin| (&pin.name, pin.place))
            .collect();
        findings.extend(closure(&packages, &places, &roots, interpreter, metadata));
    }
    in_order(findings)
}

fn applies(pin: &Pin, interpreter: &Interpreter) -> bool {
    pin.marker
        .as_ref()
        .is_none_or(|marker| marker.holds(interpreter, &[]))
}

/// A pin as a requirement, for the extras it asks for.
fn wanted(pin: &Pin) -> Requirement {
    Requirement {
        name: pin.name.clone(),
        extras: pin.extras.clone(),
        specifiers: pep440_rs::VersionSpecifiers::default(),
        url: None,
        marker: pin.marker.clone(),
    }
}

/// What the closure lacks, each where the package stands that requires it.
fn closure(
    packages: &BTreeMap<PackageName, Version>,
    places: &BTreeMap<&PackageName, Place>,
    roots: &[Requirement],
    interpreter: &Interpreter,
    metadata: &MetadataOf,
) -> Vec<Finding> {
    let excludes = &BTreeSet::new();
    let overrides = &[];
    let closure = Closure {
        packages,
        metadata,
        roots,
        overrides,
        excludes,
    };
    let place = |name: Option<&PackageName>| places.get(name?).copied();
    let problems = closure.problems(interpreter).into_iter();
    problems
        .map(|(name, problem)| Finding::new(place(name), problem))
        .collect()
}

/// The dependencies that the lock notes and doesn't list, in that version where one is noted. One
/// with a false marker is listed and not installed: that is as it should be.
fn unlisted(pylock: &Pylock, installed: &[&Package]) -> Vec<Finding> {
    let direct = pylock.direct.iter().map(|direct| (&direct.name, None));
    let indexed = pylock.packages.iter();
    let listed: BTreeSet<_> = direct
        .chain(indexed.map(|package| (&package.name, Some(&package.version))))
        .collect();
    let has = |needed: &Dependency| {
        listed.iter().any(|(name, version)| {
            let fits = version.is_none() || needed.version.is_none();
            **name == needed.name && (fits || *version == needed.version.as_ref())
        })
    };
    let missing = |package: &&Package| {
        let (of, place) = (
            format!("{} {}", package.name, package.version),
            package.place,
        );
        let names = package.dependencies.iter().filter(|needed| !has(needed));
        let finding = move |needed: &Dependency| {
            let version = needed
                .version
                .as_ref()
                .map(|version| format!("=={version}"));
            let problem = Problem::MissingDependency {
                package: of.clone(),
                requirement: format!("{}{}", needed.name, version.unwrap_or_default()),
            };
            Finding::new(Some(place), problem)
        };
        names.map(finding).collect::<Vec<_>>()
    };
    installed.iter().flat_map(missing).collect()
}

/// Two packages that one file shall be.
fn shared_hashes(pins: &[Pin]) -> Vec<Finding> {
    let mut owner = BTreeMap::new();
    let mut findings = Vec::new();
    for pin in pins {
        for hash in &pin.hashes {
            let other: &PackageName = owner.entry(hash).or_insert(&pin.name);
            if *other != pin.name {
                let problem = Problem::Contradiction {
                    file: format!("{}=={}", pin.name, pin.version),
                    reason: format!("`{other}` has the same SHA-256"),
                };
                findings.push(Finding::new(Some(pin.place), problem));
                break;
            }
        }
    }
    findings
}

fn other_python(requirements: &Requirements, interpreter: &Interpreter) -> Option<Finding> {
    let (place, claim): &(Place, String) = requirements.python.as_ref()?;
    let version: Version = claim.parse().ok()?;
    let release = interpreter.version().release();
    let same = release.starts_with(version.release());
    (!same).then(|| {
        let problem = Problem::OtherPython {
            claim: claim.clone(),
            interpreter: interpreter.version().clone(),
        };
        Finding::new(Some(*place), problem)
    })
}

fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| finding.place);
    findings
}
