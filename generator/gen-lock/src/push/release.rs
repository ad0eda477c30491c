//! What a registry knows of releases: the lock of each, and which came after which.
//!
//! `<namespace>/build-lock:<tag>` holds the build-lock.json of a release; `build-lock:<machine>`
//! says which release of a machine was pushed last, whole, and which before it.

use super::{count, threads, Push};
use crate::commit::ReleaseTag;
use anyhow::Result;
use oci::MediaType;
use registry::artifact::{Artifact, Described, EMPTY};
use registry::{Client, Repository};

/// The repository of the locks
pub const LOCK_REPOSITORY: &str = "build-lock";
/// What the artifact is
pub const LOCK_TYPE: &str = "application/vnd.gen-lock.build-lock.v1+json";
const RELEASE: &str = "gen-lock.release";
const BEFORE: &str = "gen-lock.before";
const MACHINE: &str = "gen-lock.machine";
/// Behind the tag of the release before
pub const PREVIOUS: &str = "-prev";
const AT_ONCE: usize = 16;

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
    pub fn of(client: &'a Client, namespace: &Repository) -> Self {
        Self {
            client,
            repository: namespace.child(LOCK_REPOSITORY),
        }
    }

    /// The last release of a machine; `None` before the first
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn last(&self, machine: &str) -> Result<Option<Last>> {
        let Some(stored) = self.client.manifest(&self.repository, machine)? else {
            return Ok(None);
        };
        let artifact = Artifact::parse(&stored.bytes)?;
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
    pub fn put_lock(&self, tag: &ReleaseTag, lock: &[u8]) -> Result<()> {
        self.put(&tag.to_string(), self.artifact(lock)?)
    }

    /// Notes the last release of a machine
    ///
    /// # Errors
    /// When the registry takes it not.
    pub fn put_last(&self, machine: &str, last: &Last, lock: &[u8]) -> Result<()> {
        let mut artifact = self.artifact(lock)?;
        let mut note =
            |name: &str, value: String| artifact.annotations.insert(name.to_owned(), value);
        note(MACHINE, machine.to_owned());
        note(RELEASE, last.tag.to_string());
        if let Some(before) = &last.before {
            note(BEFORE, before.to_string());
        }
        self.put(machine, artifact)
    }

    fn artifact(&self, lock: &[u8]) -> Result<Artifact> {
        self.client.small_blob(&self.repository, EMPTY)?;
        self.client.small_blob(&self.repository, lock)?;
        Ok(Artifact::new(
            LOCK_TYPE,
            vec![Described::of(LOCK_TYPE, lock)],
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
        let of_machine = |name: &str| name.split('-').next() == Some(machine);
        threads::each(AT_ONCE, &self.plan.images, |image| {
            if !of_machine(&image.name) {
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
            Ok(())
        })
    }
}
