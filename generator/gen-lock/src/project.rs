//! The project's files, read and resolved.

pub mod build_lock;
mod decided;
mod inventory;
mod release;
mod requirements;
mod texts;
mod written;

pub use build_lock::LockFile;
pub use written::{find, source, Written};

use crate::failure::finding;
use crate::file;
use anyhow::{Context as _, Result};
use fleet::plan::{Locks, Wheel};
use fleet::{DebianPolicy, Decisions, FamilyFile, Fleet, WheelFile};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The table of services
pub const TABLE: &str = "services/fleet.toml";
/// What the fleet takes from Debian
pub const POLICY: &str = "families/debian.toml";
/// The Debian lock
pub const DEBIAN_LOCK: &str = "families/debian-lock.json";
/// Inputs and outputs
pub const BUILD_LOCK: &str = "build-lock.json";
/// Debian 12's libc
pub const GLIBC: python::Glibc = python::Glibc {
    major: 2,
    minor: 36,
};
/// The runtime's folder
pub const RUNTIME: &str = "services/runtime";

/// A project: the table, the families and the policy, resolved
pub struct Project {
    /// Its folder
    pub root: PathBuf,
    /// The fleet
    pub fleet: Fleet,
    /// What the fleet takes from Debian
    pub policy: DebianPolicy,
    /// Families as written, built or not
    pub families: BTreeMap<String, FamilyFile>,
    /// The runtime's date
    pub runtime: Runtime,
    texts: texts::Texts,
    parsed: Parsed,
}

/// What was parsed of the texts, once for all who ask
#[derive(Default)]
struct Parsed {
    build_lock: OnceLock<Option<LockFile>>,
    locks: OnceLock<Locks>,
    /// By the owner's folder
    python_locks: Mutex<BTreeMap<String, Arc<python::Lock>>>,
    interpreter: OnceLock<python::Interpreter>,
}

/// `services/runtime/runtime.toml` as written
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Runtime {
    /// The date after which no release is looked at
    pub exclude_newer: String,
    /// As in a family file
    #[serde(default)]
    pub admit: Vec<WheelFile>,
    /// As in a family file
    #[serde(default)]
    pub omit: Vec<WheelFile>,
    /// As in a family file
    #[serde(default)]
    pub winners: Vec<WheelFile>,
}

impl Runtime {
    fn decisions(&self) -> Decisions {
        Decisions {
            admit: self.admit.clone(),
            omit: self.omit.clone(),
            winners: self.winners.clone(),
        }
    }
}

/// A folder that owns a `requirements.in`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Family or image name, or `runtime`
    pub name: String,
    /// Relative to the project
    pub folder: String,
    /// The date after which no release is looked at
    pub exclude_newer: String,
    /// The family below: its parent, or the service's family
    pub below: Option<String>,
}

impl Project {
    /// Finds the project at or above a folder and reads it
    ///
    /// # Errors
    /// When there is none, or a file is wrong.
    pub fn read(start: &Path) -> Result<Self> {
        let written = Written::read(start)?;
        let root = written.root.clone();
        let parse =
            |name: &str| -> Result<_> { Ok((name.to_owned(), file::read(&root.join(name))?)) };
        let (policy_file, policy) = parse(POLICY)?;
        let (runtime_file, runtime) = parse(&format!("{RUNTIME}/runtime.toml"))?;
        let sources = written.families()?;
        let fleet = fleet::resolve(written.source(), &written.table, &sources, &folders(&root)?)?;
        let families = sources
            .into_iter()
            .map(|(name, (_, file))| (name, file))
            .collect();
        Ok(Self {
            fleet,
            policy: source(&policy_file, &policy).parse()?,
            runtime: source(&runtime_file, &runtime).parse()?,
            families,
            texts: texts::read(&root)?,
            parsed: Parsed::default(),
            root,
        })
    }

    /// Everything that has requirements of its own, parents before children
    ///
    /// # Errors
    /// When one has requirements and no date.
    pub fn owners(&self) -> Result<Vec<Owner>> {
        let mut owners = Vec::new();
        let mut families: Vec<_> = self.fleet.families.iter().collect();
        families.sort_by_key(|(name, family)| (family.chain.len(), name.as_str()));
        for (name, family) in families {
            let below = family.parent().map(str::to_owned);
            let folder = format!("families/{name}");
            owners.extend(self.owner(name, folder, family.file.exclude_newer.clone(), below)?);
        }
        let mut seen = BTreeSet::new();
        for ((_, image), placement) in &self.fleet.placements {
            if seen.insert(image) {
                let below = Some(placement.family.clone());
                let folder = format!("services/{image}");
                owners.extend(self.owner(image, folder, placement.exclude_newer.clone(), below)?);
            }
        }
        let date = Some(self.runtime.exclude_newer.clone());
        owners.extend(self.owner("runtime", RUNTIME.to_owned(), date, None)?);
        Ok(owners)
    }

