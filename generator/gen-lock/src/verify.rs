//! An OCI layout against `build-lock.json`, recomputed from bytes. Every mismatch is reported.

mod baseline;
mod blob;
mod copied;
mod entries;
mod explain;
mod index;
mod mismatch;
mod pair;
mod recompute;
mod reference;
pub mod registry;
mod told;
mod verified;

use crate::printer::Printer;
use anyhow::{Context as _, Result};
use fleet::build_lock::Outputs;
use mismatch::Subject;
use oci::{layout, Digest, ImageConfig, Manifest, MediaType};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub use baseline::Baseline;
pub use blob::{codec, small, sums};
pub use copied::index;
pub use explain::explain;
pub use mismatch::Mismatch;
pub use pair::{outputs, Pairs};
pub use recompute::recompute;
pub use reference::Reference;
pub use told::Told;
pub use verified::Verified;

/// What was compared, and what did not hold
#[derive(Debug, Default, serde::Serialize)]
pub struct Report {
    /// Images of the layout
    pub images: usize,
    /// Blobs of the layout
    pub blobs: usize,
    /// Bytes that were read
    pub bytes: u64,
    /// In the order of the layout
    pub mismatches: Vec<Mismatch>,
    /// Images of a registry whose layers are compressed otherwise than the lock says; their contents were
    /// read, and are the locked ones
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub recompressed: BTreeSet<String>,
    /// How many could not be told in detail, for what was locked is not at hand
    pub untold: usize,
}

/// A layer blob that is to be recomputed
struct Claim {
    media_type: MediaType,
    size: u64,
    diff_id: String,
    layer: String,
    images: BTreeSet<String>,
}

struct Verifier<'a> {
    path: PathBuf,
    outputs: &'a Outputs,
    report: Report,
    layers: BTreeMap<Digest, Claim>,
    referenced: BTreeSet<String>,
    /// Whether another program wrote the index
    is_copied: bool,
}

/// Verifies a layout, or one image of it.
///
/// # Errors
/// When there is no layout to read. What does not hold is in the report.
pub fn layout(
    path: &Path,
    outputs: &Outputs,
    only: Option<&str>,
    printer: &Printer,
) -> Result<Report> {
    let mut verifier = Verifier {
        path: path.to_owned(),
        outputs,
        report: Report::default(),
        layers: BTreeMap::new(),
        referenced: BTreeSet::new(),
        is_copied: false,
    };
    let marker = verifier.marker()?;
    verifier.entries()?;
    let images = verifier.index(only)?;
    verifier.judge_marker(&marker);
    verifier.report.images = images.len();
    for (name, manifest) in images {
        verifier.image(&name, &manifest);
    }
    if only.is_none() {
        verifier.unreferenced()?;
    }
    verifier.recompute(printer);
    Ok(verifier.report)
}

