//! What was locked, where it is at hand, and what differs from it. Nothing at hand is believed before
//! it was hashed.

use crate::document::{document, regular};
use crate::{inflate, Reference};
use compare::Differences;
use fleet::build_lock::Outputs;
use oci::{DiffId, Digest, MediaType};
use sha2::{Digest as _, Sha256};
use std::io::{self, Read};
use std::path::PathBuf;

/// Why nothing can be compared
#[derive(Debug, thiserror::Error)]
pub enum NoBaseline {
    /// Nobody has what was locked
    #[error("what was locked is not at hand")]
    NotAtHand,
    /// What is at hand under its name is something else
    #[error("what is at hand is not what was locked")]
    Altered,
    /// One of both cannot be read
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The registry does not give what is to be compared
    #[error(transparent)]
    Registry(#[from] registry::Error),
    /// What is there is too large, or of unknown size
    #[error("{0}")]
    NotRead(&'static str),
}

/// The lock, and where its bytes may lie
#[derive(Clone, Copy)]
pub struct Baseline<'a> {
    /// What the lock says
    pub outputs: &'a Outputs,
    /// Where it may lie
    pub reference: &'a Reference,
}

/// The blob of a locked layer
struct AtHand {
    path: PathBuf,
    media_type: MediaType,
    diff_id: DiffId,
}

impl Baseline<'_> {
    /// What differs between a locked document and another
    ///
    /// # Errors
    /// When what was locked is not at hand.
    pub fn document(&self, locked: &Digest, got: &[u8]) -> Result<Differences, NoBaseline> {
        let path = self.reference.blob(locked);
        let want = document(&path.ok_or(NoBaseline::NotAtHand)?)?;
        if Digest::of(&want) != *locked {
            return Err(NoBaseline::Altered);
        }
        Ok(compare::documents(&want, got))
    }

    /// What differs between the tar of a locked layer and another
    ///
    /// # Errors
    /// When what was locked is not at hand.
    pub fn layer(&self, name: &str, got: impl Read) -> Result<Differences, NoBaseline> {
        let locked = self.locked(name).ok_or(NoBaseline::NotAtHand)?;
        let mut want = Hashed {
            inner: inflate::of(regular(&locked.path)?, locked.media_type)?,
            sum: Sha256::new(),
        };
        let found = compare::layers(&mut want, got);
        io::copy(&mut want, &mut io::sink())?;
        if DiffId::from_sha256(want.sum.finalize().into()) != locked.diff_id {
            return Err(NoBaseline::Altered);
        }
        Ok(found)
    }

    /// Whether the blob of a layer is at hand
    pub fn has(&self, name: &str) -> bool {
        self.locked(name).is_some()
    }

    fn locked(&self, name: &str) -> Option<AtHand> {
        let layer = self.outputs.layers.get(name)?;
        layer.blobs.values().find_map(|blob| {
            Some(AtHand {
                path: self.reference.blob(&blob.digest)?,
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
