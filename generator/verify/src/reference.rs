//! Where what was locked may be at hand. Nothing there is believed before it was hashed.

use oci::{layout, Digest};
use std::path::PathBuf;

/// Layouts that may hold what was locked
#[derive(Debug, Default)]
pub struct Reference {
    layouts: Vec<PathBuf>,
}

impl Reference {
    /// These layouts, the first that has a blob first
    pub fn new(layouts: Vec<PathBuf>) -> Self {
        Self { layouts }
    }

    /// Where a blob lies
    pub fn blob(&self, digest: &Digest) -> Option<PathBuf> {
        let mut layouts = self.layouts.iter();
        layouts.find_map(|layout| {
            let path = layout.join(layout::blob_path(digest));
            path.is_file().then_some(path)
        })
    }
}
