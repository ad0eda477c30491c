//! What a layout holds, recomputed from its bytes: what a builder may say came out.

use super::blob;
use crate::failure::finding;
use crate::printer::Printer;
use anyhow::{Context as _, Result};
use oci::{
    layout, Descriptor, DiffId, Digest, ImageConfig, Index, Manifest, IMAGE_NAME, LAYER_NAME,
};
use quorum::{Blob, Image, Layer, Outputs};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// Adds what a layout holds
///
/// # Errors
/// When the layout's bytes are not what it says, or it says other things than another layout.
pub fn recompute(root: &Path, outputs: &mut Outputs, printer: &Printer) -> Result<()> {
    let read = |inner: &str| {
        let path = root.join(inner);
        blob::small(&path).with_context(|| format!("cannot read `{}`", path.display()))
    };
    let index = Index::parse(&read(layout::INDEX)?)?;
    let mut layers: BTreeMap<String, (Descriptor, DiffId)> = BTreeMap::new();
    for descriptor in index.manifests {
        let document = |digest: &Digest| {
            let bytes = read(&layout::blob_path(digest))?;
            same(root, digest, Digest::of(&bytes).to_string())?;
            Ok::<_, anyhow::Error>(bytes)
        };
        let name = named(&descriptor, IMAGE_NAME)?;
        let manifest = Manifest::parse(&document(&descriptor.digest)?)?;
        let config = ImageConfig::parse(&document(&manifest.config.digest)?)?;
        let mut image = Image {
            config: manifest.config.digest,
            layers: Vec::new(),
            manifest: descriptor.digest,
        };
        for (layer, diff_id) in manifest.layers.iter().zip(config.rootfs.diff_ids) {
            let name = named(layer, LAYER_NAME)?;
            image.layers.push(name.clone());
            let was = layers.insert(name.clone(), (layer.clone(), diff_id));
            if was.is_some_and(|(was, _)| was.digest != layer.digest) {
                return Err(finding(format!("two layers are called `{name}`")));
            }
        }
        let was = outputs.images.insert(name.clone(), image.clone());
        if was.is_some_and(|was| was != image) {
            return Err(finding(format!("two images are called `{name}`")));
        }
    }
    for (name, layer) in hashed(root, &layers, printer)? {
        let entry = outputs.layers.entry(name.clone());
        let entry = entry.or_insert_with(|| layer.clone());
        if entry.diff_id != layer.diff_id {
            return Err(finding(format!("two layers are called `{name}`")));
        }
        entry.blobs.extend(layer.blobs);
    }
    Ok(())
}

fn named(descriptor: &Descriptor, annotation: &str) -> Result<String> {
    let name = descriptor.annotations.get(annotation);
    name.cloned().with_context(|| {
        let digest = descriptor.digest;
        format!("`{digest}` has no name `{annotation}`: it is not gen-lock's")
    })
}

fn same(root: &Path, want: &Digest, got: String) -> Result<()> {
    if want.to_string() == got {
        return Ok(());
    }
    Err(finding(format!(
        "`{}` has other bytes than its name says: got {got}\n\nhint: `gen-lock verify {}` says what \
         else is wrong",
        root.join(layout::blob_path(want)).display(),
        root.display()
    )))
}

fn hashed(
    root: &Path,
    layers: &BTreeMap<String, (Descriptor, DiffId)>,
    printer: &Printer,
) -> Result<BTreeMap<String, Layer>> {
    let bar = printer.total(layers.values().map(|(layer, _)| layer.size).sum());
    bar.set_message("hash");
    let mut largest_first: Vec<_> = layers.iter().collect();
    largest_first.sort_by_key(|(_, (layer, _))| std::cmp::Reverse(layer.size));
    let one = |(name, (layer, said)): (&String, &(Descriptor, DiffId))| {
        let path = root.join(layout::blob_path(&layer.digest));
        let file = std::fs::File::open(&path);
        let file = file.with_context(|| format!("cannot read `{}`", path.display()))?;
        let sums = blob::sums(file, layer.media_type, &bar);
        same(root, &layer.digest, sums.digest.clone())?;
        let diff_id: DiffId = sums.diff_id.parse()?;
        if diff_id != *said {
            return Err(finding(format!(
                "layer `{name}`: its config says {said}, its tar is {diff_id}"
            )));
        }
        let blob = Blob {
            digest: layer.digest,
            size: sums.size,
        };
        let codec = blob::codec(layer.media_type).to_owned();
        let blobs = BTreeMap::from([(codec, blob)]);
        Ok((name.clone(), Layer { blobs, diff_id }))
    };
    let hashed = largest_first
        .into_par_iter()
        .with_max_len(1)
        .map(one)
        .collect();
    bar.finish_and_clear();
    hashed
}
