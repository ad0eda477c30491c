//! What lies in a layout's folder beside its blobs: nothing that another reader would take for more.

use super::{Mismatch, Verifier};
use anyhow::{Context as _, Result};
use oci::{docker_archive, layout};
use std::path::Path;

impl Verifier<'_> {
    /// Tells what no layout has: `repositories`, by which old engines load images, is one
    pub(super) fn entries(&mut self) -> Result<()> {
        let blobs = Path::new(layout::BLOBS);
        let (parent, own) = (blobs.parent(), blobs.file_name());
        let (parent, own) = parent
            .zip(own)
            .context("blobs lie in a folder of a folder")?;
        let (parent, own) = (parent.to_string_lossy(), own.to_string_lossy());
        self.nothing_else(
            "",
            &[layout::MARKER, layout::INDEX, docker_archive::FILE, &parent],
        )?;
        self.nothing_else(&parent, &[&own])
    }

    fn nothing_else(&mut self, below: &str, known: &[&str]) -> Result<()> {
        let folder = self.path.join(below);
        let entries = std::fs::read_dir(&folder);
        let entries = entries.with_context(|| format!("cannot read `{}`", folder.display()))?;
        let mut others = Vec::new();
        for entry in entries {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if !known.contains(&name.as_str()) {
                others.push(Path::new(below).join(name));
            }
        }
        others.sort();
        for other in others {
            let place = other.display().to_string();
            let got = "an entry that no layout has".to_owned();
            let mismatch = Mismatch::file(&place, "entry", "none".into(), got);
            self.report.mismatches.push(mismatch);
        }
        Ok(())
    }
}
