//! What a layout holds, recomputed from its bytes: what a builder may say came out.

use crate::failure::finding;
use crate::printer::Printer;
use anyhow::{Context as _, Result};
use oci::{Descriptor, DiffId};
use quorum::{Blob, Image, Layer, Outputs};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use verify::{codec, sums, Claim, Layout, Progress as _};

/// Adds what a layout holds
///
/// # Errors
/// When the layout's bytes are not what it says, or it says other things than another layout.
pub fn recompute(root: &Path, outputs: &mut Outputs, printer: &Printer) -> Result<()> {
    let mut layers: BTreeMap<String, (Descriptor, DiffId)> = BTreeMap::new();
    let layout = Layout::new(root);
    for (name, found) in layout.named()? {
        let image = Image {
            config: found.manifest.config.digest,
            layers: found.layer_names(),
            manifest: found.descriptor.digest,
        };
        for layer in found.layers {
            let said = (layer.descriptor.digest, layer.diff_id);
            let claim = (layer.descriptor, layer.diff_id);
            let was = layers.insert(layer.name.clone(), claim);
            if was.is_some_and(|(was, diff_id)| (was.digest, diff_id) != said) {
                return Err(finding(format!("two layers are called `{}`", layer.name)));
            }
        }
        let was = outputs.images.insert(name.clone(), image.clone());
        if was.is_some_and(|was| was != image) {
            return Err(finding(format!("two images are called `{name}`")));
        }
    }
    for (name, layer) in hashed(&layout, &layers, printer)? {
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
    layout: &Layout,
    layers: &BTreeMap<String, (Descriptor, DiffId)>,
    printer: &Printer,
) -> Result<BTreeMap<String, Layer>> {
    let bars = printer.bars();
    bars.bytes("hash", layers.values().map(|(layer, _)| layer.size).sum());
    let mut largest_first: Vec<_> = layers.iter().collect();
    largest_first.sort_by_key(|(_, (layer, _))| std::cmp::Reverse(layer.size));
    let one = |(name, (layer, said)): (&String, &(Descriptor, DiffId))| {
        let path = layout.blob_path(&layer.digest);
        let at = || format!("cannot read `{}`", path.display());
        let file = layout.open(&layer.digest).with_context(at)?;
        let sums = sums(file, layer.media_type, &bars).with_context(at)?;
        let differs = |claim: Claim, want: String, got: String| {
            let folder = layout.root().display();
            finding(format!(
                "layer `{name}`: {claim}: want {want}, got {got}\n\nhint: `gen-lock verify {folder}` says \
                 what else is wrong"
            ))
        };
        if sums.digest != layer.digest {
            let (want, got) = (layer.digest.to_string(), sums.digest.to_string());
            return Err(differs(Claim::BlobDigest, want, got));
        }
        if let Some(got) = sums.content.instead_of(said) {
            return Err(differs(Claim::ConfigDiffId, said.to_string(), got));
        }
        let blob = Blob {
            digest: layer.digest,
            size: sums.size,
        };
        let codec = codec(layer.media_type).to_owned();
        let blobs = BTreeMap::from([(codec, blob)]);
        Ok((
            name.clone(),
            Layer {
                blobs,
                diff_id: *said,
            },
        ))
    };
    let hashed = largest_first
        .into_par_iter()
        .with_max_len(1)
        .map(one)
        .collect();
    bars.end();
    hashed
}
