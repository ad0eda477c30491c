//! Licences as people write them, in the words of SPDX (annex D of SPDX 2.3).

mod debian;
mod expression;
mod listed;
mod python;

pub use self::debian::of_debian;
pub use self::python::of_python;

use crate::slug::slug;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A licence, or several
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Licence {
    /// Of SPDX's list: `MIT`, `MPL-2.0+`, `GPL-3.0-or-later WITH Bison-exception-2.2`
    Listed(String),
    /// One that its author gave an identifier of its own: `LicenseRef-NVIDIA-Proprietary`
    Reference(String),
    /// Another, as it is called
    Named(String),
    /// Each of them holds
    All(BTreeSet<Licence>),
    /// One of them may be chosen
    Any(BTreeSet<Licence>),
}

impl Licence {
    /// Those that SPDX's list lacks: names by identifier
    pub fn references(&self) -> BTreeMap<String, String> {
        match self {
            Self::Listed(_) => BTreeMap::new(),
            Self::Reference(id) => BTreeMap::from([(id.clone(), id.clone())]),
            Self::Named(name) => BTreeMap::from([(reference(name), name.clone())]),
            Self::All(all) | Self::Any(all) => all.iter().flat_map(Self::references).collect(),
        }
    }

    /// Whether it is one identifier of SPDX's list and no more
    pub fn is_identifier(&self) -> bool {
        matches!(self, Self::Listed(text) if !text.contains(' ') && !text.ends_with('+'))
    }

    /// Several as one; `None` of nothing
    fn all(licences: BTreeSet<Self>) -> Option<Self> {
        let mut flat = BTreeSet::new();
        for licence in licences {
            match licence {
                Self::All(inner) => flat.extend(inner),
                other => drop(flat.insert(other)),
            }
        }
        one_or(flat, Self::All)
    }

    /// A choice; `None` of nothing
    fn any(licences: BTreeSet<Self>) -> Option<Self> {
        one_or(licences, Self::Any)
    }

    /// Whether every part of it is an identifier of SPDX's list, or of its author's own
    fn is_identified(&self) -> bool {
        match self {
            Self::Listed(_) | Self::Reference(_) => true,
            Self::Named(_) => false,
            Self::All(all) | Self::Any(all) => all.iter().all(Self::is_identified),
        }
    }

    /// Whether some part of it is such an identifier
    fn is_partly_identified(&self) -> bool {
        match self {
            Self::All(all) | Self::Any(all) => all.iter().any(Self::is_partly_identified),
            one => one.is_identified(),
        }
    }
}

fn one_or(
    mut licences: BTreeSet<Licence>,
    several: fn(BTreeSet<Licence>) -> Licence,
) -> Option<Licence> {
    match licences.len() {
        0 | 1 => licences.pop_first(),
        _ => Some(several(licences)),
    }
}

/// Names that differ in case alone are one, as in SPDX
fn reference(name: &str) -> String {
    format!("LicenseRef-{}", slug(&name.to_lowercase()))
}

/// The expression
impl fmt::Display for Licence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (several, word) = match self {
            Self::Listed(text) | Self::Reference(text) => return f.write_str(text),
            Self::Named(name) => return f.write_str(&reference(name)),
            Self::All(several) => (several, " AND "),
            Self::Any(several) => (several, " OR "),
        };
        let part = |licence: &Self| match licence {
            Self::All(_) | Self::Any(_) => format!("({licence})"),
            _ => licence.to_string(),
        };
        let parts: Vec<String> = several.iter().map(part).collect();
        f.write_str(&parts.join(word))
    }
}
