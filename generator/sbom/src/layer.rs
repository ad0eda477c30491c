use crate::contents::Found;
use crate::embedded::{base_of, distribution};
use crate::{Artifact, Component, Contents, Licence, Part, System};
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
    /// What of it cannot be read, and hides nothing else
    pub notes: BTreeSet<String>,
    pub(crate) licences: BTreeMap<String, Licence>,
    pub(crate) system: Option<System>,
}

/// Where the bytes of a layer and the lock say different things
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum Disagreement {
    #[error(
        "layer `{layer}`: `{path}` belongs to {kind} `{name}` {version}, which is not in the lock"
    )]
    NotLocked {
        layer: String,
        path: String,
        kind: &'static str,
        name: String,
        version: String,
    },
    #[error("layer `{layer}`: {kind} `{name}` {version} is in the lock, but not in the bytes")]
    NotThere {
        layer: String,
        kind: &'static str,
        name: String,
        version: String,
    },
    #[error("layer `{layer}`: `{path}`: {what} of {kind} `{name}`: want the locked `{want}`, got `{got}`")]
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
    /// What wheels of the layer carry inside them, as packages that come in the wheel's bytes: by their
    /// folders, and by what the wheels say of their parts
    pub fn carried(&self) -> impl Iterator<Item = Package> + '_ {
        let whole = self.components.iter().filter_map(|component| {
            let by = self.wheel_of(component)?;
            carried(by, &component.name, &component.version, &component.path)
        });
        let parts = self.components.iter().flat_map(|component| {
            let by = match component.artifact {
                Some(_) => Some(component),
                None => self.wheel_of(component),
            };
            component.parts.values().filter_map(move |part| {
                let name = distribution(part)?;
                part.version.parse::<python::Version>().ok()?;
                carried(by?, &name, &part.version, &part.file)
            })
        });
        whole.chain(parts)
    }

    /// How many parts of wheels nobody judges, by kind: they are of no Python index, or of no version
    pub fn unjudged(&self) -> BTreeMap<String, usize> {
        let mut count = BTreeMap::new();
        for part in self.components.iter().flat_map(|one| one.parts.values()) {
            let known = part.version.parse::<python::Version>().is_ok();
            if part.kind != "pypi" || !known {
                *count.entry(part.kind.clone()).or_default() += 1;
            }
        }
        count
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
        let mut notes = contents.notes;
        for folder in &contents.folders {
            if !contents.found.contains_key(folder) {
                notes.insert(format!(
                    "`{folder}` has no METADATA: its distribution is unknown"
                ));
            }
        }
        let mut joiner = Joiner {
            layer: name,
            locked: locked
                .iter()
                .map(|package| ((package.kind, package.name.clone()), package))
                .collect(),
            carriers: &contents.carriers,
            parts: contents.parts,
            components: Vec::new(),
            disagreements: Vec::new(),
        };
        for (path, found) in contents.found {
            joiner.found(path, found);
        }
        joiner.missing();
        joiner.once();
        if !joiner.disagreements.is_empty() {
            return Err(joiner.disagreements);
        }
        Ok(Self {
            name: name.to_owned(),
            diff_id: diff_id.to_owned(),
            components: joiner.components,
            notes,
            licences: contents.licences,
            system: contents.system,
        })
    }
}

fn carried(by: &Component, name: &str, version: &str, path: &str) -> Option<Package> {
    let artifact = by.artifact.as_ref()?;
    Some(Package {
        kind: by.kind,
        name: name.to_owned(),
        version: version.to_owned(),
        source: None,
        locator: artifact.locator.clone(),
        sha256: artifact.sha256.clone(),
        size: artifact.size,
        requires: BTreeSet::new(),
        carried: Some(Carried {
            by: by.name.clone(),
            path: path.to_owned(),
        }),
    })
}

struct Joiner<'a> {
    layer: &'a str,
    /// Those that were not yet found
    locked: BTreeMap<(Kind, String), &'a Package>,
    carriers: &'a BTreeMap<String, String>,
    parts: BTreeMap<String, BTreeMap<String, Part>>,
    components: Vec<Component>,
    disagreements: Vec<Disagreement>,
}

impl Joiner<'_> {
    /// A part that is there with metadata of its own is no part besides, and a wheel none of itself
    fn once(&mut self) {
        let own = self.components.iter();
        let own: BTreeSet<String> = own
            .filter(|one| one.kind == Kind::Wheel)
            .map(|one| base_of(&one.name, &one.version))
            .collect();
        for component in &mut self.components {
            let name = component.name.clone();
            component.parts.retain(|base, part| {
                !own.contains(base) && distribution(part).is_none_or(|part| part != name)
            });
        }
    }

    fn found(&mut self, path: String, found: Found) {
        let parts = self.parts.remove(&path).unwrap_or_default();
        self.of_distribution(path, found);
        if let Some(component) = self.components.last_mut() {
            component.parts.extend(parts);
        }
    }

    fn of_distribution(&mut self, path: String, found: Found) {
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
        parts: BTreeMap::new(),
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
