//! Where a state of the locks is read from.

use super::pushed::Pushed;
use super::revision;
use crate::process::capture;
use crate::project::{find, LockFile, Project};
use crate::remote::Remote;
use anyhow::{bail, Context as _, Result};
use change::State;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Before the name of what is in a registry, as `skopeo` has it
const REGISTRY: &str = "docker://";

/// Where a state is
#[derive(Debug)]
pub enum Origin {
    /// A build lock alone
    File(PathBuf),
    /// A checkout
    Folder(PathBuf),
    /// A commit of the project's repository
    Revision {
        /// As the user wrote it
        name: String,
        /// Its digest
        commit: String,
        /// The project's folder
        root: PathBuf,
    },
    /// In a registry
    Pushed(Pushed),
}

/// A state, and what only its project knows
#[derive(Debug)]
pub struct Read {
    /// The state
    pub state: State,
    /// The Debian release of its debs, where it is known
    pub release: Option<&'static str>,
}

impl Origin {
    /// What a user's word means: what is there as a file, else what git knows
    ///
    /// # Errors
    /// When it is nothing.
    pub fn of(word: &str, start: &Path) -> Result<Self> {
        let path = Path::new(word);
        if path.is_dir() {
            return Ok(Self::Folder(path.to_owned()));
        }
        if path.exists() {
            return Ok(Self::File(path.to_owned()));
        }
        if let Some(pushed) = word.strip_prefix(REGISTRY) {
            return Ok(Self::Pushed(pushed.parse()?));
        }
        let root = find(start).ok();
        let commit = root.as_deref().and_then(|root| commit(root, word));
        match root.zip(commit) {
            Some((root, commit)) => Ok(Self::Revision {
                name: word.to_owned(),
                commit,
                root,
            }),
            None => bail!(
                "`{word}` is neither a file nor a folder nor a git revision of the project\n\nhint: \
                 give a build lock, a checkout, a commit, or `docker://REGISTRY/ORG/NAME:TAG`"
            ),
        }
    }

    /// Reads the state
    ///
    /// # Errors
    /// When a file is missing or wrong, or a registry does not answer.
    pub fn read(&self, remote: &Remote) -> Result<Read> {
        match self {
            Self::Pushed(pushed) => pushed.read(remote),
            Self::File(path) => Ok(Read {
                state: State {
                    name: path.display().to_string(),
                    lock: LockFile::of_file(path)?.lock,
                    inventory: None,
                    indexes: BTreeMap::new(),
                },
                release: None,
            }),
            Self::Folder(path) => state(path, path.display().to_string()),
            Self::Revision { name, commit, root } => {
                let folder =
                    revision::checkout(root, commit).with_context(|| format!("`{name}`"))?;
                let short = commit.get(..12).unwrap_or(commit);
                state(folder.path(), format!("{name} ({short})"))
            }
        }
    }
}

fn commit(root: &Path, word: &str) -> Option<String> {
    let mut git = crate::git::git(root);
    git.args(["rev-parse", "--quiet", "--verify", "--end-of-options"]);
    git.arg(format!("{word}^{{commit}}"));
    let ended = capture(&mut git, "install git").ok()?;
    ended.success.then_some(ended.stdout)
}

fn state(folder: &Path, name: String) -> Result<Read> {
    let read = || -> Result<Read> {
        let project = Project::read(folder)?;
        Ok(Read {
            // Asked for with a database alone, and said then.
            release: project.debian_release().ok(),
            state: State {
                name: name.clone(),
                lock: project.locked_build()?.lock.clone(),
                inventory: Some(project.inventory()?),
                indexes: project.indexes()?,
            },
        })
    };
    read().with_context(|| format!("`{name}`"))
}
