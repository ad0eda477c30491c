//! The documents of images: SBOMs and provenance, from the locks and from the bytes of OCI layouts.
//! Every layer is read once, however many images have it.

mod copyright;
mod layer;
mod locked;
#[cfg(test)]
mod made;
mod prove;
mod selection;

pub use selection::Selection;

use crate::failure::finding;
use crate::generate::toolchain_sources;
use crate::printer::Printer;
use crate::project::{Project, BUILD_LOCK, DEBIAN_LOCK};
use anyhow::{Context as _, Result};
use copyright::Places;
use fleet::{BuildLock, ImageName};
use inventory::{Inventory, Kind, Package};
use oci::Digest;
use sbom::provenance::{Build, Dependency};
use sbom::{Layer, Lock};
use std::collections::{BTreeMap, BTreeSet};
use verify::LayoutImage;

/// Images whose layers were read and agree with the locks
pub struct Documents<'a> {
    lock: &'a BuildLock,
    inventory: Inventory,
    toolchain: BTreeSet<String>,
    layers: BTreeMap<Digest, layer::Read>,
    images: BTreeMap<String, (LayoutImage, Lock)>,
}

impl<'a> Documents<'a> {
    /// Reads the images that are selected
    ///
    /// # Errors
    /// When an image is not as locked, or its bytes hold packages that the lock has not, or the
    /// reverse.
    pub fn read(
        project: &Project,
        lock: &'a BuildLock,
        selection: &Selection,
        printer: &Printer,
    ) -> Result<Self> {
        let inventory = project.inventory()?;
        let date = newest_index(project)?;
        let mut images = BTreeMap::new();
        for (name, image) in selection.images()? {
            locked::check(&name, &image, lock)?;
            let digest = inputs(&name, &inventory, lock)?;
            let date = date.clone();
            images.insert(name, (image, Lock { digest, date }));
        }
        let layers = layer::read(images.values().map(|(image, _)| image), &inventory, printer)?;
        let documents = Self {
            lock,
            toolchain: toolchain_sources(project)?,
            inventory,
            layers,
            images,
        };
        for note in documents.notes() {
            printer.say(format!("note: {note}"));
        }
        for name in documents.names() {
            documents.with(name, |_| Vec::new())?;
        }
        Ok(documents)
    }

    /// Reads every byte of the images' layers, and refuses those that are not what the images say
    ///
    /// # Errors
    /// With each such layer.
    pub fn prove(&self, printer: &Printer) -> Result<()> {
        prove::prove(self.images.values().map(|(image, _)| image), printer)
    }

    /// Refuses an image whose SBOM is not the one that the lock names
    ///
    /// # Errors
    /// With the first.
    pub fn check_sboms(&self) -> Result<()> {
        for name in self.names() {
            let locked = self.lock.outputs.images.get(name);
            let Some(want) = locked.and_then(|image| image.sbom) else {
                continue;
            };
            let got = Digest::of(&self.cyclonedx(name)?);
            if got != want {
                return Err(finding(format!(
                    "image `{name}`: {BUILD_LOCK} has SBOM {want}, but it is {got}\n\nhint: \
                     `gen-lock refresh --locked` records it"
                )));
            }
        }
        Ok(())
    }

