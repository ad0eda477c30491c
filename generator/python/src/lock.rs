use std::collections::BTreeSet;
use std::fmt;

use pep440_rs::{Version, VersionSpecifiers};
use pep508_rs::PackageName;

use crate::{FileHash, Marker, WheelFilename};

/// A resolved lock: one wheel a package, for one interpreter. [`Display`](fmt::Display) prints the
/// canonical `pylock.toml`, which has no address in it: pip and uv install it from a folder
/// `wheels/` beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// The Pythons that it is for, as the resolver said.
    pub requires_python: Option<VersionSpecifiers>,
    /// Where it is complete.
    pub environments: Vec<Marker>,
    /// The packages, by name.
    pub packages: Vec<LockedPackage>,
}

/// A package of a resolved lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockedPackage {
    /// The name in normal form.
    pub name: PackageName,
    /// The version.
    pub version: Version,
    /// The marker, true for the lock's interpreter; kept for a reader on another.
    pub marker: Option<Marker>,
    /// The packages of this lock that it needs itself; a note, not for installing.
    pub dependencies: BTreeSet<PackageName>,
    /// The wheel, as published.
    pub filename: WheelFilename,
    /// Bytes.
    pub size: u64,
    /// The SHA-256 of the wheel.
    pub sha256: FileHash,
    /// The SHA-256 of the address of the index that it came from, if that was not the default one;
    /// a note, so that a change of the index is seen and no host is named.
    pub index: Option<FileHash>,
}

impl Lock {
    /// The package of that name.
    pub fn get(&self, name: &PackageName) -> Option<&LockedPackage> {
        self.packages.iter().find(|package| package.name == *name)
    }
}

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "lock-version = \"1.0\"")?;
        if !self.environments.is_empty() {
            writeln!(f, "environments = [")?;
            for marker in &self.environments {
                writeln!(f, "  {},", Quoted(marker))?;
            }
            writeln!(f, "]")?;
        }
        if let Some(requires) = &self.requires_python {
            writeln!(f, "requires-python = {}", Quoted(requires))?;
        }
        writeln!(f, "created-by = \"gen-lock\"")?;
        if self.packages.is_empty() {
            writeln!(f, "packages = []")?;
        }
        let mut packages: Vec<&LockedPackage> = self.packages.iter().collect();
        packages.sort_by_key(|package| &package.name);
        packages
            .into_iter()
            .try_for_each(|package| write!(f, "\n{package}"))
    }
}

impl fmt::Display for LockedPackage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "[[packages]]")?;
        writeln!(f, "name = \"{}\"", self.name)?;
        writeln!(f, "version = \"{}\"", self.version)?;
        if let Some(marker) = &self.marker {
            writeln!(f, "marker = {}", Quoted(marker))?;
        }
        if !self.dependencies.is_empty() {
            writeln!(f, "dependencies = [")?;
            for name in &self.dependencies {
                writeln!(f, "  {{ name = \"{name}\" }},")?;
            }
            writeln!(f, "]")?;
        }
        writeln!(f, "\n[[packages.wheels]]")?;
        writeln!(f, "name = \"{}\"", self.filename)?;
        writeln!(f, "path = \"wheels/{}\"", self.filename)?;
        writeln!(f, "size = {}", self.size)?;
        writeln!(f, "hashes.sha256 = \"{}\"", self.sha256)?;
        if let Some(index) = &self.index {
            writeln!(f, "\n[packages.tool.gen-lock]\nindex-sha256 = \"{index}\"")?;
        }
        Ok(())
    }
}

/// A TOML basic string.
struct Quoted<T>(T);

impl<T: fmt::Display> fmt::Display for Quoted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for letter in self.0.to_string().chars() {
            match letter {
                '"' | '\\' => write!(f, "\\{letter}")?,
                control if control.is_control() => write!(f, "\\u{:04X}", u32::from(control))?,
                letter => write!(f, "{letter}")?,
            }
        }
        f.write_str("\"")
    }
}
