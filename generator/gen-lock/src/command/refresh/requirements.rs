//! Python requirements to locks: parents first, a child under its parent's versions.

use super::origin;
use crate::address::pypi::Indexes;
use crate::environment::Environment;
use crate::failure::finding;
use crate::http::Http;
use crate::login::Logins;
use crate::printer::Printer;
use crate::project::{located, Owner, Project};
use crate::uv::{compile, Answer, Question};
use anyhow::{Context as _, Result};
use std::collections::{BTreeMap, BTreeSet};

/// What is to be resolved
pub struct Selection {
    /// Owners; empty for all
    pub names: Vec<String>,
    /// Packages that may move; empty for all
    pub packages: Vec<String>,
}

impl Selection {
    /// Whether everything is resolved anew
    pub fn is_everything(&self) -> bool {
        self.names.is_empty() && self.packages.is_empty()
    }

    /// Refuses names that nothing has
    ///
    /// # Errors
    /// For the first such name.
    pub fn check(&self, owners: &[Owner]) -> Result<()> {
        let known = super::by_name(owners);
        for name in &self.names {
            if !known.contains_key(name.as_str()) {
                let all = known.keys().copied().collect::<Vec<_>>().join(", ");
                return Err(finding(format!(
                    "`{name}` has no requirements of its own\n\nhint: these have: {all}"
                )));
            }
        }
        Ok(())
    }
}

/// Who is asked
pub struct Resolver<'a> {
    environment: &'a Environment,
    printer: &'a Printer,
    /// With the logins of the indexes
    pub http: Http,
    /// Where packages come from
    pub indexes: Indexes,
}

type Locks = BTreeMap<String, python::Lock>;

/// Resolves and gives the texts of the locks by file name
///
/// # Errors
/// When uv finds no solution, or a package has no wheel for the interpreter.
pub fn resolve(
    project: &Project,
    environment: &Environment,
    owners: &[Owner],
    selection: &Selection,
    printer: &Printer,
) -> Result<BTreeMap<String, String>> {
    let http = Http::new(Logins::of(environment))?;
    http.logins.tell(printer);
    let resolver = Resolver {
        environment,
        printer,
        indexes: Indexes::of(environment, &http.logins)?,
        http,
    };
    let (mut locks, mut texts) = (Locks::new(), BTreeMap::new());
    let mut moved: BTreeSet<String> = BTreeSet::new();
    for owner in owners {
        let chosen = selection.names.is_empty() || selection.names.contains(&owner.name);
        // What stands on a lock that moved moves too.
        let above = owner.below.as_ref().is_some_and(|below| {
            chain(project, below)
                .iter()
                .any(|name| moved.contains(name))
        });
        if !chosen && !above {
            let lock = project.python_lock(owner)?;
            locks.insert(owner.name.clone(), python::Lock::clone(&lock));
            continue;
        }
        printer.say(format!("resolving {}", owner.name));
        let lock = one(project, &resolver, owner, selection, &locks)
            .with_context(|| format!("{}/requirements.in", owner.folder))?;
        moved.insert(owner.name.clone());
        texts.insert(format!("{}/pylock.toml", owner.folder), lock.to_string());
        locks.insert(owner.name.clone(), lock);
    }
    Ok(texts)
}