impl Verifier<'_> {
    fn marker(&self) -> Result<Vec<u8>> {
        small(&self.path.join(layout::MARKER)).with_context(|| {
            format!(
                "`{}` is no OCI image layout: cannot read `oci-layout`",
                self.path.display()
            )
        })
    }

    fn judge_marker(&mut self, bytes: &[u8]) {
        // Another program spaces it otherwise.
        let is_sound = self.is_copied && layout::check_marker(bytes).is_ok();
        if bytes != layout::MARKER_BYTES && !is_sound {
            let want = String::from_utf8_lossy(layout::MARKER_BYTES).into_owned();
            let got = mismatch::excerpt(bytes);
            self.report
                .mismatches
                .push(Mismatch::file("oci-layout", "bytes", want, got));
        }
    }

    /// Reads a small blob and compares its digest; `None` when it is missing
    fn document(&mut self, digest: &Digest, image: &str, what: &str) -> Option<Vec<u8>> {
        self.referenced.insert(digest.hex());
        let inner = layout::blob_path(digest);
        let read = blob::small(&self.path.join(&inner));
        let Ok(bytes) = read else {
            let found = read
                .err()
                .map(|error| error.to_string())
                .unwrap_or_default();
            self.found(image, what, &inner, digest.to_string(), found);
            return None;
        };
        self.report.blobs += 1;
        self.report.bytes += bytes.len() as u64;
        let got = Digest::of(&bytes);
        if got != *digest {
            self.found(
                image,
                &format!("{what} digest"),
                &inner,
                digest.to_string(),
                got.to_string(),
            );
            self.about(*digest, &inner);
        }
        Some(bytes)
    }

    fn image(&mut self, name: &str, descriptor: &oci::Descriptor) {
        let locked = self.outputs.images.get(name).cloned();
        match &locked {
            Some(locked) if locked.manifest != descriptor.digest => {
                self.found(
                    name,
                    "manifest",
                    "index.json",
                    locked.manifest.to_string(),
                    descriptor.digest.to_string(),
                );
                self.about(locked.manifest, &layout::blob_path(&descriptor.digest));
            }
            Some(_) => {}
            None => self.found(
                name,
                "image",
                "index.json",
                "none".into(),
                "an image that the lock has not".into(),
            ),
        }
        let Some(bytes) = self.document(&descriptor.digest, name, "manifest") else {
            return;
        };
        let manifest = match Manifest::parse(&bytes) {
            Ok(manifest) => manifest,
            Err(error) => {
                let inner = layout::blob_path(&descriptor.digest);
                return self.found(
                    name,
                    "manifest",
                    &inner,
                    "a manifest".into(),
                    error.to_string(),
                );
            }
        };
        if let Some(locked) = &locked {
            let config = manifest.config.digest;
            if locked.config != config {
                let inner = layout::blob_path(&descriptor.digest);
                let (want, got) = (locked.config.to_string(), config.to_string());
                self.found(name, "config", &inner, want, got);
                self.about(locked.config, &layout::blob_path(&manifest.config.digest));
            }
        }
        self.layers_of(name, &manifest, locked.as_ref());
    }

    fn layers_of(
        &mut self,
        name: &str,
        manifest: &Manifest,
        locked: Option<&fleet::build_lock::Image>,
    ) {
        let config = &manifest.config.digest;
        let Some(bytes) = self.document(config, name, "config") else {
            return;
        };
        let inner = layout::blob_path(config);
        let diff_ids = match ImageConfig::parse(&bytes) {
            Ok(config) => config.rootfs.diff_ids,
            Err(error) => {
                return self.found(name, "config", &inner, "a config".into(), error.to_string())
            }
        };
        let expected = locked.map_or(manifest.layers.len(), |image| image.layers.len());
        for (what, got) in [
            ("layers of the manifest", manifest.layers.len()),
            ("diff_ids of the config", diff_ids.len()),
        ] {
            if got != expected {
                self.found(name, what, &inner, expected.to_string(), got.to_string());
            }
        }
        for (position, layer) in manifest.layers.iter().enumerate() {
            let named = locked.and_then(|image| image.layers.get(position)).cloned();
            let label = named.unwrap_or_else(|| format!("layer {position}"));
            self.referenced.insert(layer.digest.hex());
            let diff_id = diff_ids
                .get(position)
                .map(ToString::to_string)
                .unwrap_or_default();
            let claim = self.layers.entry(layer.digest).or_insert_with(|| Claim {
                media_type: layer.media_type,
                size: layer.size,
                diff_id,
                layer: label,
                images: BTreeSet::new(),
            });
            claim.images.insert(name.to_owned());
        }
    }

    fn unreferenced(&mut self) -> Result<()> {
        let folder = self.path.join(layout::BLOBS);
        let entries = std::fs::read_dir(&folder)
            .with_context(|| format!("cannot read `{}`", folder.display()))?;
        let mut names = BTreeSet::new();
        for entry in entries {
            names.insert(entry?.file_name().to_string_lossy().into_owned());
        }
        for name in names.difference(&self.referenced) {
            let inner = format!("{}/{name}", layout::BLOBS);
            let got = "a blob that no image names".to_owned();
            self.report
                .mismatches
                .push(Mismatch::file(&inner, "blob", "none".into(), got));
        }
        Ok(())
    }

    fn recompute(&mut self, printer: &Printer) {
        let bytes = self.layers.values().map(|claim| claim.size).sum();
        let bar = printer.total(bytes);
        bar.set_message("verify");
        let (path, outputs) = (&self.path, self.outputs);
        let mut largest_first: Vec<_> = self.layers.iter().collect();
        largest_first.sort_by_key(|(digest, claim)| (std::cmp::Reverse(claim.size), digest.hex()));
        // `par_bridge` would lose the order; two cores take the large blobs first.
        let found: Vec<Vec<Mismatch>> = largest_first
            .par_iter()
            .with_max_len(1)
            .map(|(digest, claim)| blob::layer(path, digest, claim, outputs, &bar))
            .collect();
        bar.finish_and_clear();
        self.report.blobs += self.layers.len();
        self.report.bytes += bytes;
        self.report.mismatches.extend(found.into_iter().flatten());
    }

    fn found(&mut self, image: &str, what: &str, place: &str, want: String, got: String) {
        self.report.mismatches.push(Mismatch {
            images: BTreeSet::from([image.to_owned()]),
            ..Mismatch::file(place, what, want, got)
        });
    }

    /// Notes what the last mismatch is of
    fn about(&mut self, locked: Digest, place: &str) {
        let subject = Subject::Document {
            locked,
            place: place.to_owned(),
        };
        if let Some(last) = self.report.mismatches.last_mut() {
            last.subject = Some(subject);
        }
    }
}
