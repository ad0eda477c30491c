use crate::contents::Found;
use crate::{Artifact, Component, Contents, Licence, System};
use inventory::{Carried, Kind, Package, Source};
use std::collections::{BTreeMap, BTreeSet};

/// A layer whose bytes and lock agree
#[derive(Debug, Clone)]
pub struct Layer {
    /// Its name in the lock
    pub name: String,
    /// Digest of its tar
    pub diff_id: String,
    /// By path
    pub components: Vec<Component>,
    pub(crate) licences: BTreeMap<String, Licence>,
    pub(crate) system: Option<System>,
}

/// Where the bytes of a layer and the lock say different things
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum Disagreement {
    #[error(
        "layer `{layer}`: `{path}` is of {kind} `{name}` {version}, which the lock does not have"
    )]
    NotLocked {
        layer: String,
        path: String,
        kind: &'static str,
        name: String,
        version: String,
    },
    #[error("layer `{layer}`: the lock has {kind} `{name}` {version}, which the bytes do not")]
    NotThere {
        layer: String,
        kind: &'static str,
        name: String,
        version: String,
    },
    #[error("layer `{layer}`: `{path}`: {what} of {kind} `{name}`: want `{want}`, as locked, got `{got}`")]
    Other {
        layer: String,
        path: String,
        what: &'static str,
        kind: &'static str,
        name: String,
        want: String,
        got: String,
    },
}

impl Layer {
    /// What wheels of the layer carry inside them, as packages that come in the wheel's bytes
    pub fn carried(&self) -> impl Iterator<Item = Package> + '_ {
        self.components.iter().filter_map(|component| {
            let by = self.wheel_of(component)?;
            let artifact = by.artifact.as_ref()?;
            Some(Package {
                kind: component.kind,
                name: component.name.clone(),
                version: component.version.clone(),
                source: None,
                locator: artifact.locator.clone(),
                sha256: artifact.sha256.clone(),
                size: artifact.size,
                requires: BTreeSet::new(),
                carried: Some(Carried {
                    by: by.name.clone(),
                    path: component.path.clone(),
                }),
            })
        })
    }

    /// The locked distribution that carries another, which may be carried by one that it carries
    fn wheel_of(&self, component: &Component) -> Option<&Component> {
        let carrier = |component: &Component| {
            let path = component.carrier.as_ref()?;
            self.components.iter().find(|other| other.path == *path)
        };
        let mut carriers = std::iter::successors(carrier(component), |one| carrier(one));
        carriers.find(|one| one.artifact.is_some())
    }

    /// Holds what the bytes say against what is locked of the layer
    ///
    /// # Errors
    /// Everything in which they do not agree.
    pub fn new(
        name: &str,
        diff_id: &str,
        contents: Contents,
        locked: &[Package],
    ) -> Result<Self, Vec<Disagreement>> {
        let mut joiner = Joiner {
            layer: name,
            locked: locked
                .iter()
                .map(|package| ((package.kind, package.name.clone()), package))
                .collect(),
            carriers: &contents.carriers,
            components: Vec::new(),
            disagreements: Vec::new(),
        };
        for (path, found) in contents.found {
            joiner.found(path, found);
        }
        joiner.missing();
        if !joiner.disagreements.is_empty() {
            return Err(joiner.disagreements);
        }
        Ok(Self {
            name: name.to_owned(),
            diff_id: diff_id.to_owned(),
            components: joiner.components,
            licences: contents.licences,
            system: contents.system,
        })
    }
}

struct Joiner<'a> {
    layer: &'a str,
    /// Those that were not yet found
    locked: BTreeMap<(Kind, String), &'a Package>,
    carriers: &'a BTreeMap<String, String>,
    components: Vec<Component>,
    disagreements: Vec<Disagreement>,
}

impl Joiner<'_> {
    fn found(&mut self, path: String, found: Found) {
        let carrier = self.carriers.get(&path).cloned();
        if carrier.is_some() {
            return self.components.push(component(path, found, carrier, None));
        }
        match self.locked.remove(&(found.kind, found.name.clone())) {
            Some(package) => {
                self.compare(&path, &found, package);
                self.components
                    .push(component(path, found, None, Some(package)));
            }
            None => self.disagreements.push(Disagreement::NotLocked {
                layer: self.layer.to_owned(),
                path,
                kind: called(found.kind),
                name: found.name,
                version: found.version,
            }),
        }
    }

    fn compare(&mut self, path: &str, found: &Found, locked: &Package) {
        let empty = Source {
            name: String::new(),
            version: String::new(),
        };
        let (want, got) = (
            locked.source.as_ref().unwrap_or(&empty),
            found.source.as_ref().unwrap_or(&empty),
        );
        let version = (found.kind == Kind::Wheel && same_version(&locked.version, &found.version))
            || locked.version == found.version;
        for (what, same, want, got) in [
            ("version", version, &locked.version, &found.version),
            ("source", want.name == got.name, &want.name, &got.name),
            (
                "source version",
                want.version == got.version,
                &want.version,
                &got.version,
            ),
        ] {
            if !same {
                self.disagreements.push(Disagreement::Other {
                    layer: self.layer.to_owned(),
                    path: path.to_owned(),
                    what,
                    kind: called(found.kind),
                    name: found.name.clone(),
                    want: want.clone(),
                    got: got.clone(),
                });
            }
        }
    }

    fn missing(&mut self) {
        let missing = self.locked.values().map(|package| Disagreement::NotThere {
            layer: self.layer.to_owned(),
            kind: called(package.kind),
            name: package.name.clone(),
            version: package.version.clone(),
        });
        self.disagreements.extend(missing);
    }
}

fn component(
    path: String,
    found: Found,
    carrier: Option<String>,
    locked: Option<&Package>,
) -> Component {
    Component {
        path,
        kind: found.kind,
        name: found.name,
        version: locked.map_or(found.version, |package| package.version.clone()),
        architecture: found.architecture,
        source: found.source,
        artifact: locked.map(|package| Artifact {
            locator: package.locator.clone(),
            sha256: package.sha256.clone(),
            size: package.size,
        }),
        carrier,
        requires: locked.map_or_else(BTreeSet::new, |package| package.requires.clone()),
        licence: found.licence,
    }
}

/// A wheel may leave out the local part of its version
fn same_version(locked: &str, found: &str) -> bool {
    let (Ok(locked), Ok(found)) = (
        locked.parse::<python::Version>(),
        found.parse::<python::Version>(),
    ) else {
        return false;
    };
    locked == found || locked.without_local() == found
}

/// The kind in a message
fn called(kind: Kind) -> &'static str {
    match kind {
        Kind::Deb => "deb",
        Kind::Wheel => "wheel",
    }
}
