//! What `lint` must know of images that only their bytes say: users, labels, every ELF file and program.

mod layer;

use crate::printer::Printer;
use anyhow::{Context as _, Result};
use layer::Loadable;
use oci::{layout, Descriptor, Digest, ImageConfig, Manifest, LAYER_NAME, REF_NAME};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// An image as its config and its layers say
pub struct Image {
    /// Its name in the layout
    pub name: String,
    /// How its containers start
    pub config: oci::RuntimeConfig,
    /// Its ELF files and links
    pub tree: elf::Tree,
    /// Where its programs are, with the names of the layers that bring them
    pub programs: BTreeMap<String, String>,
}

/// Reads every image of a layout; each layer once
///
/// # Errors
/// When a document or a layer cannot be read.
pub fn images(root: &Path, printer: &Printer) -> Result<Vec<Image>> {
    let (index, _) = crate::verify::index(&read(root, layout::INDEX)?)?;
    let mut images = Vec::new();
    let mut layers: BTreeMap<Digest, Descriptor> = BTreeMap::new();
    for descriptor in &index.manifests {
        let name = descriptor
            .annotations
            .get(REF_NAME)
            .cloned()
            .unwrap_or_default();
        let manifest = Manifest::parse(&blob(root, descriptor)?)?;
        let config = ImageConfig::parse(&blob(root, &manifest.config)?)?;
        layers.extend(
            manifest
                .layers
                .iter()
                .map(|layer| (layer.digest, layer.clone())),
        );
        images.push((name, manifest, config));
    }
    let loadable = read_layers(root, &layers, printer)?;
    let image = |(name, manifest, config): (String, Manifest, ImageConfig)| {
        let mut tree = elf::Tree::default();
        let mut programs = BTreeMap::new();
        for layer in &manifest.layers {
            let name = layer.annotations.get(LAYER_NAME);
            let name = name.cloned().unwrap_or_else(|| layer.digest.to_string());
            loadable[&layer.digest].add_to(&mut tree, &mut programs, &name);
        }
        Image {
            name,
            config: config.config,
            tree,
            programs,
        }
    };
    Ok(images.into_iter().map(image).collect())
}

fn read_layers(
    root: &Path,
    layers: &BTreeMap<Digest, Descriptor>,
    printer: &Printer,
) -> Result<BTreeMap<Digest, Loadable>> {
    let bar = printer.steps(layers.len() as u64, "reading layers");
    let read = |(digest, layer): (&Digest, &Descriptor)| {
        let path = root.join(layout::blob_path(digest));
        let loadable = Loadable::read(&path, layer.media_type)
            .with_context(|| format!("cannot read the layer `{}`", path.display()))?;
        bar.inc(1);
        Ok((*digest, loadable))
    };
    let read = layers.par_iter().map(read).collect();
    bar.finish_and_clear();
    read
}

fn blob(root: &Path, descriptor: &Descriptor) -> Result<Vec<u8>> {
    read(root, &layout::blob_path(&descriptor.digest))
}

fn read(root: &Path, name: &str) -> Result<Vec<u8>> {
    let path = root.join(name);
    crate::verify::small(&path).with_context(|| format!("cannot read `{}`", path.display()))
}
