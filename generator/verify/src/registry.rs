//! A registry against the lock: that it has every image, and that a pull would give what was locked.

mod deep;
mod image;
mod seen;

use crate::mismatch::merged;
use crate::{Progress, Report};
use fleet::build_lock::Outputs;
use oci::{DiffId, Digest, MediaType};
use registry::{at_once, Client, Repository, Size, Stored};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

pub use seen::Seen;

/// Questions that are asked at once
const AT_ONCE: usize = 16;

/// The images of a registry, each in a repository of its own
pub trait Repositories: Sync {
    /// The repository of an image
    fn repository(&self, image: &str) -> Repository;

    /// A manifest by tag or digest; `None` where there is none
    ///
    /// # Errors
    /// When the registry does not say, or gives other bytes.
    fn manifest(
        &self,
        repository: &Repository,
        reference: &str,
    ) -> Result<Option<Stored>, registry::Error>;

    /// The size of a blob; `None` where there is none
    ///
    /// # Errors
    /// When the registry does not say.
    fn blob_size(
        &self,
        repository: &Repository,
        digest: &Digest,
    ) -> Result<Option<Size>, registry::Error>;

    /// The bytes of a blob, whose size and digest are proved
    ///
    /// # Errors
    /// When the registry does not give them, or gives others.
    fn blob(
        &self,
        repository: &Repository,
        digest: &Digest,
        size: u64,
        to: &mut dyn Write,
        moved: &dyn Fn(u64),
    ) -> Result<(), registry::Error>;
}

/// A namespace of a registry
pub struct Namespace<'a> {
    /// The registry
    pub client: &'a Client,
    /// Where its repositories are
    pub namespace: &'a Repository,
}

impl Repositories for Namespace<'_> {
    fn repository(&self, image: &str) -> Repository {
        self.namespace.child(image)
    }

    fn manifest(
        &self,
        repository: &Repository,
        reference: &str,
    ) -> Result<Option<Stored>, registry::Error> {
        self.client.manifest(repository, reference)
    }

    fn blob_size(
        &self,
        repository: &Repository,
        digest: &Digest,
    ) -> Result<Option<Size>, registry::Error> {
        self.client.blob_size(repository, digest)
    }

    fn blob(
        &self,
        repository: &Repository,
        digest: &Digest,
        size: u64,
        to: &mut dyn Write,
        moved: &dyn Fn(u64),
    ) -> Result<(), registry::Error> {
        self.client.blob(repository, digest, size, to, moved)
    }
}

/// What of a registry is verified
pub struct Registry<'a> {
    /// Where the images are
    pub repositories: &'a dyn Repositories,
    /// What they should be
    pub outputs: &'a Outputs,
    /// What each image is asked for by; the lock's digest where there is none
    pub tag: Option<&'a str>,
    /// Whether the tag is that of a release in the table's codec, whose manifests are the locked ones
    pub is_release: bool,
    /// Whether every blob is downloaded and hashed
    pub deep: bool,
}

/// Why a registry is not verified
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// It does not answer
    #[error(transparent)]
    Registry(#[from] registry::Error),
    /// The lock does not have what is asked for
    #[error(transparent)]
    Unlocked(#[from] crate::Unlocked),
    /// The lock says nothing of these bytes
    #[error(
        "image `{0}` has layers in another codec than the locked one: only their bytes show what they are\n\n\
         hint: add `--deep`"
    )]
    OtherCodec(String),
    /// There is no memory for a decoder
    #[error("{0}")]
    Local(String),
}

/// What images say of a blob, to be looked at once. Whoever says something else of the same blob is
/// not believed for another's sake.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    digest: Digest,
    size: u64,
    media_type: MediaType,
    layer: Option<String>,
    /// What it inflates to, where the lock does not have the blob itself
    diff_id: Option<DiffId>,
}

/// Who says it
struct Asked {
    /// Where it is asked for
    repository: Repository,
    images: BTreeSet<String>,
}

/// What is found of all images
#[derive(Default)]
struct Found {
    report: Report,
    documents: BTreeMap<String, Vec<u8>>,
    blobs: BTreeMap<Said, Asked>,
}

impl Registry<'_> {
    /// Verifies images by their names in the lock; also gives what differs, to be compared
    ///
    /// # Errors
    /// When the registry does not answer. What does not hold is in the report.
    pub fn verify(
        &self,
        names: &[&str],
        progress: &dyn Progress,
    ) -> Result<(Report, Seen<'_>), RegistryError> {
        progress.steps("images", names.len() as u64);
        let asked = at_once(AT_ONCE, names, |name| {
            let image = self.image(name);
            progress.advance(1);
            image
        });
        progress.end();
        let mut found = Found::default();
        for (name, image) in names.iter().zip(asked?) {
            found.add(name, &self.repositories.repository(name), image);
        }
        let digests: BTreeSet<Digest> = found.blobs.keys().map(|said| said.digest).collect();
        found.report.blobs = digests.len();
        if self.deep {
            self.deep(&found.blobs, &mut found.report, progress)?;
        }
        // One that holds something else is no copy of what was locked.
        let wrong = found.report.mismatches.iter().flat_map(|one| &one.images);
        let wrong: BTreeSet<String> = wrong.cloned().collect();
        let recompressed = &mut found.report.recompressed;
        recompressed.retain(|name| !wrong.contains(name));
        let mut mismatches = found.report.mismatches;
        mismatches.sort_by(|one, other| one.images.cmp(&other.images));
        found.report.mismatches = merged(mismatches);
        let seen = Seen {
            repositories: self.repositories,
            documents: found.documents,
            outputs: self.outputs,
        };
        Ok((found.report, seen))
    }
}

impl Found {
    fn add(&mut self, name: &str, repository: &Repository, image: image::Looked) {
        self.report.images += 1;
        self.report.bytes += image.bytes;
        if image.is_recompressed {
            self.report.recompressed.insert(name.to_owned());
        }
        self.report.mismatches.extend(image.mismatches);
        self.documents.extend(image.documents);
        for said in image.blobs {
            let asked = self.blobs.entry(said).or_insert_with(|| Asked {
                repository: repository.clone(),
                images: BTreeSet::new(),
            });
            asked.images.insert(name.to_owned());
            // Whoever came first, it is asked for in the same place.
            asked.repository = repository.min(&asked.repository).clone();
        }
    }
}
