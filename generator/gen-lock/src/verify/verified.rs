use super::blob;
use anyhow::Result;
use std::fs::File;
use std::path::PathBuf;

/// What was verified, to be read once more
pub trait Verified {
    /// A manifest or config
    ///
    /// # Errors
    /// When it cannot be read.
    fn document(&self, place: &str) -> Result<Vec<u8>>;

    /// The blob of a layer
    ///
    /// # Errors
    /// When it cannot be read.
    fn layer(&self, place: &str) -> Result<File>;
}

/// A layout
impl Verified for PathBuf {
    fn document(&self, place: &str) -> Result<Vec<u8>> {
        Ok(blob::small(&self.join(place))?)
    }

    fn layer(&self, place: &str) -> Result<File> {
        Ok(crate::file::regular(&self.join(place))?)
    }
}
