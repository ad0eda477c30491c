//! A layout against the lock, recomputed from bytes. Every mismatch is reported.

mod blobs;
mod copied;
mod entries;
mod index;
mod placed;

use super::{Layout, LayoutError};
use crate::document::document;
use crate::mismatch::{excerpt, merged};
use crate::{compare, Claim, Image, Locked, Mismatch, Progress, Report};
use blobs::Said;
use fleet::build_lock::Outputs;
use oci::{layout, Descriptor, ImageConfig, Manifest};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Verifies a layout, or one image of it.
///
/// # Errors
/// When there is no layout to read, or not the image that is asked for. What does not hold is in the report.
pub fn verify_layout(
    root: &Path,
    outputs: &Outputs,
    only: Option<&str>,
    progress: &dyn Progress,
) -> Result<Report, LayoutError> {
    let mut verifier = Verifier {
        layout: Layout::new(root),
        outputs,
        report: Report::default(),
        layers: BTreeMap::new(),
        referenced: BTreeSet::new(),
    };
    let marker = verifier.marker()?;
    verifier.entries()?;
    let (images, is_copied) = verifier.index(only)?;
    verifier.judge_marker(&marker, is_copied);
    verifier.report.images = images.len();
    for (name, manifest) in &images {
        verifier.image(name, manifest);
    }
    if only.is_none() {
        verifier.unreferenced()?;
    }
    verifier.recompute(progress);
    let mut report = verifier.report;
    report.mismatches = merged(report.mismatches);
    Ok(report)
}

struct Verifier<'a> {
    layout: Layout,
    outputs: &'a Outputs,
    report: Report,
    /// What images say of each layer's blob, and who says it
    layers: BTreeMap<Said, BTreeSet<String>>,
    referenced: BTreeSet<String>,
}

impl<'a> Verifier<'a> {
    fn marker(&self) -> Result<Vec<u8>, LayoutError> {
        let read = document(&self.layout.root().join(layout::MARKER));
        read.map_err(|source| LayoutError::NoLayout {
            root: self.layout.root().to_owned(),
            file: layout::MARKER,
            source,
        })
    }

    fn judge_marker(&mut self, bytes: &[u8], is_copied: bool) {
        // Another program spaces it otherwise.
        let is_sound = is_copied && layout::check_marker(bytes).is_ok();
        if bytes != layout::MARKER_BYTES && !is_sound {
            let want = String::from_utf8_lossy(layout::MARKER_BYTES);
            let got = excerpt(bytes);
            self.found(Mismatch::new(Claim::Marker, layout::MARKER, want, got));
        }
    }

    fn image(&mut self, name: &str, descriptor: &Descriptor) {
        let read = self.layout.documents(descriptor);
        self.referenced.insert(descriptor.digest.hex());
        self.report.blobs += read.read;
        self.report.bytes += read.bytes;
        let manifest = read.manifest.as_ref().map(|(manifest, _)| manifest);
        let image = Image::of(descriptor.digest, manifest, read.config.as_ref());
        let locked = self.compare(name, descriptor, &image);
        for fault in &read.faults {
            self.found(placed::fault(fault).of_image(name));
        }
        if let Some(manifest) = manifest {
            self.referenced.insert(manifest.config.digest.hex());
            self.layers_of(name, manifest, read.config.as_ref(), locked.as_ref());
        }
    }

    /// Compares the documents of an image with the lock
    fn compare(
        &mut self,
        name: &str,
        descriptor: &Descriptor,
        image: &Image,
    ) -> Option<Locked<'a>> {
        let outputs = self.outputs;
        match Locked::of(outputs, name) {
            Ok(locked) => {
                for difference in compare(&locked, image) {
                    let mismatch = placed::difference(difference, &locked, descriptor, image);
                    self.found(mismatch.of_image(name));
                }
                Some(locked)
            }
            Err(unlocked) => {
                let got = match outputs.images.contains_key(name) {
                    true => unlocked.to_string(),
                    false => "an image that is not in build-lock.json".to_owned(),
                };
                let mismatch = Mismatch::new(Claim::Image, layout::INDEX, "none", got);
                self.found(mismatch.of_image(name));
                None
            }
        }
    }

    /// Notes what an image says of the bytes of its layers
    fn layers_of(
        &mut self,
        name: &str,
        manifest: &Manifest,
        config: Option<&ImageConfig>,
        locked: Option<&Locked<'_>>,
    ) {
        for (position, layer) in manifest.layers.iter().enumerate() {
            self.referenced.insert(layer.digest.hex());
            let named = locked.and_then(|locked| locked.layers.get(position));
            let label = || format!("layer {position}");
            let diff_ids = config.map(|config| &config.rootfs.diff_ids);
            let said = Said {
                size: layer.size,
                digest: layer.digest,
                media_type: layer.media_type,
                layer: named.map_or_else(label, |one| one.name.to_owned()),
                diff_id: diff_ids.and_then(|all| all.get(position)).copied(),
            };
            let images = self.layers.entry(said).or_default();
            images.insert(name.to_owned());
        }
    }

    fn unreferenced(&mut self) -> Result<(), LayoutError> {
        let folder = self.layout.root().join(layout::BLOBS);
        for name in entries::names(&folder)? {
            if !self.referenced.contains(&name) {
                let inner = format!("{}/{name}", layout::BLOBS);
                let got = "a blob that no image names";
                self.found(Mismatch::new(Claim::Entry, &inner, "none", got));
            }
        }
        Ok(())
    }

    fn found(&mut self, mismatch: Mismatch) {
        self.report.mismatches.push(mismatch);
    }
}