    /// `<machine>-<image>` of each
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.images.keys().map(String::as_str)
    }

    /// What wheels carry inside them, by layer: as the inventory would have it
    pub fn carried(&self) -> BTreeMap<String, Vec<Package>> {
        let layers = self.layers.values().map(|read| &read.layer);
        layers
            .map(|layer| (layer.name.clone(), layer.carried().collect()))
            .collect()
    }

    /// What of the layers cannot be read, and hides nothing else; what of wheels nobody judges; and debs
    /// without their copyright file
    pub fn notes(&self) -> BTreeSet<String> {
        let layers = || self.layers.values().map(|read| &read.layer);
        let notes = layers().flat_map(|layer| {
            let name = &layer.name;
            let notes = layer.notes.iter();
            notes.map(move |note| format!("layer `{name}`: {note}"))
        });
        let mut notes: BTreeSet<String> = notes.collect();
        let mut unjudged: BTreeMap<String, usize> = BTreeMap::new();
        for (kind, count) in layers().flat_map(Layer::unjudged) {
            *unjudged.entry(kind).or_default() += count;
        }
        if !unjudged.is_empty() {
            let counts = unjudged
                .iter()
                .map(|(kind, count)| format!("{kind} {count}"));
            notes.insert(format!(
                "components of wheels that the database does not cover: {}",
                counts.collect::<Vec<_>>().join(", ")
            ));
        }
        notes.extend(self.unlicensed());
        notes
    }

    /// The debs whose copyright file is not in an image, each once, with the first such image
    fn unlicensed(&self) -> Vec<String> {
        let mut images: BTreeMap<String, (&str, usize)> = BTreeMap::new();
        for (name, (image, _)) in &self.images {
            let layers = || image.layers.iter().map(|blob| &blob.descriptor.digest);
            let read = || layers().map(|digest| &self.layers[digest]);
            let places: Vec<&Places> = read().map(|read| &read.places).collect();
            let components = read().flat_map(|read| &read.layer.components);
            let debs = components.filter(|one| one.kind == Kind::Deb);
            for text in copyright::lacking(&places, debs.map(|one| one.name.as_str())) {
                images.entry(text).or_insert((name, 0)).1 += 1;
            }
        }
        images
            .into_iter()
            .map(|(text, (first, count))| match count {
                1 => format!("image `{first}`: {text}"),
                _ => format!("image `{first}` and {} more: {text}", count - 1),
            })
            .collect()
    }

    /// The CycloneDX document of an image
    ///
    /// # Errors
    /// When the image was not read.
    pub fn cyclonedx(&self, name: &str) -> Result<Vec<u8>> {
        self.with(name, sbom::cyclonedx)
    }

    /// The SPDX document of an image
    ///
    /// # Errors
    /// When the image was not read.
    pub fn spdx(&self, name: &str) -> Result<Vec<u8>> {
        self.with(name, sbom::spdx)
    }

    fn with(&self, name: &str, print: impl Fn(&sbom::Image<'_>) -> Vec<u8>) -> Result<Vec<u8>> {
        let (image, lock) = self.image(name)?;
        let layers: Vec<&Layer> = image
            .layers
            .iter()
            .map(|blob| &self.layers[&blob.descriptor.digest].layer)
            .collect();
        let config = image.manifest.config.digest.to_string();
        let roots = &self.inventory.images[name].roots;
        let image = sbom::Image::new(name, &config, lock, &layers, roots)
            .map_err(|error| finding(format!("image `{name}`: {error}")))?;
        Ok(print(&image))
    }

    /// The provenance of an image, by the digest of the lock's file; the commit and the builder are
    /// said where they are known
    ///
    /// # Errors
    /// When the image was not read.
    pub fn statement(
        &self,
        name: &str,
        lock_digest: &str,
        commit: Option<&str>,
        builder: &str,
    ) -> Result<Vec<u8>> {
        let (image, _) = self.image(name)?;
        let build = Build {
            name,
            manifest: &image.descriptor.digest.to_string(),
            config: &image.manifest.config.digest.to_string(),
            attribute: name,
            lock: lock_digest,
            commit,
            builder,
        };
        Ok(sbom::provenance::statement(
            &build,
            &self.dependencies(image)?,
        ))
    }

    fn image(&self, name: &str) -> Result<&(LayoutImage, Lock)> {
        self.images
            .get(name)
            .with_context(|| format!("image `{name}` was not read"))
    }

    /// Every source of an image, by locator
    fn dependencies<'d>(&'d self, image: &'d LayoutImage) -> Result<Vec<Dependency<'d>>> {
        let mut layers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for layer in &image.layers {
            for package in self.inventory.layers.get(&layer.name).into_iter().flatten() {
                layers
                    .entry(&package.locator)
                    .or_default()
                    .push(&layer.name);
            }
        }
        for locator in &self.toolchain {
            layers.entry(locator).or_default();
        }
        let sources = &self.lock.inputs.sources;
        let dependency = |(locator, layers)| {
            let content = sources.get(locator);
            let content = content.with_context(|| {
                format!(
                    "{BUILD_LOCK}: source `{locator}` is missing\n\nhint: run `gen-lock generate`"
                )
            })?;
            Ok(Dependency {
                locator,
                sha256: &content.sha256,
                layers,
                toolchain: self.toolchain.contains(locator),
            })
        };
        layers.into_iter().map(dependency).collect()
    }
}

/// The digest over everything that an image is made from
fn inputs(name: &str, inventory: &Inventory, lock: &BuildLock) -> Result<String> {
    let known = inventory.images.get(name).zip(ImageName::parse(name));
    let digests = &lock.inputs.digests;
    let digest = known.and_then(|(known, name)| match known.service {
        Some(_) => digests.services.get(name.image),
        None => digests.families.get(name.image),
    });
    digest.cloned().ok_or_else(|| {
        finding(format!(
            "{BUILD_LOCK}: the inputs have no digest of image `{name}`\n\nhint: run `gen-lock \
             generate`"
        ))
    })
}

/// When the newest of Debian's indexes was made: the time of every document
fn newest_index(project: &Project) -> Result<String> {
    let locks = project.locks()?;
    let date = locks.debian.indexes.iter().map(|index| index.date).max();
    date.map(|date| date.to_string()).ok_or_else(|| {
        finding(format!(
            "{DEBIAN_LOCK} has no index\n\nhint: run `gen-lock refresh`"
        ))
    })
}

#[cfg(test)]
mod tests;
