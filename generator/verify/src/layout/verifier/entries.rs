//! What lies in a layout's folder beside its blobs: nothing that another reader would take for more.

use super::Verifier;
use crate::{Claim, LayoutError, Mismatch};
use oci::{docker_archive, layout};
use std::collections::BTreeSet;
use std::path::Path;

/// The parts of [`layout::BLOBS`]
const BLOBS: (&str, &str) = ("blobs", "sha256");

impl Verifier<'_> {
    /// Tells what no layout has: `repositories`, by which old engines load images, is one
    pub fn entries(&mut self) -> Result<(), LayoutError> {
        let (parent, own) = BLOBS;
        self.nothing_else(
            "",
            &[layout::MARKER, layout::INDEX, docker_archive::FILE, parent],
        )?;
        self.nothing_else(parent, &[own])
    }

    fn nothing_else(&mut self, below: &str, known: &[&str]) -> Result<(), LayoutError> {
        for name in names(&self.layout.root().join(below))? {
            if !known.contains(&name.as_str()) {
                let place = Path::new(below).join(name).display().to_string();
                let got = "an entry that no layout has";
                self.found(Mismatch::new(Claim::Entry, &place, "none", got));
            }
        }
        Ok(())
    }
}

/// The names in a folder
pub fn names(folder: &Path) -> Result<BTreeSet<String>, LayoutError> {
    let unreadable = |source| LayoutError::Unreadable {
        path: folder.to_owned(),
        source,
    };
    let entries = std::fs::read_dir(folder).map_err(unreadable)?;
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        Ok(entry?.file_name().to_string_lossy().into_owned())
    };
    entries
        .map(name)
        .collect::<Result<_, _>>()
        .map_err(unreadable)
}

#[cfg(test)]
mod tests {
    use super::BLOBS;

    #[test]
    fn blobs_lie_in_a_folder_of_a_folder() {
        assert_eq!(oci::layout::BLOBS, format!("{}/{}", BLOBS.0, BLOBS.1));
    }
}
