//! Why a Debian package is refused.

use crate::archive::ar::ArError;
use crate::archive::bounded::TooLong;
use crate::archive::tar_reader::TarError;
use crate::path::PathFault;
use crate::shown;

/// A package that is refused; the file's name is added outside.
#[derive(Debug, thiserror::Error)]
pub enum DebError {
    /// Reading failed.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// The outer archive is damaged.
    #[error(transparent)]
    Ar(#[from] ArError),
    /// One of the inner archives is damaged or holds what is refused.
    #[error("`{part}`: {source}")]
    Tar {
        /// `control.tar.xz` or `data.tar.xz`.
        part: String,
        /// What is wrong.
        source: TarError,
    },
    /// One of the inner archives is a bomb.
    #[error(
        "`{part}` unpacks to more than {limit} bytes, which is more than packages of this size hold"
    )]
    TooLarge {
        /// `data.tar.xz`
        part: String,
        /// What is allowed.
        limit: u64,
    },
    /// The parts are not those of a package.
    #[error("is no Debian package: {0}")]
    Parts(String),
    /// The control file says something else than expected, or too little.
    #[error("control file: {0}")]
    Control(String),
    /// A member whose path is refused.
    #[error("member `{member}` has {fault}")]
    Path {
        /// Its path as written.
        member: String,
        /// Why.
        fault: PathFault,
    },
    /// A member that is refused.
    #[error("member `{member}` {why}")]
    Member {
        /// Its path as written.
        member: String,
        /// What is wrong with it.
        why: String,
    },
    /// A maintainer script whose effect nobody declared.
    #[error(
        "package `{package}` has the maintainer script `{script}`, which never runs: declare its \
         effects, then list it in `scripts`"
    )]
    Script {
        /// The package's name.
        package: String,
        /// The script's name.
        script: String,
    },
}

impl DebError {
    /// What is wrong with the archive called `part`.
    pub(super) fn tar(part: &str, source: TarError) -> Self {
        let part = part.to_owned();
        let long = match &source {
            TarError::Io { source, .. } => source.get_ref().and_then(|error| error.downcast_ref()),
            _ => None,
        };
        match long {
            Some(TooLong { limit }) => Self::TooLarge {
                part,
                limit: *limit,
            },
            None => Self::Tar { part, source },
        }
    }

    pub(super) fn member(member: &str, why: impl Into<String>) -> Self {
        Self::Member {
            member: shown::name(member),
            why: why.into(),
        }
    }

    /// A member whose path is refused.
    pub(super) fn path(member: &str) -> impl FnOnce(PathFault) -> Self + '_ {
        move |fault| Self::Path {
            member: shown::name(member),
            fault,
        }
    }
}
