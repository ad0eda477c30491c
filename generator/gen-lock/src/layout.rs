//! The images of an OCI layout that gen-lock's layer builder wrote, by the names of the lock.

use crate::failure::finding;
use crate::project::BUILD_LOCK;
use crate::verify::small;
use anyhow::{ensure, Context as _, Result};
use fleet::BuildLock;
use oci::{
    layout, Descriptor, DiffId, Digest, ImageConfig, Index, Manifest, IMAGE_NAME, LAYER_NAME,
};
use std::path::{Path, PathBuf};

/// An image of a layout
pub struct Image {
    /// Digest of its manifest
    pub manifest: Digest,
    /// Digest of its config
    pub config: Digest,
    /// Lowest first
    pub layers: Vec<Blob>,
    /// Bytes of manifest, config and layer blobs, as they say
    pub size: u64,
}

/// A layer of a layout
pub struct Blob {
    /// The layer's name in the lock
    pub name: String,
    /// Of the stored bytes
    pub digest: Digest,
    /// Of the tar
    pub diff_id: DiffId,
    /// What the bytes are, and how many
    pub descriptor: Descriptor,
    /// Where they are
    pub path: PathBuf,
}

/// The images of a layout by `<machine>-<image>`, in its order
///
/// # Errors
/// When it is no layout, or its documents are not what their digests say.
pub fn images(root: &Path) -> Result<Vec<(String, Image)>> {
    let path = root.join(layout::INDEX);
    let bytes = small(&path).with_context(|| {
        format!(
            "`{}` is no OCI image layout: cannot read `{}`",
            root.display(),
            layout::INDEX
        )
    })?;
    let index = Index::parse(&bytes).with_context(|| path.display().to_string())?;
    let images = index.manifests.iter();
    images
        .map(|descriptor| {
            let name = annotation(descriptor, IMAGE_NAME)?;
            let image = image(root, descriptor);
            Ok((
                name.clone(),
                image.with_context(|| format!("image `{name}`"))?,
            ))
        })
        .collect()
}

fn image(root: &Path, descriptor: &Descriptor) -> Result<Image> {
    let manifest = Manifest::parse(&document(root, &descriptor.digest)?)?;
    let config = ImageConfig::parse(&document(root, &manifest.config.digest)?)?;
    let diff_ids = &config.rootfs.diff_ids;
    ensure!(
        manifest.layers.len() == diff_ids.len(),
        "{} layers in the manifest, {} in the config",
        manifest.layers.len(),
        diff_ids.len()
    );
    let layers = manifest.layers.iter().zip(diff_ids);
    let layers = layers.map(|(layer, diff_id)| {
        Ok(Blob {
            name: annotation(layer, LAYER_NAME)?,
            digest: layer.digest,
            diff_id: *diff_id,
            path: root.join(layout::blob_path(&layer.digest)),
            descriptor: layer.clone(),
        })
    });
    let blobs = manifest.layers.iter().map(|layer| layer.size).sum::<u64>();
    Ok(Image {
        manifest: descriptor.digest,
        config: manifest.config.digest,
        size: descriptor.size + manifest.config.size + blobs,
        layers: layers.collect::<Result<_>>()?,
    })
}

/// A small blob that is what its digest says
fn document(root: &Path, digest: &Digest) -> Result<Vec<u8>> {
    let path = root.join(layout::blob_path(digest));
    let bytes = small(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    is_named(root, digest, &Digest::of(&bytes).to_string())?;
    Ok(bytes)
}

/// Whether a blob's bytes have the digest that names it
///
/// # Errors
/// When they have another.
pub fn is_named(root: &Path, want: &Digest, got: &str) -> Result<()> {
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

fn annotation(descriptor: &Descriptor, name: &str) -> Result<String> {
    let value = descriptor.annotations.get(name).cloned();
    value.with_context(|| format!("`{}` has no annotation `{name}`", descriptor.digest))
}

impl Image {
    /// The names of its layers, lowest first
    pub fn layer_names(&self) -> Vec<String> {
        self.layers.iter().map(|layer| layer.name.clone()).collect()
    }

    /// Whether the lock has it, with this config
    ///
    /// # Errors
    /// When it has not.
    pub fn is_locked(&self, name: &str, lock: &BuildLock) -> Result<()> {
        let hint = "build what is locked, or record what is built: `gen-lock refresh --locked`";
        let Some(locked) = lock.outputs.images.get(name) else {
            return Err(finding(format!(
                "{BUILD_LOCK}: there is no image `{name}` among the outputs\n\nhint: {hint}"
            )));
        };
        if locked.config == self.config {
            return Ok(());
        }
        Err(finding(format!(
            "image `{name}`: config: want {}, as locked, got {}\n\nhint: {hint}",
            locked.config, self.config
        )))
    }
}
