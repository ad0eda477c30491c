//! A machine's state folder: its releases, and which of them is current.
//!
//! `releases/<release>/` holds what runs: `compose.yaml`, `seccomp-*.json`, `release.json`, and what
//! it was rendered from. `started`, `current`, `previous` and `rolling-out` are links to releases. A
//! release that was healthy has a file `healthy`, one that failed a file `failed` with the reason.

mod link;
mod tries;
mod write;

use crate::failure::finding;
use anyhow::{Context as _, Result};
use rollout::{Record, Release};
use std::collections::BTreeMap;
use std::fs::{File, Permissions, TryLockError};
use std::io::{ErrorKind, Read as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

/// What runs
pub const COMPOSE: &str = "compose.yaml";
/// What a release is of
pub const RECORD: &str = "release.json";
/// The lock that a release was rendered from
pub const BUILD_LOCK: &str = "build-lock.json";
const RELEASES: &str = "releases";
const HEALTHY: &str = "healthy";
const FAILED: &str = "failed";
/// Bytes of a file of a release that are read
const LIMIT: u64 = 64 << 20;

/// A link in the state folder
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// To what was brought up last; current once it is healthy
    Started,
    /// To what runs
    Current,
    /// To what ran before
    Previous,
    /// To what is being brought up: it is there while a roll-out works, and after one that was killed
    RollingOut,
}

impl Link {
    /// Its name
    pub fn name(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Current => "current",
            Self::Previous => "previous",
            Self::RollingOut => "rolling-out",
        }
    }
}

/// A machine's state folder
pub struct State {
    root: PathBuf,
}

/// While it lives, no other roll-out runs on the machine. The programs that a roll-out starts hold the
/// lock with it: Compose may work on for a while after a roll-out was killed.
pub struct Guard(#[allow(dead_code)] File);

/// Why a roll-out does not begin: the file that another one holds
#[derive(Debug, thiserror::Error)]
#[error(
    "another `gen-lock deploy`, `rollback` or `resume` is running, or Compose of a killed one: it \
     holds the lock `{0}`\n\nhint: wait until it ends"
)]
pub struct UnderWay(String);

impl State {
    /// That of a folder, which need not be there
    pub fn at(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    /// Makes the folder, and keeps other roll-outs out
    ///
    /// # Errors
    /// When the folder cannot be written, or another roll-out runs ([`UnderWay`]).
    pub fn lock(&self) -> Result<Guard> {
        let path = self.root.join("roll-out.lock");
        let open = || -> std::io::Result<File> {
            std::fs::create_dir_all(self.root.join(RELEASES))?;
            let options = &mut File::options();
            let file = options
                .create(true)
                .truncate(false)
                .write(true)
                .mode(0o600)
                .open(&path)?;
            // Whoever may read a file may lock it, and keep a machine from being brought back: one of an
            // earlier version, too.
            file.set_permissions(Permissions::from_mode(0o600))?;
            Ok(file)
        };
        let file = open().with_context(|| format!("cannot write `{}`", path.display()))?;
        match file.try_lock() {
            Ok(()) => {
                rustix::io::fcntl_setfd(&file, rustix::io::FdFlags::empty())?;
                Ok(Guard(file))
            }
            Err(TryLockError::WouldBlock) => Err(UnderWay(path.display().to_string()).into()),
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("cannot lock `{}`", path.display()))
            }
        }
    }

    /// Every release, the oldest first
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn releases(&self) -> Result<Vec<Release>> {
        let folder = self.root.join(RELEASES);
        let entries = match std::fs::read_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.with_context(|| format!("cannot read `{}`", folder.display()))?,
        };
        let mut all = Vec::new();
        for entry in entries {
            all.extend(
                entry?
                    .file_name()
                    .to_str()
                    .and_then(|name| name.parse().ok()),
            );
        }
        all.sort();
        Ok(all)
    }

    /// A release's folder
    pub fn folder(&self, release: &Release) -> PathBuf {
        self.root.join(RELEASES).join(release.to_string())
    }

    /// Where containers find what hardens them
    pub fn hardening(&self) -> PathBuf {
        self.root.join("hardening")
    }

    /// A file of a release
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&self, release: &Release, file: &str) -> Result<String> {
        let path = self.folder(release).join(file);
        let mut text = String::new();
        let read = File::open(&path).and_then(|file| file.take(LIMIT).read_to_string(&mut text));
        read.with_context(|| format!("cannot read `{}`", path.display()))?;
        Ok(text)
    }

    /// What a release is of
    ///
    /// # Errors
    /// When its record cannot be read.
    pub fn record(&self, release: &Release) -> Result<Record> {
        let record = Record::parse(&self.read(release, RECORD)?);
        record.map_err(|error| finding(format!("{release}/{RECORD}: {error}")))
    }

    /// What a person adds to the words of `gen-lock rollback` for it to find this folder
    pub fn option(&self) -> String {
        if self.root == Path::new(fleet::table::Machine::STATE) {
            return String::new();
        }
        format!(" --state {}", self.root.display())
    }

    /// Whether a release holds just these files, beside what was noted of it
    pub fn holds(&self, release: &Release, files: &BTreeMap<String, String>) -> bool {
        files
            .iter()
            .all(|(name, text)| self.read(release, name).is_ok_and(|there| there == *text))
    }

    /// Whether it was healthy once
    pub fn was_healthy(&self, release: &Release) -> bool {
        self.folder(release).join(HEALTHY).exists()
    }

    /// Why it failed
    pub fn failure(&self, release: &Release) -> Option<String> {
        self.read(release, FAILED).ok()
    }

    /// Refuses the folder of another machine
    ///
    /// # Errors
    /// When what runs here is another machine's.
    pub fn is_of(&self, machine: &str) -> Result<()> {
        let Some(current) = self.release(Link::Current) else {
            return Ok(());
        };
        let there = self.record(&current)?.machine;
        if there == machine {
            return Ok(());
        }
        Err(finding(format!(
            "`{}` belongs to machine `{there}`, not to `{machine}`\n\nhint: give this machine's name",
            self.root.display()
        )))
    }
}

#[cfg(test)]
mod tests;
