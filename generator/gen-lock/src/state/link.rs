//! Links to releases. What is there is always whole: a link is made aside and renamed.

use super::{Link, State, RELEASES};
use anyhow::{Context as _, Result};
use rollout::Release;
use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;

impl State {
    /// The release that a link is to; `None` where there is no link, or nothing where it points
    pub fn release(&self, link: Link) -> Option<Release> {
        let target = std::fs::read_link(self.root.join(link.name())).ok()?;
        let release = target.file_name()?.to_str()?.parse().ok()?;
        self.folder(&release).is_dir().then_some(release)
    }

    /// Notes that a release is being brought up: from now on what runs may be of it, and nothing
    /// watches it until [`State::end`]
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn begin(&self, release: &Release) -> Result<()> {
        self.point(Link::RollingOut, release)?;
        self.point(Link::Started, release)
    }

    /// Notes that no roll-out is under way: what runs is watched, or was left to a person
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn end(&self) -> Result<()> {
        self.forget_tries()?;
        let path = self.root.join(Link::RollingOut.name());
        let attempt = || match std::fs::remove_file(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            removed => removed.and_then(|()| File::open(&self.root)?.sync_all()),
        };
        attempt().with_context(|| format!("cannot remove `{}`", path.display()))
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
