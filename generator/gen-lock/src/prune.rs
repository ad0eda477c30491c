//! Old releases out of a registry. What a kept tag names, or a machine runs, stays.

mod judge;

pub use judge::{doomed, Kept, Manifest, Tags};

use crate::commit::ReleaseTag;
use crate::push::{Releases, LOCK_REPOSITORY};
use crate::threads::each;
use anyhow::Result;
use oci::Digest;
use registry::{Client, Deletion, Repository};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

const AT_ONCE: usize = 16;

/// A registry that is looked at for what is old
pub struct Prune<'a> {
    /// The registry
    pub client: &'a Client,
    /// Where its repositories are
    pub namespace: &'a Repository,
}

/// How deletion ended
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Deleted {
    /// Manifests that are gone
    pub done: usize,
    /// Whether the registry refuses to delete anything
    pub refused: bool,
}

impl Prune<'_> {
    /// What to keep: the newest releases, and what each machine has last and before; and the images
    /// that any release names
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn releases(&self, newest: usize) -> Result<(Kept, BTreeSet<String>)> {
        let releases = Releases::of(self.client, self.namespace);
        let known = releases.all()?;
        let mut order: Vec<(&str, &ReleaseTag)> = known
            .tags
            .iter()
            .map(|(tag, committed)| (committed.as_str(), tag))
            .collect();
        order.sort();
        // The codecs of one commit are one release.
        let mut commits: Vec<String> = Vec::new();
        for (_, tag) in order.iter().rev() {
            let commit = tag.commit();
            if !commits.contains(&commit) {
                commits.push(commit);
            }
        }
        commits.truncate(newest);
        let of_newest = |tag: &&ReleaseTag| commits.contains(&tag.commit());
        let mut kept: BTreeSet<ReleaseTag> = known.tags.keys().filter(of_newest).cloned().collect();
        for last in known.machines.values() {
            kept.insert(last.tag.clone());
            kept.extend(last.before.clone());
        }
        let kept = Kept {
            releases: kept,
            complete: known.tags.into_keys().collect(),
            ..Kept::default()
        };
        Ok((kept, known.images))
    }

    /// Every tag of every repository
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn tags(&self, images: &BTreeSet<String>) -> Result<BTreeMap<String, Tags>> {
        let mut names: Vec<&str> = images.iter().map(String::as_str).collect();
        names.push(LOCK_REPOSITORY);
        let all = Mutex::new(BTreeMap::new());
        each(AT_ONCE, &names, |name| {
            let repository = self.namespace.child(name);
            let mut tags = Tags::new();
            for tag in self.client.every_tag(&repository)? {
                if let Some(digest) = self.client.manifest_digest(&repository, &tag)? {
                    tags.insert(tag, digest);
                }
            }
            if let Ok(mut all) = all.lock() {
                all.insert((*name).to_owned(), tags);
            }
            Ok(())
        })?;
        Ok(all.into_inner().unwrap_or_default())
    }

    /// Deletes manifests with what is said of them, but none that has got a new name since its tags
    /// were read: a push may be under way. The locks go last, for they tell which repositories there
    /// are. The first refusal ends it: it is the registry's set-up, not the manifest's.
    ///
    /// # Errors
    /// When the registry says neither that it does nor that it refuses.
    pub fn delete(&self, doomed: &[Manifest], seen: &BTreeMap<String, Tags>) -> Result<Deleted> {
        let mut deleted = Deleted::default();
        let of_locks = |manifest: &&Manifest| manifest.repository == LOCK_REPOSITORY;
        let images = doomed.iter().filter(|manifest| !of_locks(manifest));
        for manifest in images.chain(doomed.iter().filter(of_locks)) {
            if self.has_new_name(manifest, &seen[&manifest.repository])? {
                continue;
            }
            let repository = self.namespace.child(&manifest.repository);
            let said: Vec<Digest> = self
                .client
                .referrers(&repository, &manifest.digest)?
                .into_iter()
                .map(|referrer| referrer.digest)
                .collect();
            for digest in said.iter().chain([&manifest.digest]) {
                match self.client.delete_manifest(&repository, digest)? {
                    Deletion::Done => deleted.done += 1,
                    Deletion::Gone => {}
                    Deletion::Refused => {
                        deleted.refused = true;
                        return Ok(deleted);
                    }
                }
            }
        }
        Ok(deleted)
    }

    fn has_new_name(&self, manifest: &Manifest, seen: &Tags) -> Result<bool> {
        let repository = self.namespace.child(&manifest.repository);
        for tag in self.client.every_tag(&repository)? {
            let is_new = !seen.contains_key(&tag);
            if is_new && self.client.manifest_digest(&repository, &tag)? == Some(manifest.digest) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
