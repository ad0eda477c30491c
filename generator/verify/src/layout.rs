//! An OCI image layout: the one way from its index to manifests, configs and layers.

mod documents;
mod index_file;
mod verifier;

use crate::document::{document, regular};
use crate::{Claim, Image};
use oci::{layout, Descriptor, DiffId, Digest, ImageConfig, Manifest, IMAGE_NAME, LAYER_NAME};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use index_file::IndexFile;
pub use verifier::verify_layout;

/// A folder that holds images
#[derive(Debug, Clone)]
pub struct Layout {
    root: PathBuf,
}

/// An image of a layout, whose documents are what their digests say
#[derive(Debug, Clone)]
pub struct LayoutImage {
    /// Its manifest, as the index says
    pub descriptor: Descriptor,
    /// The manifest's bytes
    pub bytes: Vec<u8>,
    /// The manifest
    pub manifest: Manifest,
    /// The config
    pub config: ImageConfig,
    /// Lowest first
    pub layers: Vec<LayoutLayer>,
}

/// A layer of an image of a layout
#[derive(Debug, Clone)]
pub struct LayoutLayer {
    /// The layer's name in the lock; its digest where another program left the name out
    pub name: String,
    /// What the manifest says of it
    pub descriptor: Descriptor,
    /// Of the tar, as the config says
    pub diff_id: DiffId,
    /// Where its bytes are
    pub path: PathBuf,
}

/// Why a layout is not read
#[derive(Debug, thiserror::Error)]
pub enum LayoutError {
    /// There is no layout
    #[error("`{}` is not an OCI image layout: cannot read `{}`", .root.display(), .file)]
    NoLayout {
        /// The folder
        root: PathBuf,
        /// What it has to have
        file: &'static str,
        /// Why it cannot be read
        source: io::Error,
    },
    /// It has other images than the one that is asked for
    #[error("`{}` has no image `{image}`", .root.display())]
    NoImage {
        /// The layout
        root: PathBuf,
        /// The image's name
        image: String,
    },
    /// A file of it cannot be read
    #[error("cannot read `{}`", .path.display())]
    Unreadable {
        /// The file
        path: PathBuf,
        /// Why
        source: io::Error,
    },
    /// A document is malformed
    #[error("`{}`", .path.display())]
    Malformed {
        /// The file
        path: PathBuf,
        /// What is wrong
        source: oci::Error,
    },
    /// A document's bytes, or what it says, is not what another document says
    #[error(
        "`{}`: {claim}: want {want}, got {got}\n\nhint: `gen-lock verify {}` shows all differences",
        .path.display(),
        .root.display()
    )]
    Contradiction {
        /// The layout
        root: PathBuf,
        /// The file
        path: PathBuf,
        /// What does not hold
        claim: Claim,
        /// What another document says
        want: String,
        /// What is there
        got: String,
    },
    /// An image or a layer has no name of the lock's
    #[error("`{digest}` has no annotation `{annotation}`")]
    Unnamed {
        /// Of the manifest or the blob
        digest: Digest,
        /// What is missing
        annotation: &'static str,
    },
}

impl LayoutError {
    /// Whether the layout is wrong, in place of unreadable
    pub fn is_finding(&self) -> bool {
        matches!(self, Self::Contradiction { .. })
    }
}

impl Layout {
    /// The layout in a folder
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    /// The folder
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where a blob lies
    pub fn blob_path(&self, digest: &Digest) -> PathBuf {
        self.root.join(layout::blob_path(digest))
    }

    /// Opens a blob
    ///
    /// # Errors
    /// When it is no file, or cannot be read.
    pub fn open(&self, digest: &Digest) -> io::Result<File> {
        regular(&self.blob_path(digest))
    }

    /// Its images in the order of its index; each document is what its digest says
    ///
    /// # Errors
    /// When it is no layout, or a document is missing, malformed, or another one.
    pub fn images(&self) -> Result<Vec<LayoutImage>, LayoutError> {
        let path = self.root.join(layout::INDEX);
        let bytes = document(&path).map_err(|source| LayoutError::NoLayout {
            root: self.root.clone(),
            file: layout::INDEX,
            source,
        })?;
        let read = IndexFile::parse(&bytes);
        let read = read.map_err(|source| LayoutError::Malformed { path, source })?;
        let manifests = read.index.manifests.into_iter();
        manifests.map(|descriptor| self.image(descriptor)).collect()
    }