fn one(
    project: &Project,
    resolver: &Resolver<'_>,
    owner: &Owner,
    selection: &Selection,
    locks: &Locks,
) -> Result<python::Lock> {
    let is_family = project.families.contains_key(&owner.name);
    let below = owner
        .below
        .as_deref()
        .map(|below| chain(project, below))
        .unwrap_or_default();
    let parent = below.iter().rev().find_map(|name| locks.get(name));
    let pins: Vec<String> = parent.map(pins).unwrap_or_default();
    let mut folders = vec![owner.folder.clone()];
    if is_family {
        folders.extend(below.iter().map(|name| format!("families/{name}")));
    }
    folders.dedup();
    let present = |file: &str| {
        let paths = folders
            .iter()
            .map(|folder| project.root.join(folder).join(file));
        paths.filter(|path| path.exists()).collect::<Vec<_>>()
    };
    let mut own = kept(project, owner, selection);
    let constraints = project.root.join(&owner.folder).join("constraints.txt");
    let asked = ["requirements.in", "overrides.txt"]
        .into_iter()
        .flat_map(present);
    for file in asked.chain(constraints.exists().then(|| constraints.clone())) {
        // Refuses what would ask other indexes.
        project.requirement_lines(&file)?;
    }
    if constraints.exists() {
        own.push(format!("-c {}", constraints.display()));
    }
    let held = [pins.as_slice(), own.as_slice()].concat();
    let excludes: Vec<String> = project
        .families
        .get(&owner.name)
        .map(|file| file.exclude.keys().cloned().collect())
        .unwrap_or_default();
    let mut question = Question {
        requirements: &present("requirements.in"),
        constraints: &held,
        overrides: &present("overrides.txt"),
        excludes: &excludes,
        exclude_newer: &owner.exclude_newer,
        undated: &BTreeSet::new(),
        python: &project.fleet.python,
    };
    let mut answer = resolver.answer(&question)?;
    // A service that conflicts with its family gets a full closure of its own; what it holds itself
    // still holds.
    if matches!(answer, Answer::None(_)) && !is_family && !pins.is_empty() {
        question.constraints = &own;
        answer = resolver.answer(&question)?;
    }
    let answer = match answer {
        Answer::Lock(text) => origin::sized(&resolver.http, &text)?,
        Answer::None(why) => return Err(finding(format!("uv finds no solution: {why}"))),
    };
    let pylock: python::Pylock = answer
        .parse()
        .map_err(|findings| finding(located("uv's answer", &findings)))?;
    for warning in &pylock.warnings {
        resolver.printer.say(format!("  uv's answer: {warning}"));
    }
    let mut lock = pylock
        .select(project.interpreter()?)
        .map_err(|findings| finding(located("uv's answer", &findings)))?;
    origin::note(resolver, &project.fleet.indexes, &mut lock)?;
    Ok(lock)
}

impl Resolver<'_> {
    /// uv's answer. No date can be held against an index that says none: its packages are told, and
    /// count whatever their date.
    fn answer(&self, question: &Question<'_>) -> Result<Answer> {
        let mut undated = BTreeSet::new();
        loop {
            let question = Question {
                undated: &undated,
                ..*question
            };
            let why = match compile(self.environment, &self.indexes.ranked, &question)? {
                Answer::Lock(text) => return Ok(Answer::Lock(text)),
                Answer::None(why) => why,
            };
            let before = undated.len();
            for name in origin::filtered(&why) {
                if !undated.contains(name) && self.indexes.is_undated(&self.http, name) {
                    self.printer.say(format!(
                        "  the index of `{name}` gives no dates: `exclude-newer` has no effect on it"
                    ));
                    undated.insert(name.to_owned());
                }
            }
            if undated.len() == before {
                return Ok(Answer::None(why));
            }
        }
    }
}

/// With `--package`, everything else of the old lock is held
fn kept(project: &Project, owner: &Owner, selection: &Selection) -> Vec<String> {
    if selection.packages.is_empty() {
        return Vec::new();
    }
    let old = project
        .python_lock(owner)
        .map(|lock| pins(&lock))
        .unwrap_or_default();
    let moves = |pin: &String| {
        let name = pin.split("==").next().unwrap_or_default();
        selection.packages.iter().any(|package| package == name)
    };
    old.into_iter().filter(|pin| !moves(pin)).collect()
}

fn pins(lock: &python::Lock) -> Vec<String> {
    let pin = |package: &python::LockedPackage| format!("{}=={}", package.name, package.version);
    lock.packages.iter().map(pin).collect()
}

/// A family with its ancestors, the root first
pub fn chain(project: &Project, family: &str) -> Vec<String> {
    project
        .fleet
        .families
        .get(family)
        .map(|family| family.chain.clone())
        .unwrap_or_default()
}
