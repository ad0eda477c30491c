//! `pylock.toml` as written (PEP 751, lock-version 1.0): nothing is chosen yet, a package may have
//! several wheels and a marker may be false. [`Pylock::select`] gives the resolved
//! [`Lock`](crate::Lock).

mod fields;
mod file;
mod read;
mod select;

use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifiers};
use pep508_rs::PackageName;

use crate::{FileHash, Finding, Findings, Interpreter, Marker, Place, Severity, WheelFilename};

pub(crate) use read::read;
pub(crate) use select::select;

/// A lock of a thousand packages with every wheel of each takes some 10 MB.
pub(crate) const LARGEST_TEXT: usize = 64 << 20;
/// The largest wheel of an index is far below.
pub(crate) const LARGEST_FILE: i64 = 64 << 30;

/// A `pylock.toml` as written, by uv, another tool or [`Lock`](crate::Lock).
///
/// It is read as PEP 751 has it by default: with no extra, and with the default groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pylock {
    /// The Pythons that it is for.
    pub requires_python: Option<VersionSpecifiers>,
    /// The environments that it is for; empty means any.
    pub environments: Vec<Marker>,
    /// The tool that wrote it.
    pub created_by: String,
    /// The extras that it knows; none of them is chosen.
    pub extras: Vec<String>,
    /// The groups that it knows.
    pub dependency_groups: Vec<String>,
    /// The groups that are chosen.
    pub default_groups: Vec<String>,
    /// The packages, in the order of the file.
    pub packages: Vec<Package>,
    /// The packages that are not in an index, which no lock of wheels can hold.
    pub direct: Vec<Direct>,
    /// What is odd about it and doesn't stop its use.
    pub warnings: Vec<Finding>,
}

/// A package of a lock that is a checkout, a folder or an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Direct {
    /// Where it stands.
    pub place: Place,
    /// The name in normal form.
    pub name: PackageName,
    /// `vcs`, `directory` or `archive`.
    pub key: &'static str,
    /// Where it is installed; `None` means everywhere.
    pub marker: Option<Marker>,
}

/// A package that another one of the lock says it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The name in normal form.
    pub name: PackageName,
    /// Which of several versions, where the lock says it.
    pub version: Option<Version>,
}

/// A package of a lock as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// Where it stands.
    pub place: Place,
    /// The name in normal form.
    pub name: PackageName,
    /// The version.
    pub version: Version,
    /// Where it is installed; `None` means everywhere.
    pub marker: Option<Marker>,
    /// The Pythons it runs on.
    pub requires_python: Option<VersionSpecifiers>,
    /// The wheels, in the order of the file.
    pub wheels: Vec<Wheel>,
    /// The file of the source, which is never built from here.
    pub sdist: Option<String>,
    /// The packages that it says it needs: a note, not for installing.
    pub dependencies: Vec<Dependency>,
    /// The SHA-256 of its index's address, as gen-lock notes it in `tool.gen-lock`.
    pub index: Option<FileHash>,
    /// Whether a wheel of it was refused, so that a missing one is no news.
    incomplete: bool,
}

/// A wheel of a lock as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wheel {
    /// Where it stands.
    pub place: Place,
    /// The filename: `name`, else the last part of the location.
    pub filename: WheelFilename,
    /// Where the file is.
    pub location: Location,
    /// Bytes; a lock made elsewhere may leave it out.
    pub size: Option<u64>,
    /// The SHA-256 of the wheel.
    pub sha256: FileHash,
}

/// Where the file of a wheel is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// Relative to the lock's folder.
    Path(String),
    /// An address.
    Url(String),
}

impl Package {
    /// Whether an interpreter installs it.
    pub fn applies(&self, interpreter: &Interpreter) -> bool {
        holds(self.marker.as_ref(), interpreter)
    }
}

impl Direct {
    /// Whether an interpreter installs it.
    pub fn applies(&self, interpreter: &Interpreter) -> bool {
        holds(self.marker.as_ref(), interpreter)
    }
}

fn holds(marker: Option<&Marker>, interpreter: &Interpreter) -> bool {
    marker.is_none_or(|marker| marker.holds(interpreter, &[]))
}

impl Pylock {
    /// Whether a file of that name is read as a lock (PEP 751, "File Name").
    pub fn is_filename(name: &str) -> bool {
        let middle = name
            .strip_prefix("pylock.")
            .and_then(|rest| rest.strip_suffix(".toml"));
        name == "pylock.toml" || middle.is_some_and(|name| !name.is_empty() && !name.contains('.'))
    }

    /// The wheel of that filename, for its address.
    pub fn wheel(&self, filename: &WheelFilename) -> Option<&Wheel> {
        self.packages
            .iter()
            .flat_map(|package| &package.wheels)
            .find(|wheel| wheel.filename == *filename)
    }
}

impl FromStr for Pylock {
    type Err = Findings;

    fn from_str(text: &str) -> Result<Self, Findings> {
        let (mut pylock, findings) = read(text);
        let is_error = |finding: &Finding| finding.severity() == Severity::Error;
        if findings.iter().any(is_error) {
            return Findings::collect(findings).map_or(Ok(pylock), Err);
        }
        pylock.warnings = findings;
        Ok(pylock)
    }
}
