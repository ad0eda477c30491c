//! What a registry was seen to have, to be compared with what was locked.

use super::Repositories;
use crate::{NoBaseline, Verified};
use fleet::build_lock::Outputs;
use oci::Digest;
use registry::{Error, Repository, Size};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Seek as _, SeekFrom};

/// No layer that is larger than the largest locked one by more is downloaded to be compared
const MORE: u64 = 1 << 30;

/// Documents that were read, and where layers are
pub struct Seen<'a> {
    pub(super) repositories: &'a dyn Repositories,
    pub(super) documents: BTreeMap<String, Vec<u8>>,
    pub(super) outputs: &'a Outputs,
}

impl Verified for Seen<'_> {
    fn document(&self, place: &str) -> Result<Vec<u8>, NoBaseline> {
        let bytes = self.documents.get(place);
        bytes.cloned().ok_or(NoBaseline::NotRead("it was not read"))
    }

    /// Of whatever bytes it is: they are compared because they are not what they should be
    fn layer(&self, place: &str) -> Result<File, NoBaseline> {
        let no_blob = NoBaseline::NotRead("it is no blob");
        let (repository, digest) = blob(place).ok_or(no_blob)?;
        let size = match self.repositories.blob_size(&repository, &digest)? {
            Some(Size::Of(size)) => size,
            Some(Size::Unsaid) => {
                let said = "the registry does not say how large it is";
                return Err(NoBaseline::NotRead(said));
            }
            None => return Err(NoBaseline::NotRead("it is not there")),
        };
        if size > self.largest().saturating_add(MORE) {
            return Err(NoBaseline::NotRead("it is too large"));
        }
        let mut file = tempfile::tempfile()?;
        let repositories = self.repositories;
        match repositories.blob(&repository, &digest, size, &mut file, &|_| ()) {
            Ok(()) | Err(Error::Bytes { .. }) => {}
            Err(other) => return Err(other.into()),
        }
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }
}

/// `repository@digest`
fn blob(place: &str) -> Option<(Repository, Digest)> {
    let (repository, digest) = place.rsplit_once('@')?;
    Some((repository.parse().ok()?, digest.parse().ok()?))
}

impl Seen<'_> {
    fn largest(&self) -> u64 {
        let layers = self.outputs.layers.values();
        let blobs = layers.flat_map(|layer| layer.blobs.values());
        blobs.map(|blob| blob.size).max().unwrap_or_default()
    }
}
