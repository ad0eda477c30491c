//! Who keeps images on a machine, and gives them out: Docker Engine, or a containers/storage.

mod group;
mod identify;
mod storage;

pub use identify::identify;
pub use storage::{Place, Storage};

use crate::engine::Engine;
use anyhow::{bail, Context as _, Result};
use fleet::build_lock::Outputs;
use oci::DiffId;
use rollout::Image;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;

/// Who keeps images
pub enum ImageStore {
    /// Docker Engine, or what speaks like it
    Engine(Engine),
    /// A containers/storage: Podman's, Buildah's, skopeo's
    Storage(Storage),
}

/// The files of images, as they were given out
pub struct Exported {
    /// Path by digest
    paths: BTreeMap<String, String>,
    /// Where they lie, if they do
    folder: Option<tempfile::TempDir>,
}

impl Exported {
    /// Whether there is a file of this digest
    pub fn has(&self, digest: &str) -> bool {
        self.paths.contains_key(digest)
    }
}

impl ImageStore {
    /// Every image; those of the lock's that the engine calls by a manifest that the lock does not
    /// know are looked into
    ///
    /// # Errors
    /// When it does not say.
    pub fn images(&self, outputs: &Outputs) -> Result<Vec<Image>> {
        match self {
            Self::Engine(engine) => {
                let mut images = engine.images()?;
                identify(engine, outputs, &mut images)?;
                Ok(images)
            }
            Self::Storage(storage) => storage.images(),
        }
    }

    /// Whether an export has blobs as they were pulled. Others make it of what they unpacked, which is
    /// what runs.
    ///
    /// # Errors
    /// When it does not say.
    pub fn gives_out_blobs(&self) -> Result<bool> {
        match self {
            Self::Engine(engine) => engine.keeps_manifests(),
            Self::Storage(_) => Ok(false),
        }
    }

    /// Splits images, each with its layers from the lowest up, into groups of which one export proves each
    /// image
    ///
    /// # Errors
    /// When it does not say how it keeps images.
    pub fn groups<T>(&self, images: Vec<(T, Vec<DiffId>)>) -> Result<Vec<Vec<T>>> {
        Ok(match self {
            Self::Engine(engine) if !engine.keeps_manifests()? => group::groups(images),
            // A blob of one image would count for another that has the same layer in another codec.
            _ => images.into_iter().map(|(image, _)| vec![image]).collect(),
        })
    }

    /// Hashes every file of images, from its bytes
    ///
    /// # Errors
    /// With its words, when it cannot give them out. A storage gives out one image.
    pub fn export(&self, ids: &[&str]) -> Result<Exported> {
        match self {
            Self::Engine(engine) => {
                let paths = engine.save(ids, |archive| Ok(compare::digests(archive)?))?;
                let turned = paths.into_iter().map(|(path, digest)| (digest, path));
                Ok(Exported {
                    paths: turned.collect(),
                    folder: None,
                })
            }
            Self::Storage(storage) => {
                let [id] = ids else {
                    bail!("one image at a time is exported from a storage");
                };
                let (folder, paths) = storage.export(id)?;
                Ok(Exported {
                    paths,
                    folder: Some(folder),
                })
            }
        }
    }

    /// Hands a file of an image to `take`, by its digest; none where there is none
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open<T>(
        &self,
        exported: &Exported,
        id: &str,
        digest: &str,
        take: impl FnOnce(&mut dyn Read) -> T,
    ) -> Result<Option<T>> {
        let Some(path) = exported.paths.get(digest) else {
            return Ok(None);
        };
        match self {
            Self::Engine(engine) => {
                engine.save(&[id], |archive| Ok(compare::within(archive, path, take)?))
            }
            Self::Storage(_) => {
                let folder = exported.folder.as_ref().context("nothing was exported")?;
                let mut file = File::open(folder.path().join(path))?;
                Ok(Some(take(&mut file)))
            }
        }
    }
}
