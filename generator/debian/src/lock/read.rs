//! Reading a lock strictly.

use std::str::FromStr;

use serde::Deserialize;

use super::{Lock, LockedPackage, LOCK_VERSION};
use crate::{check_name, NameError};

/// A lock that cannot be read, or lacks what is asked of it.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Not JSON, an unknown field, a bad value; tells line and column.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// Written by another version of the tool.
    #[error("version {0} is not known, want {LOCK_VERSION}\n\nhint: use the release of the tool that wrote this lock, or refresh the lock with this one")]
    Version(u64),
    /// A key, or a member of `depends`.
    #[error(transparent)]
    Name(#[from] NameError),
    /// Neither the lock's architecture nor `all`.
    #[error("package `{package}`: architecture `{got}`: want `{want}` or `all`")]
    Architecture {
        /// The package.
        package: String,
        /// The lock's.
        want: String,
        /// The package's.
        got: String,
    },
    /// No deb is empty.
    #[error("package `{0}`: size: want a number above 0")]
    Size(String),
    /// `depends` names what is not there.
    #[error("package `{package}`: depends on `{depends}`, which is not in the lock")]
    Dangling {
        /// The package.
        package: String,
        /// What it needs.
        depends: String,
    },
    /// An excluded package is locked as well.
    #[error("package `{0}`: it is locked and also excluded")]
    Excluded(String),
    /// Asked for, not there.
    #[error("package `{0}`: it is not in the lock\n\nhint: refresh the lock")]
    NotLocked(String),
}

/// Read first, so that a newer lock is not blamed for its fields.
#[derive(Deserialize)]
struct Versioned {
    version: u64,
}

impl FromStr for Lock {
    type Err = LockError;

    fn from_str(text: &str) -> Result<Self, LockError> {
        let Versioned { version } = serde_json::from_str(text)?;
        if version != LOCK_VERSION {
            return Err(LockError::Version(version));
        }
        let lock: Self = serde_json::from_str(text)?;
        lock.packages
            .iter()
            .try_for_each(|(name, package)| check(&lock, name, package))?;
        Ok(lock)
    }
}

fn check(lock: &Lock, name: &str, package: &LockedPackage) -> Result<(), LockError> {
    check_name(name)?;
    if package.architecture != "all" && package.architecture != lock.architecture {
        let (want, got) = (lock.architecture.clone(), package.architecture.clone());
        return Err(LockError::Architecture {
            package: name.into(),
            want,
            got,
        });
    }
    if package.size == 0 {
        return Err(LockError::Size(name.into()));
    }
    if lock.excluded.contains_key(name) {
        return Err(LockError::Excluded(name.into()));
    }
    match package
        .depends
        .iter()
        .find(|depends| !lock.packages.contains_key(*depends))
    {
        Some(depends) => Err(LockError::Dangling {
            package: name.into(),
            depends: depends.clone(),
        }),
        None => Ok(()),
    }
}
