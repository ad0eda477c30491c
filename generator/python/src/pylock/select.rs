use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use pep508_rs::PackageName;

use super::{Package, Pylock, Wheel};
use crate::{Finding, Findings, Interpreter, Lock, LockedPackage, Marker, Problem};
use report::visible;

impl Pylock {
    /// The one wheel of each package that an interpreter installs, or everything that stands in
    /// the way.
    pub fn select(&self, interpreter: &Interpreter) -> Result<Lock, Findings> {
        let (lock, findings) = select(self, interpreter);
        Findings::collect(findings).map_or(Ok(lock), Err)
    }
}

/// What can be selected, and everything that can't.
pub(crate) fn select(pylock: &Pylock, interpreter: &Interpreter) -> (Lock, Vec<Finding>) {
    let mut findings = check_interpreter(pylock, interpreter);
    findings.extend(direct(pylock, interpreter));
    let mut first_of: BTreeMap<&PackageName, &Package> = BTreeMap::new();
    let (mut packages, mut sizeless) = (Vec::new(), Vec::new());
    for package in pylock
        .packages
        .iter()
        .filter(|package| package.applies(interpreter))
    {
        let first = first_of.insert(&package.name, package);
        match choose(package, interpreter) {
            Ok(wheel) if first.is_none() => match wheel.size {
                Some(size) => packages.push(locked(package, wheel, size)),
                None => sizeless.push(wheel),
            },
            Err(problem) if !package.incomplete => {
                findings.push(Finding::new(Some(package.place), problem));
            }
            _ => {}
        }
        let problems = duplicate(first, package).into_iter();
        let problems = problems.chain(package_python(package, interpreter));
        findings.extend(problems.map(|problem| Finding::new(Some(package.place), problem)));
    }
    findings.extend(missing_size(&sizeless));
    packages.sort_by(|a, b| a.name.cmp(&b.name));
    let chosen: BTreeSet<PackageName> = packages
        .iter()
        .map(|package| package.name.clone())
        .collect();
    for package in &mut packages {
        package.dependencies.retain(|name| chosen.contains(name));
    }
    let lock = Lock {
        requires_python: pylock.requires_python.clone(),
        environments: vec![environment(pylock, interpreter)],
        packages,
    };
    (lock, findings)
}

/// The packages that apply and are not in an index.
fn direct<'a>(
    pylock: &'a Pylock,
    interpreter: &'a Interpreter,
) -> impl Iterator<Item = Finding> + 'a {
    let applying = pylock
        .direct
        .iter()
        .filter(|direct| direct.applies(interpreter));
    applying.map(|direct| {
        let what = format!("`{}` of `{}`", direct.key, direct.name);
        Finding::new(Some(direct.place), Problem::Unsupported(what))
    })
}

/// A lock without sizes has none at all, mostly: it is said once.
fn missing_size(wheels: &[&Wheel]) -> Option<Finding> {
    let first = wheels.iter().min_by_key(|wheel| wheel.place)?;
    let problem = Problem::MissingSize {
        file: first.filename.to_string(),
        others: wheels.len() - 1,
    };
    Some(Finding::new(Some(first.place), problem))
}

fn duplicate(first: Option<&Package>, second: &Package) -> Option<Problem> {
    first.map(|first| Problem::DuplicatePackage {
        name: second.name.clone(),
        first: first.version.clone(),
        second: second.version.clone(),
    })
}

fn package_python(package: &Package, interpreter: &Interpreter) -> Option<Problem> {
    let of = format!("{} {}", package.name, package.version);
    Problem::requires_python(&of, package.requires_python.as_ref(), interpreter)
}

fn check_interpreter(pylock: &Pylock, interpreter: &Interpreter) -> Vec<Finding> {
    let requires = pylock.requires_python.as_ref();
    let python = Problem::requires_python("the lock", requires, interpreter);
    let holds = |marker: &Marker| marker.holds(interpreter, &[]);
    let elsewhere = !pylock.environments.is_empty() && !pylock.environments.iter().any(holds);
    let environments = elsewhere.then(|| Problem::Environments(interpreter.to_string()));
    python
        .into_iter()
        .chain(environments)
        .map(|problem| Finding::new(None, problem))
        .collect()
}

/// The best wheel: the best tag first, then the higher build.
fn choose<'a>(package: &'a Package, interpreter: &Interpreter) -> Result<&'a Wheel, Problem> {
    let mut fitting: Vec<_> = package
        .wheels
        .iter()
        .filter_map(|wheel| {
            let rank = interpreter.rank(&wheel.filename)?;
            Some(((rank, Reverse(wheel.filename.build())), wheel))
        })
        .collect();
    fitting.sort_by_key(|(fit, _)| *fit);
    match fitting[..] {
        [] => Err(no_wheel(package, interpreter)),
        [(best, wheel), (second, other), ..] if best == second => Err(Problem::Ambiguous {
            name: package.name.clone(),
            first: wheel.filename.to_string(),
            second: other.filename.to_string(),
        }),
        [(_, wheel), ..] => Ok(wheel),
    }
}

fn no_wheel(package: &Package, interpreter: &Interpreter) -> Problem {
    let (name, version) = (&package.name, &package.version);
    let wheels = package.wheels.iter().map(|wheel| {
        let reason = wheel.filename.free_threaded();
        let reason = reason.map(|abi| format!(", whose `{abi}` is an ABI of free-threaded Python"));
        format!("`{}`{}", wheel.filename, reason.unwrap_or_default())
    });
    let sdist = package
        .sdist
        .iter()
        .map(|sdist| format!("`{}`", visible(sdist)));
    let files: Vec<String> = wheels.chain(sdist).collect();
    if package.wheels.is_empty() && package.sdist.is_some() {
        return Problem::SourceOnly {
            name: name.clone(),
            version: version.clone(),
            files,
        };
    }
    Problem::no_wheel(name, version, interpreter, files)
}

fn locked(package: &Package, wheel: &Wheel, size: u64) -> LockedPackage {
    LockedPackage {
        name: package.name.clone(),
        version: package.version.clone(),
        marker: package.marker.clone(),
        dependencies: package
            .dependencies
            .iter()
            .map(|needed| needed.name.clone())
            .collect(),
        filename: wheel.filename.clone(),
        size,
        sha256: wheel.sha256,
        index: package.index,
    }
}

/// Where the selection is complete: on the whole series of the interpreter, unless a package left
/// out belongs to another patch release of it.
fn environment(pylock: &Pylock, interpreter: &Interpreter) -> Marker {
    let series = interpreter.series();
    let elsewhere = |package: &Package| {
        !package.applies(interpreter)
            && package
                .marker
                .as_ref()
                .is_some_and(|marker| !marker.excludes(&series))
    };
    if pylock.packages.iter().any(elsewhere) {
        interpreter.exactly()
    } else {
        series
    }
}
