//! Relation fields of binary packages: `Depends`, `Provides`, `Conflicts` and their kin.
//!
//! `a (>= 1) | b:any, c` is two dependencies, the first of them with two alternatives.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::{check_name, NameError, Version, VersionError};

/// More dependencies than this in one field, or alternatives in one dependency, are refused.
pub const MAX_RELATIONS: usize = 4096;

/// One comma-separated member of a field: any one of its alternatives satisfies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependency<'a> {
    /// Never empty, in the order written.
    pub alternatives: Vec<Relation<'a>>,
}

/// A package, perhaps of certain versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation<'a> {
    /// A package or a virtual package.
    pub name: &'a str,
    /// What follows the colon: `any`, `native` or an architecture.
    pub qualifier: Option<&'a str>,
    /// The versions it must be of.
    pub version: Option<(Operator, Version)>,
}

/// How versions are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `<<`
    Earlier,
    /// `<=`, which was once spelled `<`
    AtMost,
    /// `=`
    Exactly,
    /// `>=`, which was once spelled `>`
    AtLeast,
    /// `>>`
    Later,
}

/// A text that is no relation field.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum DependencyError {
    /// Nothing between two bars.
    #[error("dependency `{0}`: an alternative is empty")]
    Empty(String),
    /// Not a package name.
    #[error("dependency `{relation}`: {error}")]
    Name {
        /// The alternative.
        relation: String,
        /// What is wrong.
        error: NameError,
    },
    /// After the colon.
    #[error("dependency `{0}`: after the colon want `any`, `native` or an architecture")]
    Qualifier(String),
    /// Something else than `(operator version)` and `<profile>` after the name.
    #[error("dependency `{0}`: after the name want `(OPERATOR VERSION)`")]
    Rest(String),
    /// `[amd64]`
    #[error("dependency `{0}`: an architecture list is only allowed in source packages")]
    Architectures(String),
    /// Unknown sign.
    #[error("dependency `{0}`: want one of `<<`, `<=`, `=`, `>=`, `>>` before the version")]
    Operator(String),
    /// Not a version.
    #[error("dependency `{relation}`: {error}")]
    Version {
        /// The alternative.
        relation: String,
        /// What is wrong.
        error: VersionError,
    },
    /// More than [`MAX_RELATIONS`].
    #[error("more than {MAX_RELATIONS} dependencies or alternatives in one field")]
    TooMany,
}

impl<'a> Dependency<'a> {
    /// A whole field. Empty members are skipped: `substvars` leave stray commas behind.
    pub fn parse_field(text: &'a str) -> Result<Vec<Self>, DependencyError> {
        let members = text
            .split(',')
            .map(str::trim)
            .filter(|member| !member.is_empty());
        let dependencies: Vec<_> = members
            .take(MAX_RELATIONS + 1)
            .map(Self::parse)
            .collect::<Result<_, _>>()?;
        bounded(dependencies)
    }

    fn parse(text: &'a str) -> Result<Self, DependencyError> {
        if text
            .split('|')
            .any(|alternative| alternative.trim().is_empty())
        {
            return Err(DependencyError::Empty(text.into()));
        }
        let alternatives = text
            .split('|')
            .take(MAX_RELATIONS + 1)
            .map(Relation::parse)
            .collect::<Result<_, _>>()?;
        Ok(Self {
            alternatives: bounded(alternatives)?,
        })
    }
}

fn bounded<T>(list: Vec<T>) -> Result<Vec<T>, DependencyError> {
    if list.len() > MAX_RELATIONS {
        return Err(DependencyError::TooMany);
    }
    Ok(list)
}

impl<'a> Relation<'a> {
    /// One alternative.
    pub fn parse(text: &'a str) -> Result<Self, DependencyError> {
        let text = text.trim();
        let end = text
            .find(|c: char| c.is_ascii_whitespace() || "([<".contains(c))
            .unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        let (name, qualifier) = match name.split_once(':') {
            Some((name, qualifier)) => (name, Some(qualifier)),
            None => (name, None),
        };
        check_name(name).map_err(|error| DependencyError::Name {
            relation: text.into(),
            error,
        })?;
        let in_qualifier = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if qualifier.is_some_and(|q| q.is_empty() || !q.bytes().all(in_qualifier)) {
            return Err(DependencyError::Qualifier(text.into()));
        }
        Ok(Self {
            name,
            qualifier,
            version: restriction(text, rest.trim())?,
        })
    }

    /// Whether a version is one of those that are wanted.
    pub fn accepts(&self, version: &Version) -> bool {
        self.version
            .as_ref()
            .is_none_or(|(operator, wanted)| operator.holds(version.cmp(wanted)))
    }
}

/// What follows a name: a version, then build profiles, which binary packages have outlived.
fn restriction(relation: &str, rest: &str) -> Result<Option<(Operator, Version)>, DependencyError> {
    let (version, profiles) = match rest.strip_prefix('(') {
        Some(inner) => {
            let (inner, after) = inner
                .split_once(')')
                .ok_or_else(|| DependencyError::Rest(relation.into()))?;
            (Some(constraint(relation, inner.trim())?), after.trim())
        }
        None => (None, rest),
    };
    match profiles.as_bytes() {
        [] | [b'<', .., b'>'] => Ok(version),
        [b'[', ..] => Err(DependencyError::Architectures(relation.into())),
        _ => Err(DependencyError::Rest(relation.into())),
    }
}

fn constraint(relation: &str, text: &str) -> Result<(Operator, Version), DependencyError> {
    let end = text
        .find(|c: char| !"<=>".contains(c))
        .unwrap_or(text.len());
    let (sign, version) = text.split_at(end);
    let operator =
        Operator::from_sign(sign).ok_or_else(|| DependencyError::Operator(relation.into()))?;
    let version = Version::from_str(version.trim());
    version
        .map(|version| (operator, version))
        .map_err(|error| DependencyError::Version {
            relation: relation.into(),
            error,
        })
}

impl Operator {
    fn from_sign(sign: &str) -> Option<Self> {
        match sign {
            "<<" => Some(Self::Earlier),
            "<=" | "<" => Some(Self::AtMost),
            "=" => Some(Self::Exactly),
            ">=" | ">" => Some(Self::AtLeast),
            ">>" => Some(Self::Later),
            _ => None,
        }
    }

    /// Whether a version that compares like this to the wanted one is accepted.
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Earlier => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Exactly => order.is_eq(),
            Self::AtLeast => order.is_ge(),
            Self::Later => order.is_gt(),
        }
    }

    /// As written in a field.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Earlier => "<<",
            Self::AtMost => "<=",
            Self::Exactly => "=",
            Self::AtLeast => ">=",
            Self::Later => ">>",
        }
    }
}

impl fmt::Display for Relation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)?;
        if let Some(qualifier) = self.qualifier {
            write!(f, ":{qualifier}")?;
        }
        match &self.version {
            Some((operator, version)) => write!(f, " ({} {version})", operator.sign()),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Dependency<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        self.alternatives.iter().try_for_each(|relation| {
            write!(f, "{separator}{relation}")?;
            separator = " | ";
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests;
