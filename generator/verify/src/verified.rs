use crate::document::document;
use crate::{Layout, NoBaseline};
use std::fs::File;

/// What was verified, to be read once more
pub trait Verified {
    /// A manifest or config
    ///
    /// # Errors
    /// When it cannot be read.
    fn document(&self, place: &str) -> Result<Vec<u8>, NoBaseline>;

    /// The blob of a layer
    ///
    /// # Errors
    /// When it cannot be read.
    fn layer(&self, place: &str) -> Result<File, NoBaseline>;
}

impl Verified for Layout {
    fn document(&self, place: &str) -> Result<Vec<u8>, NoBaseline> {
        Ok(document(&self.root().join(place))?)
    }

    fn layer(&self, place: &str) -> Result<File, NoBaseline> {
        Ok(crate::document::regular(&self.root().join(place))?)
    }
}
