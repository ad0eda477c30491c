//! What a push sends: the images of layouts, and each blob once.

use crate::failure::finding;
use anyhow::{Context as _, Result};
use fleet::build_lock::Outputs;
use oci::{layout, Digest, Manifest, LAYER_NAME};
use registry::artifact::Descriptor;
use registry::Repository;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use verify::{compare, Claim, Layout, Locked};

/// An image on its way
pub struct Image {
    /// `<machine>-<image>`
    pub name: String,
    /// Where it goes
    pub repository: Repository,
    /// Its manifest
    pub manifest: Descriptor,
    /// The manifest's bytes
    pub bytes: Vec<u8>,
    /// Its SBOM, by the lock
    pub sbom: Option<Digest>,
    /// Config and layers
    pub blobs: Vec<Digest>,
}

/// A blob on its way
pub struct Blob {
    /// Its name for people
    pub label: String,
    /// Bytes
    pub size: u64,
    /// Where it is
    pub path: PathBuf,
}

/// What is sent
#[derive(Default)]
pub struct Plan {
    /// In the order of the lock
    pub images: Vec<Image>,
    /// Each once
    pub blobs: BTreeMap<Digest, Blob>,
}

impl Plan {
    /// Adds the images of a layout; `locked` where it is in the lock's codec
    ///
    /// # Errors
    /// When the layout is not one of the lock.
    pub fn add(
        &mut self,
        root: &Path,
        namespace: &Repository,
        outputs: &Outputs,
        locked: bool,
    ) -> Result<()> {
        for (name, image) in Layout::new(root).named()? {
            let differs = || differs(root, &name);
            let want = Locked::of(outputs, &name).map_err(|_| differs())?;
            let differences = compare(&want, &image.shown());
            let is_excused = |claim: Claim| !locked && claim.is_of_compression();
            if !differences.iter().all(|one| is_excused(one.claim)) {
                return Err(differs());
            }
            let kind = image.descriptor.media_type.to_string();
            let size = image.bytes.len() as u64;
            let blobs = self.blobs_of(root, &image.manifest)?;
            self.images.push(Image {
                repository: namespace.child(&name),
                manifest: Descriptor::new(&kind, image.descriptor.digest, size),
                sbom: outputs.images[&name].sbom,
                blobs,
                bytes: image.bytes,
                name,
            });
        }
        Ok(())
    }

    /// The blobs of an image, each as large as its manifest says: what a layout lacks is found before
    /// anything of it is sent
    fn blobs_of(&mut self, root: &Path, manifest: &Manifest) -> Result<Vec<Digest>> {
        let mut blobs = Vec::new();
        for blob in std::iter::once(&manifest.config).chain(&manifest.layers) {
            let label = blob.annotations.get(LAYER_NAME);
            let label = label.map_or("config", String::as_str).to_owned();
            let path = root.join(layout::blob_path(&blob.digest));
            let size = blob.size;
            is_whole(&path, size)?;
            self.blobs
                .entry(blob.digest)
                .or_insert(Blob { label, size, path });
            blobs.push(blob.digest);
        }
        Ok(blobs)
    }

    /// All bytes of blobs
    pub fn bytes(&self) -> u64 {
        self.blobs.values().map(|blob| blob.size).sum()
    }
}

fn is_whole(path: &Path, want: u64) -> Result<()> {
    let at = path.display();
    let got = std::fs::metadata(path).with_context(|| format!("cannot read `{at}`"))?;
    if got.is_file() && got.len() == want {
        return Ok(());
    }
    Err(finding(format!(
        "`{at}` is not a file of {want} bytes, as its manifest states: it has {} bytes\n\nhint: build the layout again",
        got.len()
    )))
}

fn differs(root: &Path, name: &str) -> anyhow::Error {
    finding(format!(
        "`{}`: image `{name}` is not the one that build-lock.json has\n\nhint: `gen-lock verify {}` \
         shows how they differ; `gen-lock refresh --locked` builds and records again",
        root.display(),
        root.display()
    ))
}
