//! What was locked, where it is at hand, and what differs from it. Nothing at hand is believed before
//! it was hashed.

use super::{blob, Reference};
use crate::inflate;
use anyhow::{ensure, Context as _, Result};
use compare::Differences;
use fleet::build_lock::Outputs;
use oci::{DiffId, Digest, MediaType};
use sha2::{Digest as _, Sha256};
use std::io::{self, Read};
use std::path::PathBuf;

/// The lock, and where its bytes may lie
#[derive(Clone, Copy)]
pub struct Baseline<'a> {
    /// What the lock says
    pub outputs: &'a Outputs,
    /// Where it may lie
    pub reference: &'a Reference,
}

/// The blob of a locked layer
struct Locked {
    path: PathBuf,
    media_type: MediaType,
    diff_id: DiffId,
}

impl Baseline<'_> {
    /// What differs between a locked document and another
    ///
    /// # Errors
    /// When what was locked is not at hand.
    pub fn document(&self, locked: Digest, got: &[u8]) -> Result<Differences> {
        let path = self.reference.blob(locked).context("it is not at hand")?;
        let want = blob::small(&path)?;
        ensure!(Digest::of(&want) == locked, "it is altered too");
        Ok(compare::documents(&want, got))
    }

    /// What differs between the tar of a locked layer and another
    ///
    /// # Errors
    /// When what was locked is not at hand.
    pub fn layer(&self, name: &str, got: impl Read) -> Result<Differences> {
        let locked = self.locked(name).context("it is not at hand")?;
        let mut want = Hashed {
            inner: inflate::of(crate::file::regular(&locked.path)?, locked.media_type)?,
            sum: Sha256::new(),
        };
        let found = compare::layers(&mut want, got);
        io::copy(&mut want, &mut io::sink())?;
        let diff_id = DiffId::from_sha256(want.sum.finalize().into());
        ensure!(diff_id == locked.diff_id, "it is altered too");
        Ok(found)
    }

    /// Whether the blob of a layer is at hand
    pub fn has(&self, name: &str) -> bool {
        self.locked(name).is_some()
    }

    fn locked(&self, name: &str) -> Option<Locked> {
        let layer = self.outputs.layers.get(name)?;
        layer.blobs.values().find_map(|blob| {
            Some(Locked {
                path: self.reference.blob(blob.digest)?,
                media_type: blob.media_type,
                diff_id: layer.diff_id,
            })
        })
    }
}

struct Hashed<R> {
    inner: R,
    sum: Sha256,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.sum.update(&buffer[..count]);
        Ok(count)
    }
}
