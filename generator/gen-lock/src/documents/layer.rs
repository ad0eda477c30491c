use super::copyright::Places;
use crate::failure::finding;
use crate::file;
use crate::printer::Printer;
use crate::seekable::{stream, Seekable};
use anyhow::{bail, Context as _, Result};
use inventory::Inventory;
use oci::{Digest, Whiteout};
use rayon::prelude::*;
use sbom::{Contents, Layer};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Read as _};
use tar::{Archive, Entries, EntryType};
use verify::{LayoutImage, LayoutLayer};

/// RECORD of the largest wheels takes 2 MB
const LARGEST_RECORD: u64 = 32 << 20;

/// A layer that was read
#[derive(Debug, Clone)]
pub struct Read {
    /// What its bytes say of packages
    pub layer: Layer,
    /// Where its debs' files are
    pub places: Places,
}

/// Every layer of some images, read once and held against the locks
///
/// # Errors
/// When one cannot be read; with every disagreement when they do not agree.
pub fn read<'i>(
    images: impl Iterator<Item = &'i LayoutImage>,
    inventory: &Inventory,
    printer: &Printer,
) -> Result<BTreeMap<Digest, Read>> {
    let blobs = images.flat_map(|image| &image.layers);
    let blobs: BTreeMap<Digest, &LayoutLayer> =
        blobs.map(|blob| (blob.descriptor.digest, blob)).collect();
    let mut largest_first: Vec<&LayoutLayer> = blobs.into_values().collect();
    largest_first.sort_by_key(|blob| (Reverse(blob.descriptor.size), blob.descriptor.digest));
    let bar = printer.steps(largest_first.len() as u64, "reading layers");
    let read = largest_first.par_iter().with_max_len(1).map(|blob| {
        let contents = contents(blob)
            .with_context(|| format!("layer `{}`: `{}`", blob.name, blob.path.display()));
        bar.inc(1);
        contents
    });
    let read: Result<Vec<(Contents, Places)>> = read.collect();
    bar.finish_and_clear();
    agreed(largest_first, read?, inventory)
}

fn agreed(
    blobs: Vec<&LayoutLayer>,
    contents: Vec<(Contents, Places)>,
    inventory: &Inventory,
) -> Result<BTreeMap<Digest, Read>> {
    let (mut layers, mut disagreements) = (BTreeMap::new(), Vec::new());
    for (blob, (contents, places)) in blobs.into_iter().zip(contents) {
        let locked = inventory
            .layers
            .get(&blob.name)
            .map_or(&[][..], Vec::as_slice);
        match Layer::new(&blob.name, &blob.diff_id.to_string(), contents, locked) {
            Ok(layer) => drop(layers.insert(blob.descriptor.digest, Read { layer, places })),
            Err(found) => disagreements.extend(found.into_iter().map(|one| one.to_string())),
        }
    }
    if disagreements.is_empty() {
        return Ok(layers);
    }
    disagreements.sort();
    Err(finding(format!(
        "{}\n\nhint: check with `gen-lock verify` whether the layout was built from these locks",
        disagreements.join("\n")
    )))
}

/// What a layer's bytes say of packages. Where the blob allows it only the pieces of it are inflated
/// that hold a header or a record.
fn contents(blob: &LayoutLayer) -> Result<(Contents, Places)> {
    let media_type = blob.descriptor.media_type;
    match Seekable::as_stored(file::regular(&blob.path)?, media_type)? {
        Some(tar) => records(Archive::new(tar).entries_with_seek()?),
        None => records(Archive::new(stream(file::regular(&blob.path)?, media_type)?).entries()?),
    }
}

fn records<R: io::Read>(entries: Entries<'_, R>) -> Result<(Contents, Places)> {
    let (mut contents, mut places) = (Contents::default(), Places::default());
    for entry in entries {
        let mut entry = entry?;
        let path = entry.path()?.to_string_lossy().into_owned();
        let path = path.trim_start_matches("./").to_owned();
        if path.contains(char::is_control) {
            // In a list of packages it would be a line of its own.
            bail!(
                "{path:?} has a control character in its name, which gen-lock's layers never have"
            );
        }
        if let Some(whiteout) = Whiteout::of(path.trim_end_matches('/')) {
            // What it deletes may be a package of a layer below, which its document would name.
            bail!("`{path}` is a whiteout, which gen-lock's layers never have: {whiteout}");
        }
        contents.saw(&path);
        let target = entry.link_name()?;
        let target = target.as_ref().map(|target| target.to_string_lossy());
        places.saw(&path, entry.header().entry_type(), target.as_deref());
        if !Contents::wants(&path) {
            continue;
        }
        let plain = entry.header().entry_type() == EntryType::Regular;
        if Contents::is_parts(&path) && (!plain || entry.size() > LARGEST_RECORD) {
            let why = format!("it is not a regular file of at most {LARGEST_RECORD} bytes");
            contents.note(&path, &why);
            continue;
        }
        if !plain {
            // `etc/os-release` leads to the file below `usr`, a copyright file to another's.
            if Contents::is_package(&path) {
                bail!("`{path}` is not a regular file, but would indicate an installed package");
            }
            continue;
        }
        if entry.size() > LARGEST_RECORD {
            bail!("`{path}` is larger than {LARGEST_RECORD} bytes");
        }
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        contents.add(&path, &bytes).map_err(finding)?;
    }
    Ok((contents, places))
}

#[cfg(test)]
mod tests {
    use super::records;

    #[test]
    fn a_name_with_a_control_character_ends_the_reading() {
        let mut builder = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_ustar();
        header.set_size(0);
        let path = "var/lib/dpkg/status.d/a\n\u{1b}[2J";
        builder.append_data(&mut header, path, &b""[..]).unwrap();
        let bytes = builder.into_inner().unwrap();
        let mut archive = tar::Archive::new(&bytes[..]);
        let error = records(archive.entries().unwrap())
            .err()
            .unwrap()
            .to_string();
        assert!(
            error.contains("status.d/a\\n\\u{1b}[2J\" has a control character"),
            "{error}"
        );
    }

    #[test]
    fn a_whiteout_is_no_record_and_ends_the_reading() {
        for path in ["var/lib/dpkg/status.d/.wh.tini", "./app/.wh..wh..opq"] {
            let mut builder = tar::Builder::new(Vec::new());
            let mut header = tar::Header::new_ustar();
            header.set_size(0);
            builder.append_data(&mut header, path, &b""[..]).unwrap();
            let bytes = builder.into_inner().unwrap();
            let mut archive = tar::Archive::new(&bytes[..]);
            let error = records(archive.entries().unwrap()).err().unwrap();
            assert!(error.to_string().contains("is a whiteout"), "{error}");
        }
    }
}
