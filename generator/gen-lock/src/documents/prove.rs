//! Whether the layers' bytes are those of the locked images. A document is made from the records alone
//! that a layer holds; every other byte may be another's until it is read.

use crate::failure::finding;
use crate::printer::Printer;
use anyhow::{Context as _, Result};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use verify::{regular, sums, Claim, LayoutImage, LayoutLayer, Progress};

/// Reads every layer of some images whose configs are as locked
///
/// # Errors
/// When one cannot be read; with every layer of other bytes than its image says.
pub fn prove<'i>(images: impl Iterator<Item = &'i LayoutImage>, printer: &Printer) -> Result<()> {
    let blobs = images.flat_map(|image| &image.layers);
    // Whoever says something else of the same blob is not believed for another's sake.
    let said = |blob: &LayoutLayer| {
        let stored = &blob.descriptor;
        (stored.digest, stored.media_type, blob.diff_id)
    };
    let blobs: BTreeMap<_, &LayoutLayer> = blobs.map(|blob| (said(blob), blob)).collect();
    let bars = printer.bars();
    bars.bytes(
        "hash",
        blobs.values().map(|blob| blob.descriptor.size).sum(),
    );
    let mut largest_first: Vec<&LayoutLayer> = blobs.into_values().collect();
    largest_first.sort_by_key(|blob| (Reverse(blob.descriptor.size), blob.descriptor.digest));
    let proved = largest_first.par_iter().with_max_len(1);
    let proved: Result<Vec<Vec<String>>> = proved.map(|blob| other(blob, &bars)).collect();
    bars.end();
    let mut lines = proved?.concat();
    if lines.is_empty() {
        return Ok(());
    }
    lines.sort();
    Err(finding(format!(
        "{}\n\nhint: the document would not describe these bytes; `gen-lock verify` shows all differences",
        lines.join("\n")
    )))
}

/// What of a layer is not as its image says: the stored bytes by the manifest, the tar by the config
fn other(blob: &LayoutLayer, progress: &dyn Progress) -> Result<Vec<String>> {
    let at = || format!("cannot read `{}`", blob.path.display());
    let file = regular(&blob.path).with_context(at)?;
    let sums = sums(file, blob.descriptor.media_type, progress).with_context(at)?;
    let line = |claim: Claim, want: String, got: String| {
        let name = &blob.name;
        format!("layer `{name}`: {claim}\n  want {want}\n  got  {got}")
    };
    let (want, got) = (blob.descriptor.digest, sums.digest);
    let stored = (want != got).then(|| line(Claim::BlobDigest, want.to_string(), got.to_string()));
    let want = &blob.diff_id;
    let tar = sums.content.instead_of(want);
    let tar = tar.map(|got| line(Claim::Content, want.to_string(), got));
    Ok(stored.into_iter().chain(tar).collect())
}

#[cfg(test)]
mod tests {
    use super::super::made::image;
    use super::{prove, LayoutLayer, Printer};
    use oci::{Descriptor, DiffId, Digest, MediaType};

    #[test]
    fn every_byte_of_a_layer_counts() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("blob");
        let tar = vec![7; 4096];
        let descriptor = Descriptor::of(MediaType::Layer, &tar);
        let diff_id: DiffId = Digest::of(&tar).to_string().parse().unwrap();
        let image = image(vec![LayoutLayer {
            name: "a".to_owned(),
            diff_id,
            descriptor,
            path: path.clone(),
        }]);
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
