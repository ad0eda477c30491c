//! `Packages`: what an archive offers, a stanza per deb.

use std::str::FromStr;

use crate::dependency::{Dependency, DependencyError, Relation};
use crate::stanza::{Field, Stanza, StanzaError, Stanzas};
use crate::{
    check_name, FileHash, FileHashError, NameError, PoolPath, PoolPathError, Version, VersionError,
};

/// The entries of one index, in its order.
#[derive(Clone, Debug, Default)]
pub struct Packages<'a> {
    /// Every architecture and version that the index lists.
    pub entries: Vec<Package<'a>>,
}

/// One deb, as far as resolving and locking need it.
#[derive(Clone, Debug)]
pub struct Package<'a> {
    /// `Package`
    pub name: &'a str,
    /// `Version`
    pub version: Version,
    /// `Architecture`
    pub architecture: &'a str,
    /// `Source`, or the package's own name
    pub source: &'a str,
    /// The version that `Source` gives in parentheses, or the package's own
    pub source_version: Version,
    /// `Filename`
    pub path: PoolPath,
    /// `Size`
    pub size: u64,
    /// `SHA256`
    pub sha256: FileHash,
    /// Where the stanza starts, counted from 1.
    pub line: usize,
    pre_depends: &'a str,
    depends: &'a str,
    provides: &'a str,
    conflicts: &'a str,
    breaks: &'a str,
}

/// An index that cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PackagesError {
    /// Not deb822, or a field is missing.
    #[error(transparent)]
    Stanza(#[from] StanzaError),
    /// A field of a known kind that is not of it.
    #[error("line {line}: field `{field}`: {error}")]
    Field {
        /// Counted from 1.
        line: usize,
        /// The field.
        field: String,
        /// What is wrong.
        error: FieldError,
    },
}

/// What can be wrong with one value.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(transparent)]
pub enum FieldError {
    /// Package, Source
    Name(#[from] NameError),
    /// Version, Source
    Version(#[from] VersionError),
    /// Filename
    Path(#[from] PoolPathError),
    /// SHA256
    Hash(#[from] FileHashError),
    /// Size
    #[error("want a number of bytes above 0, got `{0}`")]
    Size(String),
    /// Architecture
    #[error("want one architecture, got `{0}`")]
    Architecture(String),
}

impl<'a> Packages<'a> {
    /// A whole index, uncompressed. Nothing but versions and paths is copied.
    pub fn parse(text: &'a str) -> Result<Self, PackagesError> {
        let entries = Stanzas::new(text)
            .map(|stanza| Package::from_stanza(&stanza?))
            .collect::<Result<_, _>>()?;
        Ok(Self { entries })
    }
}

impl<'a> Package<'a> {
    /// One stanza of an index.
    pub fn from_stanza(stanza: &Stanza<'a>) -> Result<Self, PackagesError> {
        let name = value(stanza, "Package", |text| Ok(check_name(text)?))?;
        let version = value(stanza, "Version", |text| Ok(text.parse::<Version>()?))?;
        let (source, source_version) = match stanza.get("Source") {
            Some(field) => read(field, |text| parse_source(text, &version))?,
            None => (name, version.clone()),
        };
        let list = |name| stanza.get(name).map_or("", |field| field.text);
        Ok(Self {
            name,
            version,
            architecture: value(stanza, "Architecture", parse_architecture)?,
            source,
            source_version,
            path: value(stanza, "Filename", |text| Ok(text.parse()?))?,
            size: value(stanza, "Size", parse_size)?,
            sha256: value(stanza, "SHA256", |text| Ok(text.parse()?))?,
            line: stanza.line,
            pre_depends: list("Pre-Depends"),
            depends: list("Depends"),
            provides: list("Provides"),
            conflicts: list("Conflicts"),
            breaks: list("Breaks"),
        })
    }

    /// What must be there: Pre-Depends, then Depends.
    pub fn dependencies(&self) -> Result<Vec<Dependency<'a>>, DependencyError> {
        let mut all = Dependency::parse_field(self.pre_depends)?;
        all.extend(Dependency::parse_field(self.depends)?);
        Ok(all)
    }

    /// The virtual packages that it stands for.
    pub fn provides(&self) -> Result<Vec<Relation<'a>>, DependencyError> {
        single_relations(self.provides)
    }

    /// What must not be there beside it: Conflicts, then Breaks, with the field's name.
    pub fn refusals(&self) -> Result<Vec<(&'static str, Relation<'a>)>, DependencyError> {
        let tagged = |field, text| {
            Ok(single_relations(text)?
                .into_iter()
                .map(move |relation| (field, relation)))
        };
        Ok(tagged("Conflicts", self.conflicts)?
            .chain(tagged("Breaks", self.breaks)?)
            .collect())
    }
}

/// A field whose members have no alternatives.
fn single_relations(text: &str) -> Result<Vec<Relation<'_>>, DependencyError> {
    Ok(Dependency::parse_field(text)?
        .into_iter()
        .flat_map(|dependency| dependency.alternatives)
        .collect())
}

pub(crate) fn value<'a, T>(
    stanza: &Stanza<'a>,
    name: &'static str,
    parse: impl FnOnce(&'a str) -> Result<T, FieldError>,
) -> Result<T, PackagesError> {
    read(stanza.require(name)?, parse)
}

pub(crate) fn read<'a, T>(
    field: &Field<'a>,
    parse: impl FnOnce(&'a str) -> Result<T, FieldError>,
) -> Result<T, PackagesError> {
    let place = |error| PackagesError::Field {
        line: field.line,
        field: field.name.into(),
        error,
    };
    parse(field.one_line()?).map_err(place)
}

/// `glibc` or `glibc (2.36-9)`
pub(crate) fn parse_source<'a>(
    text: &'a str,
    version: &Version,
) -> Result<(&'a str, Version), FieldError> {
    let Some((name, rest)) = text.split_once(' ') else {
        return Ok((check_name(text)?, version.clone()));
    };
    let inner = rest
        .trim()
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    Ok((
        check_name(name)?,
        Version::from_str(inner.unwrap_or(rest).trim())?,
    ))
}

pub(crate) fn parse_architecture(text: &str) -> Result<&str, FieldError> {
    let inside = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if text.is_empty() || !text.bytes().all(inside) {
        return Err(FieldError::Architecture(text.into()));
    }
    Ok(text)
}

fn parse_size(text: &str) -> Result<u64, FieldError> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let size = text.parse().ok().filter(|size| digits && *size > 0);
    size.ok_or_else(|| FieldError::Size(text.into()))
}

#[cfg(test)]
mod tests;
