//! What a registry knows of releases: the lock of each, and which came after which.
//!
//! `<namespace>/build-lock:<tag>` holds the build-lock.json of a release and says of which commit it
//! is; `build-lock:<machine>` says which release of a machine was pushed last, whole, and which
//! before it. Codecs that are not the table's have names of their own.

use super::{count, Push};
use crate::commit::{Commit, ReleaseTag};
use crate::project::build_lock::{LockFile, LARGEST};
use anyhow::{Context as _, Result};
use fleet::image_name::is_of;
use fleet::BuildLock;
use oci::MediaType;
use registry::artifact::{Artifact, Descriptor, EMPTY};
use registry::{subject, Client, Repository};
use std::collections::{BTreeMap, BTreeSet};

/// The repository of the locks
pub const LOCK_REPOSITORY: &str = "build-lock";
/// What the artifact is
pub const LOCK_TYPE: &str = "application/vnd.gen-lock.build-lock.v1+json";
const RELEASE: &str = "gen-lock.release";
const BEFORE: &str = "gen-lock.before";
/// Behind the tag of the release before
pub const PREVIOUS: &str = "-prev";
/// Of the commit
const CREATED: &str = "org.opencontainers.image.created";
const REVISION: &str = "org.opencontainers.image.revision";
const AT_ONCE: usize = 16;

/// What a registry knows
#[derive(Debug, Default)]
pub struct Known {
    /// Each release, with the time of its commit
    pub tags: BTreeMap<ReleaseTag, String>,
    /// The last release of each machine, by the name of its note
    pub machines: BTreeMap<String, Last>,
    /// The images that any of the locks names
    pub images: BTreeSet<String>,
}

/// The releases of a namespace
pub struct Releases<'a> {
    client: &'a Client,
    repository: Repository,
}

/// A machine's last release
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// Its tag
    pub tag: ReleaseTag,
    /// The tag of the one before
    pub before: Option<ReleaseTag>,
}

impl<'a> Releases<'a> {
    /// Those of a namespace
    pub fn new(client: &'a Client, namespace: &Repository) -> Self {
        Self {
            client,
            repository: namespace.child(LOCK_REPOSITORY),
        }
    }

    /// All that is known
    ///
    /// # Errors
    /// When the registry does not say, or holds a lock that cannot be read.
    pub fn all(&self) -> Result<Known> {
        let mut known = Known::default();
        // What is said of a lock, such as who signed it, is none.
        let tags = self.client.tags(&self.repository)?;
        for name in tags.into_iter().filter(|tag| subject(tag).is_none()) {
            if let Ok(tag) = name.parse::<ReleaseTag>() {
                let Some(artifact) = self.stored(&name)? else {
                    continue;
                };
                let created = artifact.annotations.get(CREATED).cloned();
                known
                    .tags
                    .insert(tag.clone(), created.unwrap_or_else(|| tag.day_end()));
                known
                    .images
                    .extend(self.lock_of(&artifact)?.outputs.images.into_keys());
            } else if let Some(last) = self.last(&name)? {
                known.machines.insert(name, last);
            }
        }
        Ok(known)
    }

    /// The lock that is stored under a tag; `None` where none is
    ///
    /// # Errors
    /// When the registry does not say, or holds a lock that cannot be read.
    pub fn lock(&self, tag: &str) -> Result<Option<BuildLock>> {
        let stored = self.stored(tag)?;
        stored.map(|artifact| self.lock_of(&artifact)).transpose()
    }

    fn lock_of(&self, artifact: &Artifact) -> Result<BuildLock> {
        let of_lock = |layer: &&Descriptor| layer.media_type == LOCK_TYPE && layer.size <= LARGEST;
        let layer = artifact.layers.iter().find(of_lock);
        let layer = layer.with_context(|| {
            format!("`{}` contains something other than locks", self.repository)
        })?;
        let mut bytes = Vec::new();
        self.client.blob(
            &self.repository,
            &layer.digest,
            layer.size,
            &mut bytes,
            &|_| (),
        )?;
        let name = format!("`{}@{}`", self.repository, layer.digest);
        Ok(LockFile::parse(&name, bytes)?.lock)
    }

