use crate::graph::{edges, tops, Edges};
use crate::{Component, Layer, Licence, System};
use inventory::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// An image as its layers, ready to be printed
#[derive(Debug)]
pub struct Image<'a> {
    /// `<machine>-<image>`
    pub(crate) name: &'a str,
    /// Digest of its config: the same whatever the layers are compressed with
    pub(crate) config: &'a str,
    pub(crate) lock: &'a Lock,
    /// Lowest first
    pub(crate) layers: &'a [&'a Layer],
    /// In the order of the layers, each with its own
    pub(crate) components: Vec<(&'a Layer, &'a Component)>,
    pub(crate) system: Option<&'a System>,
    pub(crate) edges: Edges<'a>,
    pub(crate) tops: BTreeSet<&'a str>,
}

/// What the lock gives to the documents of an image
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// Its digest over everything that the image is made from
    pub digest: String,
    /// When the newest index was made that its versions come from: `2026-07-11T10:16:37Z`
    pub date: String,
}

/// Layers that do not make an image
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum ImageError {
    #[error("`{path}` is in layer `{lower}` and in layer `{upper}`")]
    Twice {
        path: String,
        lower: String,
        upper: String,
    },
    #[error(
        "it contains debs but no `os-release`: scanners could not tell which advisories apply to them"
    )]
    NoSystem,
}

impl<'a> Image<'a> {
    /// An image of layers, lowest first; `roots` is what people asked for
    ///
    /// # Errors
    /// When two layers hold one package, or debs have no operating system.
    pub fn new(
        name: &'a str,
        config: &'a str,
        lock: &'a Lock,
        layers: &'a [&'a Layer],
        roots: &BTreeSet<(Kind, String)>,
    ) -> Result<Self, ImageError> {
        let own = |layer: &&'a Layer| {
            let layer = *layer;
            layer.components.iter().map(move |one| (layer, one))
        };
        let components: Vec<(&Layer, &Component)> = layers.iter().flat_map(own).collect();
        let mut places = BTreeMap::new();
        for (layer, component) in &components {
            if let Some(lower) = places.insert(&component.path, &layer.name) {
                return Err(ImageError::Twice {
                    path: component.path.clone(),
                    lower: lower.clone(),
                    upper: layer.name.clone(),
                });
            }
        }
        let system = layers.iter().rev().find_map(|layer| layer.system.as_ref());
        let debs = components.iter().any(|(_, one)| one.kind == Kind::Deb);
        if debs && system.is_none() {
            return Err(ImageError::NoSystem);
        }
        let bare: Vec<&Component> = components.iter().map(|(_, one)| *one).collect();
        let edges = edges(&bare);
        Ok(Self {
            name,
            config,
            lock,
            layers,
            system,
            tops: tops(&bare, &edges, roots),
            edges,
            components,
        })
    }

    /// A component's licence by its own metadata; a deb without any has that of another deb of its
    /// source, for Debian lets such debs share one copyright file (policy 12.5)
    pub(crate) fn licence(&self, component: &'a Component) -> Option<&'a Licence> {
        if component.kind == Kind::Wheel {
            return component.licence.as_ref();
        }
        let of = |name: &str| {
            self.layers
                .iter()
                .find_map(|layer| layer.licences.get(name))
        };
        let siblings = self.components.iter().map(|(_, other)| *other);
        let mut siblings =
            siblings.filter(|other| other.kind == Kind::Deb && other.source == component.source);
        of(&component.name).or_else(|| siblings.find_map(|other| of(&other.name)))
    }

    /// Whether the component at one path carries the one at the other
    pub(crate) fn carries(&self, carrier: &str, carried: &str) -> bool {
        let mut components = self.components.iter();
        components.any(|(_, one)| one.path == carried && one.carrier.as_deref() == Some(carrier))
    }

    /// The components at the top of one kind
    pub(crate) fn tops_of(&self, kind: Kind) -> impl Iterator<Item = &'a str> + '_ {
        let of_kind = self
            .components
            .iter()
            .filter(move |(_, one)| one.kind == kind);
        of_kind
            .map(|(_, one)| one.path.as_str())
            .filter(|path| self.tops.contains(path))
    }
}
