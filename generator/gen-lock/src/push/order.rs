//! A push from its first question to its last note.

use super::referrers::KINDS;
use super::release::{Releases, LOCK_REPOSITORY};
use super::succession::Succession;
use super::{count, Push};
use crate::command::render::digest;
use crate::commit::{Commit, ReleaseTag};
use crate::documents::{Documents, Selection};
use crate::project::Project;
use anyhow::Result;
use fleet::BuildLock;
use provenance::BUILDER;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What is to be in the registry
pub struct Order<'a> {
    /// The fleet and its locks
    pub project: &'a Project,
    /// What the images are built by
    pub lock: &'a BuildLock,
    /// The file of that lock
    pub text: &'a str,
    /// The checkout's
    pub commit: &'a Commit,
    /// Machines of which all is sent
    pub whole: BTreeSet<String>,
    /// Where the images are
    pub layouts: Vec<PathBuf>,
    /// Whether the layouts are in the lock's codec
    pub locked: bool,
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
        let there = push.there()?;
        let homes = push.blobs(&there)?;
        push.manifests(&homes, &there)?;
        self.documents(push)?;
        push.tags()?;
        self.release(push)
    }

    /// SBOMs and provenance, which are of images as the lock has them
    fn documents(&self, push: &Push<'_>) -> Result<()> {
        if !self.locked {
            return Ok(());
        }
        let lacking = push.undocumented()?;
        if lacking.is_empty() {
            return Ok(());
        }
        let selection = Selection::all(self.layouts.clone());
        let documents = Documents::read(self.project, self.lock, &selection, push.printer)?;
        documents.check_sboms()?;
        let (lock, commit) = (digest(self.text), Some(self.commit.sha.as_str()));
        push.document(&lacking, |name, kind| match kind {
            _ if kind == KINDS[0] => documents.cyclonedx(name),
            _ if kind == KINDS[1] => documents.spdx(name),
            _ => documents.statement(name, &lock, commit, BUILDER),
        })
    }

    fn release(&self, push: &Push<'_>) -> Result<BTreeSet<ReleaseTag>> {
        let releases = Releases::of(push.client, push.namespace);
        push.lend(&push.namespace.child(LOCK_REPOSITORY))?;
        releases.put_lock(push.tag, self.commit, self.text.as_bytes())?;
        let mut all_before = BTreeSet::new();
        for machine in &self.whole {
            let note = format!("{machine}{}", push.tag.suffix());
            let succession = Succession {
                note: &note,
                tag: push.tag,
                read: &|| releases.last(&note),
                keep: &|before| push.keep_previous(machine, before),
                write: &|last| releases.put_last(&note, last, self.text.as_bytes()),
            };
            all_before.extend(succession.run()?);
        }
        Ok(all_before)
    }
}
