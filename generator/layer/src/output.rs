//! What a build leaves behind, and how: every file appears whole or not at all.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use oci::{DiffId, Digest, MediaType};
use serde::{Deserialize, Serialize};

use crate::pipeline::{Sums, FRAME_SIZE};
use crate::spec::LayerSpec;
use crate::{Codec, Error};

/// `layer.json`, the facts about a finished layer.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerFile {
    /// The version of this vocabulary.
    pub version: u64,
    /// The layer's name.
    pub name: String,
    /// The SHA-256 of its tar.
    pub diff_id: DiffId,
    /// The length of its tar.
    pub tar_size: u64,
    /// The compressed blob.
    pub blob: LayerBlob,
}

/// The blob of a layer under one codec.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerBlob {
    /// Its SHA-256.
    pub digest: Digest,
    /// Its length.
    pub size: u64,
    /// Its type.
    #[serde(rename = "mediaType")]
    pub media_type: MediaType,
    /// Its codec.
    pub codec: Codec,
    /// What besides the content decides about its bytes.
    pub parameters: Parameters,
}

/// What besides the content decides about a blob's bytes.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// Bytes of tar in a frame.
    pub frame_size: u64,
    /// In the words of the codec's own command.
    pub options: String,
    /// The library and its version.
    pub library: String,
}

impl LayerFile {
    /// The facts about the layer of `spec`.
    pub fn new(spec: &LayerSpec, sums: &Sums) -> Self {
        let codec = spec.codec;
        Self {
            version: 1,
            name: spec.name.clone(),
            diff_id: sums.diff_id,
            tar_size: sums.tar_size,
            blob: LayerBlob {
                digest: sums.digest,
                size: sums.size,
                media_type: codec.media_type(),
                codec,
                parameters: Parameters {
                    frame_size: FRAME_SIZE as u64,
                    options: codec.options().to_owned(),
                    library: codec.library(),
                },
            },
        }
    }

    /// Its bytes.
    pub fn print(&self) -> Vec<u8> {
        let mut bytes = oci::canonical(self);
        bytes.push(b'\n');
        bytes
    }

    /// Reads the facts about the finished layer in `folder`.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let path = folder.join("layer.json");
        let bytes = fs::read(&path).map_err(Error::io(&path))?;
        crate::spec::parse(&path, &bytes)
    }
}

/// How a finished file appears: under another name first, then renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publish {
    /// Written through to the disk before it is renamed.
    Durable,
    /// Left to Nix, whose setting `sync-before-registering` decides for the whole store.
    Nix,
}

impl Publish {
    /// Makes the file `path` by what `write` writes; on an error nothing is left.
    pub fn create<T>(
        self,
        path: &Path,
        write: impl FnOnce(&mut File) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let partial = partial(path);
        let mut file = File::create(&partial).map_err(Error::io(&partial))?;
        let finished = write(&mut file).and_then(|value| {
            if self == Self::Durable {
                file.sync_data().map_err(Error::io(&partial))?;
            }
            fs::rename(&partial, path).map_err(Error::io(path))?;
            Ok(value)
        });
        if finished.is_err() {
            // Best effort: the error that matters is the first.
            let _ = fs::remove_file(&partial);
        }
        finished
    }

    /// Makes the file `path` of `bytes`.
    pub fn write(self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        use std::io::Write;
        self.create(path, |file| file.write_all(bytes).map_err(Error::io(path)))
    }
}

fn partial(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    path.with_file_name(name)
}
