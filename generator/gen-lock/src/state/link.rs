//! Links to releases. What is there is always whole: a link is made aside and renamed.

use super::{Link, State, RELEASES};
use anyhow::{Context as _, Result};
use rollout::Release;
use std::fs::File;
use std::path::Path;

impl State {
    /// The release that a link is to; `None` where there is no link, or nothing where it points
    pub fn release(&self, link: Link) -> Option<Release> {
        let target = std::fs::read_link(self.root.join(link.name())).ok()?;
        let release = target.file_name()?.to_str()?.parse().ok()?;
        self.folder(&release).is_dir().then_some(release)
    }

    /// Notes that a release is being brought up: from now on what runs may be of it
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn begin(&self, release: &Release) -> Result<()> {
        self.point(Link::Started, release)
    }

    /// Makes a release current, and what was current previous
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn promote(&self, release: &Release) -> Result<()> {
        let before = self.release(Link::Current);
        // In this order nothing is lost when the power fails between the two.
        if let Some(before) = before.filter(|before| before != release) {
            self.point(Link::Previous, &before)?;
        }
        self.point(Link::Current, release)
    }

    fn point(&self, link: Link, release: &Release) -> Result<()> {
        let path = self.root.join(link.name());
        let attempt = || -> std::io::Result<()> {
            let aside = tempfile::Builder::new()
                .prefix(".gen-lock-")
                .tempdir_in(&self.root)?;
            let made = aside.path().join(link.name());
            let target = Path::new(RELEASES).join(release.to_string());
            std::os::unix::fs::symlink(target, &made)?;
            std::fs::rename(&made, &path)?;
            File::open(&self.root)?.sync_all()
        };
        attempt().with_context(|| format!("cannot write `{}`", path.display()))
    }
}