    fn owner(
        &self,
        name: &str,
        folder: String,
        date: Option<String>,
        below: Option<String>,
    ) -> Result<Option<Owner>> {
        let requirements = format!("{folder}/requirements.in");
        if !self.root.join(&requirements).exists() {
            return Ok(None);
        }
        let Some(exclude_newer) = date else {
            return Err(finding(format!(
                "{requirements}:1: requirements without a date\n\nhint: set `exclude-newer` of \
                 `{name}`: releases after that date are ignored"
            )));
        };
        Ok(Some(Owner {
            name: name.to_owned(),
            folder,
            exclude_newer,
            below,
        }))
    }

    /// The locks, read once
    ///
    /// # Errors
    /// When one is missing or wrong.
    pub fn locks(&self) -> Result<&Locks> {
        if let Some(known) = self.parsed.locks.get() {
            return Ok(known);
        }
        let read = self.read_locks()?;
        Ok(self.parsed.locks.get_or_init(|| read))
    }

    fn read_locks(&self) -> Result<Locks> {
        let text = self.locked(DEBIAN_LOCK)?;
        let debian: debian::Lock = text
            .parse()
            .map_err(|error: debian::LockError| finding(format!("{DEBIAN_LOCK}: {error}")))?;
        let (mut wheels, mut runtime) = (BTreeMap::new(), Vec::new());
        let mut winners = BTreeMap::new();
        for owner in self.owners()? {
            let lock = self.python_lock(&owner)?;
            let decided = self.decided(&owner, &lock)?;
            let own = decided.wheels;
            winners.insert(owner.name.clone(), decided.winners);
            if owner.name == "runtime" {
                runtime = own;
            } else {
                self.holds_parent(&owner, &own, &wheels)?;
                wheels.insert(owner.name, own);
            }
        }
        Ok(Locks {
            debian,
            wheels,
            runtime,
            winners,
        })
    }

    /// The interpreter that the images ship
    ///
    /// # Errors
    /// When the table's version is none.
    pub fn interpreter(&self) -> Result<&python::Interpreter> {
        if let Some(known) = self.parsed.interpreter.get() {
            return Ok(known);
        }
        let read = python::Interpreter::cpython(&self.fleet.python, GLIBC)
            .map_err(|error| finding(format!("{TABLE}: {error}")))?;
        Ok(self.parsed.interpreter.get_or_init(|| read))
    }

    /// A resolved Python lock, read once
    ///
    /// # Errors
    /// When it is missing, wrong, or not for the interpreter.
    pub fn python_lock(&self, owner: &Owner) -> Result<Arc<python::Lock>> {
        let parsed = &self.parsed.python_locks;
        let known = parsed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(&owner.folder) {
            return Ok(known.clone());
        }
        drop(known);
        let read = Arc::new(self.read_python_lock(owner)?);
        let mut known = parsed.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(owner.folder.clone(), read.clone());
        Ok(read)
    }

    fn read_python_lock(&self, owner: &Owner) -> Result<python::Lock> {
        let name = format!("{}/pylock.toml", owner.folder);
        let text = self.locked(&name)?;
        let pylock: python::Pylock = text
            .parse()
            .map_err(|findings| finding(located(&name, &findings)))?;
        pylock
            .select(self.interpreter()?)
            .map_err(|findings| finding(located(&name, &findings)))
    }

    /// A family's lock holds that of the nearest ancestor that has one
    fn holds_parent(
        &self,
        owner: &Owner,
        own: &[Wheel],
        known: &BTreeMap<String, Vec<Wheel>>,
    ) -> Result<()> {
        let Some(family) = self.fleet.families.get(&owner.name) else {
            return Ok(());
        };
        let above = family
            .chain
            .iter()
            .rev()
            .skip(1)
            .find_map(|name| known.get_key_value(name));
        let Some((parent, wheels)) = above else {
            return Ok(());
        };
        for wheel in wheels {
            let found = own.iter().find(|other| other.name == wheel.name);
            if found.map(|other| &other.sha256) != Some(&wheel.sha256) {
                let got = found.map_or("nothing", |other| &other.file);
                return Err(finding(format!(
                    "{}/pylock.toml: differs from its parent's lock: want `{}` of `{parent}`, got \
                     {got}\n\nhint: run `gen-lock refresh --family {}`",
                    owner.folder, wheel.file, owner.name
                )));
            }
        }
        Ok(())
    }
}

/// Each line of findings behind the file's name
pub fn located(file: &str, findings: &python::Findings) -> String {
    let line = |finding: &python::Finding| {
        let hint = finding
            .hint()
            .map(|hint| format!("\n  hint: {hint}"))
            .unwrap_or_default();
        let separator = if finding.place.is_some() { "" } else { " " };
        format!("{file}:{separator}{finding}{hint}")
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The folders below `services/`, relative to the project
pub fn folders(root: &Path) -> Result<BTreeSet<String>> {
    let names = children(&root.join("services"))?;
    let folder = |name: &String| root.join("services").join(name).is_dir();
    Ok(names
        .iter()
        .filter(|name| folder(name))
        .map(|name| format!("services/{name}"))
        .collect())
}

fn children(folder: &Path) -> Result<BTreeSet<String>> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
    let mut names = BTreeSet::new();
    for entry in entries {
        names.insert(entry?.file_name().to_string_lossy().into_owned());
    }
    Ok(names)
}
