//! Releases are written aside and renamed: one is whole, or not there.

use super::{Link, State, FAILED, HEALTHY, RELEASES};
use crate::file;
use anyhow::{Context as _, Result};
use rollout::Release;
use std::collections::BTreeMap;
use std::fs::{File, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

/// Of a folder that is written aside
const ASIDE: &str = ".gen-lock-";

impl State {
    /// Adds a release of a lock by its digest, after those that are there
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&self, digest: &str, files: &BTreeMap<String, String>) -> Result<Release> {
        let release = rollout::next(&self.releases()?, digest);
        let folder = self.root.join(RELEASES);
        let attempt = || -> Result<()> {
            let mut aside = tempfile::Builder::new().prefix(ASIDE).tempdir_in(&folder)?;
            for (name, text) in files {
                file::write(&aside.path().join(name), text.as_bytes())?;
            }
            std::fs::set_permissions(aside.path(), Permissions::from_mode(0o755))?;
            File::open(aside.path())?.sync_all()?;
            std::fs::rename(aside.path(), self.folder(&release))?;
            aside.disable_cleanup(true);
            Ok(File::open(&folder)?.sync_all()?)
        };
        attempt().with_context(|| format!("cannot write release `{release}`"))?;
        Ok(release)
    }

    /// Notes that a release was healthy
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn note_healthy(&self, release: &Release) -> Result<()> {
        file::write(&self.folder(release).join(HEALTHY), b"")
    }

    /// Notes why a release failed
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn note_failed(&self, release: &Release, reason: &str) -> Result<()> {
        let reason = format!("{reason}\n");
        file::write(&self.folder(release).join(FAILED), reason.as_bytes())
    }

    /// Moves a release aside, where it is none any more
    fn aside(&self, release: &Release) -> Result<()> {
        let to = self.root.join(RELEASES).join(format!("{ASIDE}{release}"));
        let moved = std::fs::rename(self.folder(release), to);
        moved.with_context(|| format!("cannot remove release `{release}`"))
    }

    /// Removes older releases, and what a roll-out that was cut off left aside
    ///
    /// # Errors
    /// When one cannot be removed.
    pub fn tidy(&self) -> Result<()> {
        let all = self.releases()?;
        let links = [
            Link::Started,
            Link::Current,
            Link::Previous,
            Link::RollingOut,
        ];
        let used: Vec<Release> = links
            .into_iter()
            .filter_map(|link| self.release(link))
            .collect();
        for release in rollout::superseded(&all, &used) {
            self.aside(release)?;
        }
        remove_asides(&self.root)?;
        remove_asides(&self.root.join(RELEASES))
    }
}

/// Removes the folders that were written aside and never renamed
fn remove_asides(below: &Path) -> Result<()> {
    let mut old = Vec::new();
    for entry in std::fs::read_dir(below)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(ASIDE) && entry.file_type()?.is_dir() {
            old.push(entry.path());
        }
    }
    for folder in old {
        let removed = std::fs::remove_dir_all(&folder);
        removed.with_context(|| format!("cannot remove `{}`", folder.display()))?;
    }
    Ok(())
}
