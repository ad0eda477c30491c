//! A requirements file with hashes, as pip-compile and uv write it: pins alone, each with its
//! SHA-256s.

mod logical;
mod read;

use std::str::FromStr;

use pep440_rs::Version;
use pep508_rs::{ExtraName, PackageName};

use crate::{FileHash, Findings, Marker, Place, Severity};

pub(crate) use read::read;

/// A requirements file as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requirements {
    /// The pins, in the order of the file.
    pub pins: Vec<Pin>,
    /// The Python that it was compiled for, by its header, such as `3.11`.
    pub python: Option<(Place, String)>,
    /// What pip-compile says it left out as unsafe.
    pub unsafe_packages: Vec<(Place, PackageName)>,
}

/// One pinned package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// Where it stands.
    pub place: Place,
    /// The name in normal form.
    pub name: PackageName,
    /// The version.
    pub version: Version,
    /// The extras asked for.
    pub extras: Vec<ExtraName>,
    /// Where it is installed; `None` means everywhere.
    pub marker: Option<Marker>,
    /// The SHA-256 of every file that may be installed.
    pub hashes: Vec<FileHash>,
}

impl FromStr for Requirements {
    type Err = Findings;

    fn from_str(text: &str) -> Result<Self, Findings> {
        let (requirements, findings) = read(text);
        let is_error = |finding: &crate::Finding| finding.severity() == Severity::Error;
        if findings.iter().any(is_error) {
            return Findings::collect(findings).map_or(Ok(requirements), Err);
        }
        Ok(requirements)
    }
}
