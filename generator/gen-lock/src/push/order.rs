//! A push from its first question to its last note.

use super::referrers::{Lacking, KINDS};
use super::release::{Releases, LOCK_REPOSITORY};
use super::succession::Succession;
use super::{count, Push};
use crate::commit::{Commit, ReleaseTag};
use crate::documents::{Documents, Selection};
use crate::project::{LockFile, Project};
use anyhow::Result;
use sbom::provenance::BUILDER;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What is to be in the registry
pub struct Order<'a> {
    /// The fleet and its locks
    pub project: &'a Project,
    /// What the images are built by
    pub lock_file: &'a LockFile,
    /// The checkout's
    pub commit: &'a Commit,
    /// Machines of which all is sent
    pub whole: BTreeSet<String>,
    /// Where the images are
    pub layouts: Vec<PathBuf>,
    /// Whether the layouts are in the lock's codec
    pub locked: bool,
}

/// Documents that can be made, and the images that lack some
struct Due<'a, 'p> {
    documents: Documents<'a>,
    /// Unknown as long as an image is not there
    lacking: Option<Lacking<'p>>,
}

impl Order<'_> {
    /// In this order, so that whatever breaks off leaves nothing that looks complete and is not;
    /// gives the tags before
    ///
    /// # Errors
    /// When the registry takes something not.
    pub fn run(&self, push: &Push<'_>) -> Result<BTreeSet<ReleaseTag>> {
        count(&push.done.images, push.plan.images.len() as u64);
        count(&push.done.blobs, push.plan.blobs.len() as u64);
        let present = push.present()?;
        // What cannot be documented is found before a byte of it is sent.
        let due = self.due(push, &present)?;
        let mount_sources = push.blobs(&present)?;
        push.manifests(&mount_sources, &present)?;
        if let Some(due) = due {
            self.attach(push, due)?;
        }
        push.tags()?;
        self.release(push)
    }

    /// SBOMs and provenance, which are of images as the lock has them; none where none is to be attached
    fn due<'p>(&self, push: &'p Push<'_>, present: &BTreeSet<&str>) -> Result<Option<Due<'_, 'p>>> {
        if !self.locked {
            return Ok(None);
        }
        let is_present = present.len() == push.plan.images.len();
        let lacking = is_present.then(|| push.undocumented()).transpose()?;
        if lacking.as_ref().is_some_and(BTreeMap::is_empty) {
            return Ok(None);
        }
        let selection = Selection::all(self.layouts.clone());
        let documents =
            Documents::read(self.project, &self.lock_file.lock, &selection, push.printer)?;
        documents.check_sboms()?;
        for name in documents.names() {
            self.statement(&documents, name)?;
        }
        Ok(Some(Due { documents, lacking }))
    }

    fn attach(&self, push: &Push<'_>, due: Due<'_, '_>) -> Result<()> {
        let Due { documents, lacking } = due;
        let lacking = lacking.map_or_else(|| push.undocumented(), Ok)?;
        push.document(&lacking, |name, kind| match kind {
            _ if kind == KINDS[0] => documents.cyclonedx(name),
            _ if kind == KINDS[1] => documents.spdx(name),
            _ => self.statement(&documents, name),
        })
    }

    fn statement(&self, documents: &Documents<'_>, name: &str) -> Result<Vec<u8>> {
        let (lock, commit) = (self.lock_file.digest(), Some(self.commit.sha.as_str()));
        documents.statement(name, &lock, commit, BUILDER)
    }

    fn release(&self, push: &Push<'_>) -> Result<BTreeSet<ReleaseTag>> {
        let releases = Releases::new(push.client, push.namespace);
        push.mount_empty_config(&push.namespace.child(LOCK_REPOSITORY))?;
        releases.put_lock(push.tag, self.commit, self.lock_file.text.as_bytes())?;
        let mut all_before = BTreeSet::new();
        for machine in &self.whole {
            let note = format!("{machine}{}", push.tag.suffix());
            let succession = Succession {
                note: &note,
                tag: push.tag,
                read: &|| releases.last(&note),
                keep: &|before| push.keep_previous(machine, before),
                write: &|last| releases.put_last(&note, last, self.lock_file.text.as_bytes()),
            };
            all_before.extend(succession.run()?);
        }
        Ok(all_before)
    }
}

#[cfg(test)]
mod tests;
