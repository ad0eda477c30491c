//! Old releases out of a registry. What a kept tag names, or a machine runs, stays.

mod judge;

pub use judge::{kept, Kept, Manifest, Tags};

use crate::push::{Known, Releases, LOCK_REPOSITORY};
use anyhow::Result;
use oci::Digest;
use registry::{at_once, Client, Deletion, Repository};
use std::collections::{BTreeMap, BTreeSet};

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
    /// The releases that the registry knows, and the images that any of them names
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn known(&self) -> Result<Known> {
        Releases::new(self.client, self.namespace).all()
    }

    /// Every tag of every repository
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn tags(&self, images: &BTreeSet<String>) -> Result<BTreeMap<String, Tags>> {
        let mut names: Vec<&str> = images.iter().map(String::as_str).collect();
        names.push(LOCK_REPOSITORY);
        let all = at_once(AT_ONCE, &names, |name| {
            let repository = self.namespace.child(name);
            let mut tags = Tags::new();
            for tag in self.client.every_tag(&repository)? {
                if let Some(digest) = self.client.manifest_digest(&repository, &tag)? {
                    tags.insert(tag, digest);
                }
            }
            Ok::<_, registry::Error>(((*name).to_owned(), tags))
        })?;
        Ok(all.into_iter().collect())
    }

    /// Every manifest of the indexes that people's tags name: it stays as the index does
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn indexed(&self, tags: &BTreeMap<String, Tags>) -> Result<BTreeSet<Digest>> {
        let repositories: Vec<(&String, &Tags)> = tags.iter().collect();
        let all = at_once(AT_ONCE, &repositories, |(name, tags)| {
            let repository = self.namespace.child(name);
            let mut all = Vec::new();
            for digest in judge::foreign(tags) {
                all.extend(self.client.indexed(&repository, digest)?);
            }
            Ok::<_, registry::Error>(all)
        })?;
        Ok(all.into_iter().flatten().collect())
    }

    /// The manifests that only tags of old releases name, each with what is said of it
    ///
    /// Whoever may push to a repository can write its lists of referrers. So each is read: it goes only
    /// if it says itself that it is about what goes, and nothing that stays names it.
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn deletable(&self, tags: &BTreeMap<String, Tags>, kept: &Kept) -> Result<Vec<Manifest>> {
        let deletable = judge::deletable(tags, kept);
        let stays = |(name, tags): (&String, &Tags)| {
            let named = judge::named(name, tags, &deletable, kept);
            (name.clone(), named)
        };
        let stays: BTreeMap<String, BTreeSet<Digest>> = tags.iter().map(stays).collect();
        let mut all = at_once(AT_ONCE, &deletable, |manifest| {
            let repository = self.namespace.child(&manifest.repository);
            let mut referrers = self.client.referrers(&repository, &manifest.digest)?;
            referrers.retain(|digest| !stays[&manifest.repository].contains(digest));
            Ok::<_, registry::Error>(Manifest {
                referrers,
                ..manifest.clone()
            })
        })?;
        all.sort();
        Ok(all)
    }

    /// Deletes manifests with what is said of them, but none that has got a new name since its tags
    /// were read: a push may be under way. The locks go last, for they tell which repositories there
    /// are. The first refusal ends it: it is the registry's set-up, not the manifest's.
    ///
    /// # Errors
    /// When the registry says neither that it does nor that it refuses.
    pub fn delete(&self, deletable: &[Manifest], seen: &BTreeMap<String, Tags>) -> Result<Deleted> {
        let mut deleted = Deleted::default();
        let of_locks = |manifest: &&Manifest| manifest.repository == LOCK_REPOSITORY;
        let images = deletable.iter().filter(|manifest| !of_locks(manifest));
        for manifest in images.chain(deletable.iter().filter(of_locks)) {
            let named = self.renamed(manifest, &seen[&manifest.repository])?;
            if named.contains(&manifest.digest) {
                continue;
            }
            let repository = self.namespace.child(&manifest.repository);
            for digest in manifest.digests().filter(|digest| !named.contains(digest)) {
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

    /// What tags name that were not there before, or named something else
    fn renamed(&self, manifest: &Manifest, seen: &Tags) -> Result<BTreeSet<Digest>> {
        let repository = self.namespace.child(&manifest.repository);
        let mut named = BTreeSet::new();
        for tag in self.client.every_tag(&repository)? {
            let was = seen.get(&tag);
            let is_old = manifest.tags.contains(&tag);
            // People move their tags; a release's own stays where it was made.
            if was.is_none() || (!is_old && judge::is_foreign(&tag)) {
                let is = self.client.manifest_digest(&repository, &tag)?;
                named.extend(is.filter(|is| was != Some(is)));
            }
        }
        Ok(named)
    }
}
