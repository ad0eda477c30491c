//! Whether the layers' bytes are those of the locked images. A document is made from the records alone
//! that a layer holds; every other byte may be another's until it is read.

use crate::failure::finding;
use crate::layout::{Blob, Image};
use crate::printer::Printer;
use crate::verify::sums;
use anyhow::{Context as _, Result};
use indicatif::ProgressBar;
use oci::Digest;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs::File;

/// Reads every layer of some images whose configs are as locked
///
/// # Errors
/// When one cannot be read; with every layer of other bytes than its image says.
pub fn prove<'i>(images: impl Iterator<Item = &'i Image>, printer: &Printer) -> Result<()> {
    let blobs = images.flat_map(|image| &image.layers);
    let blobs: BTreeMap<Digest, &Blob> = blobs.map(|blob| (blob.digest, blob)).collect();
    let bar = printer.total(blobs.values().map(|blob| blob.descriptor.size).sum());
    bar.set_message("hash");
    let mut largest_first: Vec<&Blob> = blobs.into_values().collect();
    largest_first.sort_by_key(|blob| (Reverse(blob.descriptor.size), blob.digest));
    let proved = largest_first.par_iter().with_max_len(1);
    let proved: Result<Vec<Vec<String>>> = proved.map(|blob| other(blob, &bar)).collect();
    bar.finish_and_clear();
    let mut lines = proved?.concat();
    if lines.is_empty() {
        return Ok(());
    }
    lines.sort();
    Err(finding(format!(
        "{}\n\nhint: what a document says of these bytes is not true; `gen-lock verify` says what else is wrong",
        lines.join("\n")
    )))
}

/// What of a layer is not as its image says: the stored bytes by the manifest, the tar by the config
fn other(blob: &Blob, bar: &ProgressBar) -> Result<Vec<String>> {
    let at = || format!("cannot read `{}`", blob.path.display());
    let sums = sums(
        File::open(&blob.path).with_context(at)?,
        blob.descriptor.media_type,
        bar,
    );
    let line = |what: &str, want: String, got: String| {
        let name = &blob.name;
        (want != got).then(|| format!("layer `{name}`: {what}\n  want {want}\n  got  {got}"))
    };
    let stored = line("blob digest", blob.digest.to_string(), sums.digest);
    let tar = line("content (diff_id)", blob.diff_id.to_string(), sums.diff_id);
    Ok(stored.into_iter().chain(tar).collect())
}

#[cfg(test)]
mod tests {
    use super::{prove, Blob, Image, Printer};
    use oci::{Descriptor, DiffId, Digest, MediaType};

    #[test]
    fn every_byte_of_a_layer_counts() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("blob");
        let tar = vec![7; 4096];
        let descriptor = Descriptor::of(MediaType::Layer, &tar);
        let diff_id: DiffId = Digest::of(&tar).to_string().parse().unwrap();
        let image = Image {
            manifest: descriptor.digest,
            config: descriptor.digest,
            size: 0,
            layers: vec![Blob {
                name: "a".to_owned(),
                digest: descriptor.digest,
                diff_id,
                descriptor,
                path: path.clone(),
            }],
        };
        let proved = || prove([&image].into_iter(), &Printer::new());
        std::fs::write(&path, &tar).unwrap();
        proved().unwrap();
        for at in [0, 2048, 4095] {
            let mut other = tar.clone();
            other[at] += 1;
            std::fs::write(&path, &other).unwrap();
            let error = proved().unwrap_err().to_string();
            let said = format!("layer `a`: blob digest\n  want {}\n", Digest::of(&tar));
            assert!(error.contains(&said), "{error}");
            assert!(error.contains("layer `a`: content (diff_id)\n"), "{error}");
        }
    }
}
