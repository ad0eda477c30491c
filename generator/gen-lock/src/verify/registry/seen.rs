//! What a registry was seen to have, to be compared with what was locked.

use crate::verify::Verified;
use anyhow::{bail, ensure, Context as _, Result};
use fleet::build_lock::Outputs;
use oci::Digest;
use registry::{Client, Error, Repository, Size};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Seek as _, SeekFrom};

/// No layer that is larger than the largest locked one by more is downloaded to be compared
const MORE: u64 = 1 << 30;

/// Documents that were read, and where layers are
pub struct Seen<'a> {
    pub(super) client: &'a Client,
    pub(super) documents: BTreeMap<String, Vec<u8>>,
    pub(super) outputs: &'a Outputs,
}

impl Verified for Seen<'_> {
    fn document(&self, place: &str) -> Result<Vec<u8>> {
        let bytes = self.documents.get(place);
        bytes.cloned().context("it was not read")
    }

    /// Of whatever bytes it is: they are compared because they are not what they should be
    fn layer(&self, place: &str) -> Result<File> {
        let (repository, digest) = place.rsplit_once('@').context("it is no blob")?;
        let (repository, digest) = (repository.parse::<Repository>()?, digest.parse::<Digest>()?);
        let size = self.client.blob_size(&repository, &digest)?;
        let size = match size.context("it is not there")? {
            Size::Of(size) => size,
            Size::Unsaid => bail!("the registry does not say how large it is"),
        };
        ensure!(
            size <= self.largest().saturating_add(MORE),
            "it is too large"
        );
        let mut file = tempfile::tempfile()?;
        match self
            .client
            .blob(&repository, &digest, size, &mut file, &|_| ())
        {
            Ok(()) | Err(Error::Bytes { .. }) => {}
            Err(other) => return Err(other.into()),
        }
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }
}

impl Seen<'_> {
    fn largest(&self) -> u64 {
        let layers = self.outputs.layers.values();
        let blobs = layers.flat_map(|layer| layer.blobs.values());
        blobs.map(|blob| blob.size).max().unwrap_or_default()
    }
}
