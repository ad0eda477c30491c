//! What a package says of others: Provides, Conflicts, Breaks, Replaces (Debian policy, chapter 7).

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::control::Control;
use super::fault::DebError;
use super::version;

/// Who a package is and what it says of others, as `debs.json` beside a layer keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relations {
    /// `Package`
    pub package: String,
    /// `Version`
    pub version: String,
    /// `Architecture`
    pub architecture: String,
    /// `Provides`
    pub provides: Vec<Relation>,
    /// `Conflicts`
    pub conflicts: Vec<Relation>,
    /// `Breaks`
    pub breaks: Vec<Relation>,
    /// `Replaces`
    pub replaces: Vec<Relation>,
}

/// One package name, with the versions that are meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// The package.
    pub name: String,
    /// An architecture, `any`, or empty.
    pub architecture: String,
    /// `<<`, `<=`, `=`, `>=`, `>>`, or empty for every version.
    pub operator: String,
    /// What it compares with.
    pub version: String,
}

impl Relations {
    /// As the control file says.
    pub fn read(control: &Control) -> Result<Self, DebError> {
        let text = |name| control.field(name).unwrap_or_default();
        let list = |name| parse(name, text(name));
        Ok(Self {
            package: control.package()?.to_owned(),
            version: text("Version").to_owned(),
            architecture: text("Architecture").to_owned(),
            provides: list("Provides")?,
            conflicts: list("Conflicts")?,
            breaks: list("Breaks")?,
            replaces: list("Replaces")?,
        })
    }

    /// Whether files of `other` may be replaced by this package's: by its real name alone.
    pub fn replaces(&self, other: &Self) -> bool {
        self.replaces.iter().any(|relation| relation.is(other))
    }

    /// The field and relation by which this package may not be together with `other`.
    pub fn refuses(&self, other: &Self) -> Option<(&'static str, &Relation)> {
        if self.package == other.package {
            return None;
        }
        let conflicts = self.conflicts.iter().map(|one| ("Conflicts", one));
        let breaks = self.breaks.iter().map(|one| ("Breaks", one));
        conflicts
            .chain(breaks)
            .find(|(_, relation)| relation.is(other) || relation.is_provided_by(other))
    }

    /// An error if one of the two refuses the other.
    pub fn check(&self, other: &Self) -> Result<(), String> {
        for (one, two) in [(self, other), (other, self)] {
            if let Some((field, relation)) = one.refuses(two) {
                return Err(format!(
                    "`{}` {} has `{field}: {relation}`, and `{}` {} is in the image too",
                    one.package, one.version, two.package, two.version
                ));
            }
        }
        Ok(())
    }
}

impl Relation {
    /// Every version of a package.
    #[cfg(test)]
    pub fn of(name: &str) -> Self {
        relation(name).unwrap()
    }

    fn is(&self, package: &Relations) -> bool {
        let architecture = self.architecture.as_str();
        self.name == package.package
            && (matches!(architecture, "" | "any") || architecture == package.architecture)
            && self.accepts(&package.version)
    }

    fn is_provided_by(&self, package: &Relations) -> bool {
        let accepts = |provided: &Relation| match provided.operator.as_str() {
            "" => self.operator.is_empty(),
            _ => self.accepts(&provided.version),
        };
        let mut same = package.provides.iter().filter(|one| one.name == self.name);
        same.any(accepts)
    }

    fn accepts(&self, version: &str) -> bool {
        let order = version::compare(version, &self.version);
        match self.operator.as_str() {
            "<<" => order == Ordering::Less,
            "<=" | "<" => order != Ordering::Greater,
            "=" => order == Ordering::Equal,
            ">=" | ">" => order != Ordering::Less,
            ">>" => order == Ordering::Greater,
            _ => true,
        }
    }
}

impl std::fmt::Display for Relation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)?;
        if !self.architecture.is_empty() {
            write!(f, ":{}", self.architecture)?;
        }
        match self.operator.as_str() {
            "" => Ok(()),
            operator => write!(f, " ({operator} {})", self.version),
        }
    }
}

fn parse(field: &str, text: &str) -> Result<Vec<Relation>, DebError> {
    let wrong = |one: &str| DebError::Control(format!("field `{field}`: `{one}` is no relation"));
    let members = text.split(',').map(str::trim).filter(|one| !one.is_empty());
    members
        .map(|one| relation(one).ok_or_else(|| wrong(one)))
        .collect()
}

/// Reads `name:any (>= 1)`; none if it is malformed.
fn relation(text: &str) -> Option<Relation> {
    let (name, constraint) = match text.split_once('(') {
        Some((name, rest)) => (name.trim(), rest.strip_suffix(')')?.trim()),
        None => (text, ""),
    };
    let (name, architecture) = name.split_once(':').unwrap_or((name, ""));
    let end = constraint.find(|c: char| !"<=>".contains(c));
    let (operator, version) = constraint.split_at(end.unwrap_or(constraint.len()));
    let version = version.trim();
    let sound = |text: &str| !text.contains(|c: char| c.is_whitespace() || "(|)".contains(c));
    let known = ["", "<<", "<=", "<", "=", ">=", ">", ">>"].contains(&operator);
    let whole = operator.is_empty() == version.is_empty();
    let sound = !name.is_empty() && sound(name) && sound(version);
    (known && whole && sound).then(|| Relation {
        name: name.to_owned(),
        architecture: architecture.to_owned(),
        operator: operator.to_owned(),
        version: version.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relations(stanza: &str) -> Relations {
        Relations::read(&Control::of(stanza.to_owned()).unwrap()).unwrap()
    }

    #[test]
    fn conflicts_are_with_names_versions_and_what_is_provided() {
        let one =
            relations("Package: aa\nVersion: 1\nConflicts: mta,\n bb (<< 2),\nBreaks: cc:i386\n");
        let check = |other: &str| one.check(&relations(other)).err();
        assert_eq!(
            check("Package: bb\nVersion: 2~rc1\nArchitecture: all\n").unwrap(),
            "`aa` 1 has `Conflicts: bb (<< 2)`, and `bb` 2~rc1 is in the image too"
        );
        assert!(check("Package: bb\nVersion: 2\n").is_none());
        assert!(check("Package: dd\nVersion: 2\nProvides: mta\n").is_some());
        assert!(check("Package: dd\nVersion: 2\nProvides: bb\n").is_none());
        assert!(check("Package: dd\nVersion: 2\nProvides: bb (= 1)\n").is_some());
        assert!(check("Package: cc\nVersion: 2\nArchitecture: amd64\n").is_none());
        assert!(check("Package: aa\nVersion: 2\nProvides: mta\n").is_none());
    }

    #[test]
    fn replacing_goes_by_real_names_and_versions() {
        let one = relations("Package: aa\nVersion: 1\nreplaces: bb (<= 2), cc\n");
        assert!(one.replaces(&relations("Package: bb\nVersion: 2\n")));
        assert!(!one.replaces(&relations("Package: bb\nVersion: 2.1\n")));
        assert!(!one.replaces(&relations("Package: dd\nVersion: 2\nProvides: cc\n")));
    }

    #[test]
    fn malformed_relations_are_named() {
        let control = Control::of("Package: aa\nBreaks: a (> > 1)\n".to_owned()).unwrap();
        let error = Relations::read(&control).unwrap_err().to_string();
        assert_eq!(
            error,
            "control file: field `Breaks`: `a (> > 1)` is no relation"
        );
    }
}
