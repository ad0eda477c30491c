//! The outputs of a build, read from its OCI layout.

use crate::documents::{Documents, Selection};
use crate::printer::Printer;
use crate::project::Project;
use anyhow::{Context as _, Result};
use fleet::build_lock::{Blob, Image, Layer, Outputs};
use fleet::BuildLock;
use oci::Digest;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use verify::Layout;

/// Adds what a layout holds to the outputs
///
/// # Errors
/// When the layout is not one that the layer builder wrote.
pub fn record(path: &Path, outputs: &mut Outputs) -> Result<()> {
    for (name, found) in Layout::new(path).named()? {
        let image = Image {
            config: found.manifest.config.digest,
            layers: found.layer_names(),
            manifest: found.descriptor.digest,
            sbom: None,
            size: found.size(),
        };
        for layer in found.layers {
            let blob = Blob {
                digest: layer.descriptor.digest,
                media_type: layer.descriptor.media_type,
                parameters: parameters(&layer.path)?,
                size: layer.descriptor.size,
            };
            let codec = verify::codec(layer.descriptor.media_type).to_owned();
            let entry = outputs.layers.entry(layer.name).or_insert_with(|| Layer {
                blobs: BTreeMap::new(),
                diff_id: layer.diff_id,
            });
            entry.blobs.insert(codec, blob);
        }
        outputs.images.insert(name, image);
    }
    Ok(())
}

/// Adds the digest of each image's SBOM to the outputs of a lock that has all else
///
/// # Errors
/// When the bytes of a layer and the locks do not agree.
pub fn sboms(
    project: &Project,
    layouts: Vec<PathBuf>,
    lock: &mut BuildLock,
    printer: &Printer,
) -> Result<()> {
    let mut digests = BTreeMap::new();
    let documents = Documents::read(project, lock, &Selection::all(layouts), printer)?;
    for name in documents.names() {
        let digest = Digest::of(&documents.cyclonedx(name)?);
        digests.insert(name.to_owned(), digest);
    }
    for (name, image) in &mut lock.outputs.images {
        image.sbom = digests.remove(name);
    }
    Ok(())
}

#[derive(serde::Deserialize)]
struct Described {
    blob: Codec,
}

#[derive(serde::Deserialize)]
struct Codec {
    #[serde(default)]
    parameters: BTreeMap<String, serde_json::Value>,
}

/// What the builder says of the codec, in the file beside the blob
fn parameters(blob: &Path) -> Result<BTreeMap<String, serde_json::Value>> {
    let blob = std::fs::canonicalize(blob)?;
    let file = blob.with_file_name("layer.json");
    let text = crate::file::read(&file)?;
    let described: Described =
        serde_json::from_str(&text).with_context(|| file.display().to_string())?;
    Ok(described.blob.parameters)
}