    fn image(&self, descriptor: Descriptor) -> Result<LayoutImage, LayoutError> {
        let mut read = self.documents(&descriptor);
        if !read.faults.is_empty() {
            return Err(self.error(read.faults.swap_remove(0)));
        }
        let documents = read.manifest.zip(read.config);
        let Some(((manifest, bytes), config)) = documents else {
            unreachable!("what is not read is a fault");
        };
        Ok(LayoutImage {
            descriptor,
            bytes,
            layers: self.layers(&manifest, &config),
            manifest,
            config,
        })
    }

    fn error(&self, fault: documents::Fault) -> LayoutError {
        let path = self.blob_path(&fault.document);
        match fault.why {
            documents::Why::Unreadable(source) => LayoutError::Unreadable { path, source },
            documents::Why::Malformed(source) => LayoutError::Malformed { path, source },
            documents::Why::Differs { want, got } => LayoutError::Contradiction {
                root: self.root.clone(),
                path,
                claim: fault.claim,
                want,
                got,
            },
        }
    }

    fn layers(&self, manifest: &Manifest, config: &ImageConfig) -> Vec<LayoutLayer> {
        let layers = manifest.layers.iter().zip(&config.rootfs.diff_ids);
        let layer = |(descriptor, diff_id): (&Descriptor, &DiffId)| {
            let name = annotation(descriptor, LAYER_NAME).map(str::to_owned);
            LayoutLayer {
                name: name.unwrap_or_else(|_| descriptor.digest.to_string()),
                descriptor: descriptor.clone(),
                diff_id: *diff_id,
                path: self.blob_path(&descriptor.digest),
            }
        };
        layers.map(layer).collect()
    }

    /// The images of a layout that the layer builder wrote, by their names in the lock
    ///
    /// # Errors
    /// Likewise; when an image or a layer has no name, or two images have the same.
    pub fn named(&self) -> Result<Vec<(String, LayoutImage)>, LayoutError> {
        let mut named: Vec<(String, LayoutImage)> = Vec::new();
        for image in self.images()? {
            for layer in &image.manifest.layers {
                annotation(layer, LAYER_NAME)?;
            }
            let name = image.name()?.to_owned();
            if named.iter().any(|(other, _)| *other == name) {
                return Err(LayoutError::Contradiction {
                    root: self.root.clone(),
                    path: self.root.join(layout::INDEX),
                    claim: Claim::Image,
                    want: "one manifest an image".to_owned(),
                    got: format!("`{name}` twice"),
                });
            }
            named.push((name, image));
        }
        Ok(named)
    }
}

impl LayoutImage {
    /// Its name in the lock
    ///
    /// # Errors
    /// When another program wrote the index, and left the name out.
    pub fn name(&self) -> Result<&str, LayoutError> {
        annotation(&self.descriptor, IMAGE_NAME)
    }

    /// What it shows of itself
    pub fn shown(&self) -> Image {
        Image::of(
            self.descriptor.digest,
            Some(&self.manifest),
            Some(&self.config),
        )
    }

    /// The names of its layers in the lock, lowest first
    pub fn layer_names(&self) -> Vec<String> {
        self.layers.iter().map(|layer| layer.name.clone()).collect()
    }

    /// Bytes of manifest, config and layers, as they say
    pub fn size(&self) -> u64 {
        let layers = self.manifest.layers.iter().map(|layer| layer.size);
        let blobs = layers.chain([self.manifest.config.size]);
        blobs.fold(self.bytes.len() as u64, u64::saturating_add)
    }
}

fn annotation<'a>(
    descriptor: &'a Descriptor,
    annotation: &'static str,
) -> Result<&'a str, LayoutError> {
    let value = descriptor.annotations.get(annotation);
    let digest = descriptor.digest;
    let value = value.ok_or(LayoutError::Unnamed { digest, annotation });
    value.map(String::as_str)
}
