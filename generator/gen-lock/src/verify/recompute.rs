//! What a layout holds, recomputed from its bytes: what a builder may say came out.

use super::blob;
use crate::failure::finding;
use crate::layout::{images, is_named};
use crate::printer::Printer;
use anyhow::{Context as _, Result};
use oci::{layout, Descriptor, DiffId};
use quorum::{Blob, Image, Layer, Outputs};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// Adds what a layout holds
///
/// # Errors
/// When the layout's bytes are not what it says, or it says other things than another layout.
pub fn recompute(root: &Path, outputs: &mut Outputs, printer: &Printer) -> Result<()> {
    let mut layers: BTreeMap<String, (Descriptor, DiffId)> = BTreeMap::new();
    for (name, found) in images(root)? {
        let image = Image {
            config: found.config,
            layers: found.layer_names(),
            manifest: found.manifest,
        };
        for layer in found.layers {
            let claim = (layer.descriptor, layer.diff_id);
            let was = layers.insert(layer.name.clone(), claim);
            if was.is_some_and(|(was, _)| was.digest != layer.digest) {
                return Err(finding(format!("two layers are called `{}`", layer.name)));
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
        let file = crate::file::regular(&path);
        let file = file.with_context(|| format!("cannot read `{}`", path.display()))?;
        let sums = blob::sums(file, layer.media_type, &bar);
        is_named(root, &layer.digest, &sums.digest)?;
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
