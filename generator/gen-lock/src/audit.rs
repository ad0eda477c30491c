//! What `lint` must know of images that only their bytes say: users, labels, every ELF file and program.

mod layer;

use crate::printer::Printer;
use anyhow::{Context as _, Result};
use layer::Loadable;
use oci::{Descriptor, Digest, REF_NAME};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use verify::{Layout, LayoutImage};

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
    let layout = Layout::new(root);
    let images = layout.images()?;
    let layers = images.iter().flat_map(|image| &image.manifest.layers);
    let layers: BTreeMap<Digest, &Descriptor> = layers.map(|layer| (layer.digest, layer)).collect();
    let loadable = read_layers(&layout, &layers, printer)?;
    let image = |image: LayoutImage| {
        let mut tree = elf::Tree::default();
        let mut programs = BTreeMap::new();
        for layer in &image.layers {
            loadable[&layer.descriptor.digest].add_to(&mut tree, &mut programs, &layer.name);
        }
        let name = image.descriptor.annotations.get(REF_NAME);
        Image {
            name: name.cloned().unwrap_or_default(),
            config: image.config.config,
            tree,
            programs,
        }
    };
    Ok(images.into_iter().map(image).collect())
}

fn read_layers(
    layout: &Layout,
    layers: &BTreeMap<Digest, &Descriptor>,
    printer: &Printer,
) -> Result<BTreeMap<Digest, Loadable>> {
    let bar = printer.steps(layers.len() as u64, "reading layers");
    let read = |(digest, layer): (&Digest, &&Descriptor)| {
        let path = layout.blob_path(digest);
        let loadable = Loadable::read(&path, layer.media_type)
            .with_context(|| format!("cannot read the layer `{}`", path.display()))?;
        bar.inc(1);
        Ok((*digest, loadable))
    };
    let read = layers.par_iter().map(read).collect();
    bar.finish_and_clear();
    read
}
