//! The outputs of a build, read from its OCI layout.

use crate::documents::{Documents, Selection};
use crate::printer::Printer;
use crate::project::Project;
use anyhow::{Context as _, Result};
use fleet::build_lock::{Blob, Image, Layer, Outputs};
use fleet::BuildLock;
use oci::{layout, Digest, ImageConfig, Index, Manifest, IMAGE_NAME, LAYER_NAME};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Adds what a layout holds to the outputs
///
/// # Errors
/// When the layout is not one that the layer builder wrote.
pub fn record(path: &Path, outputs: &mut Outputs) -> Result<()> {
    let index = Index::parse(&read(path, layout::INDEX)?)?;
    for descriptor in index.manifests {
        let name = descriptor
            .annotations
            .get(IMAGE_NAME)
            .context("an image without a name")?;
        let manifest = Manifest::parse(&read(path, &layout::blob_path(&descriptor.digest))?)?;
        let config = ImageConfig::parse(&read(path, &layout::blob_path(&manifest.config.digest))?)?;
        let mut image = Image {
            config: manifest.config.digest.to_string(),
            layers: Vec::new(),
            manifest: descriptor.digest.to_string(),
            sbom: None,
            size: descriptor.size + manifest.config.size,
        };
        for (layer, diff_id) in manifest.layers.iter().zip(&config.rootfs.diff_ids) {
            let name = layer
                .annotations
                .get(LAYER_NAME)
                .context("a layer without a name")?;
            image.layers.push(name.clone());
            image.size += layer.size;
            let codec = crate::verify::codec(layer.media_type).to_owned();
            let blob = Blob {
                digest: layer.digest.to_string(),
                media_type: layer.media_type.to_string(),
                parameters: parameters(path, &layout::blob_path(&layer.digest))?,
                size: layer.size,
            };
            let diff_id = diff_id.to_string();
            let entry = outputs.layers.entry(name.clone()).or_insert_with(|| Layer {
                blobs: BTreeMap::new(),
                diff_id,
            });
            entry.blobs.insert(codec, blob);
        }
        outputs.images.insert(name.clone(), image);
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
        digests.insert(name.to_owned(), digest.to_string());
    }
    for (name, image) in &mut lock.outputs.images {
        image.sbom = digests.remove(name);
    }
    Ok(())
}

fn read(path: &Path, inner: &str) -> Result<Vec<u8>> {
    let file = path.join(inner);
    std::fs::read(&file).with_context(|| format!("cannot read `{}`", file.display()))
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
fn parameters(path: &Path, inner: &str) -> Result<BTreeMap<String, serde_json::Value>> {
    let blob = std::fs::canonicalize(path.join(inner))?;
    let file = blob.with_file_name("layer.json");
    let text = crate::file::read(&file)?;
    let described: Described =
        serde_json::from_str(&text).with_context(|| file.display().to_string())?;
    Ok(described.blob.parameters)
}