    fn stored(&self, reference: &str) -> Result<Option<Artifact>> {
        let Some(stored) = self.client.manifest(&self.repository, reference)? else {
            return Ok(None);
        };
        let artifact = Artifact::parse(&stored.bytes);
        let artifact = artifact.with_context(|| {
            let place = &self.repository;
            format!("`{place}:{reference}` is not an artifact that `gen-lock push` stored")
        })?;
        Ok(Some(artifact))
    }

    /// The last release of a machine; `None` before the first
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn last(&self, note: &str) -> Result<Option<Last>> {
        let Some(artifact) = self.stored(note)? else {
            return Ok(None);
        };
        let of = |name: &str| artifact.annotations.get(name)?.parse().ok();
        Ok(of(RELEASE).map(|tag| Last {
            tag,
            before: of(BEFORE),
        }))
    }

    /// Stores a release's lock under its tag
    ///
    /// # Errors
    /// When the registry takes it not.
    pub fn put_lock(&self, tag: &ReleaseTag, commit: &Commit, lock: &[u8]) -> Result<()> {
        let mut artifact = self.artifact(lock)?;
        let notes = [
            (CREATED, commit.date.to_string()),
            (REVISION, commit.sha.clone()),
        ];
        let notes = notes.map(|(name, value)| (name.to_owned(), value));
        artifact.annotations.extend(notes);
        self.put(&tag.to_string(), artifact)
    }

    /// Notes the last release of a machine
    ///
    /// # Errors
    /// When the registry takes it not.
    pub fn put_last(&self, note: &str, last: &Last, lock: &[u8]) -> Result<()> {
        let mut artifact = self.artifact(lock)?;
        let mut add =
            |name: &str, value: String| artifact.annotations.insert(name.to_owned(), value);
        add(RELEASE, last.tag.to_string());
        if let Some(before) = &last.before {
            add(BEFORE, before.to_string());
        }
        self.put(note, artifact)
    }

    fn artifact(&self, lock: &[u8]) -> Result<Artifact> {
        self.client.small_blob(&self.repository, EMPTY)?;
        self.client.small_blob(&self.repository, lock)?;
        Ok(Artifact::new(
            LOCK_TYPE,
            vec![Descriptor::for_bytes(LOCK_TYPE, lock)],
            None,
        ))
    }

    fn put(&self, reference: &str, artifact: Artifact) -> Result<()> {
        let bytes = artifact.print();
        let digest = oci::Digest::of(&bytes);
        if self.client.manifest_digest(&self.repository, reference)? == Some(digest) {
            return Ok(());
        }
        let kind = MediaType::Manifest.to_string();
        self.client
            .put_manifest(&self.repository, reference, &kind, &bytes)?;
        Ok(())
    }
}

impl Push<'_> {
    /// Gives a machine's images that had the tag before its name with `-prev` behind
    ///
    /// # Errors
    /// When the registry takes one not.
    pub fn keep_previous(&self, machine: &str, before: &ReleaseTag) -> Result<()> {
        let (old, name) = (before.to_string(), format!("{before}{PREVIOUS}"));
        registry::at_once(AT_ONCE, &self.plan.images, |image| {
            if !is_of(&image.name, machine) {
                return Ok(());
            }
            let Some(stored) = self.client.manifest(&image.repository, &old)? else {
                return Ok(());
            };
            let named = self.client.manifest_digest(&image.repository, &name)?;
            if named != Some(stored.digest) {
                let (kind, bytes) = (&stored.media_type, &stored.bytes);
                self.client
                    .put_manifest(&image.repository, &name, kind, bytes)?;
                count(&self.done.tags, 1);
            }
            Ok::<_, anyhow::Error>(())
        })
        .map(drop)
    }
}
