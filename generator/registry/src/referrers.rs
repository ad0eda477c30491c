//! What is said of a manifest, and saying it: by the registry's own list, or by an index under a tag
//! of the manifest's digest where the registry keeps none (distribution specification, "Referrers
//! Tag Schema"). Both are read: a registry that learned to keep a list need not take in what was said
//! under the tag before.

mod list;

pub use list::List;

use crate::artifact::{subject_of, Artifact, Descriptor, EMPTY};
use crate::exchange::{Access, Operation};
use crate::{Client, Error, Repository};
use oci::{Digest, MediaType};

/// Entries of one list that are read: an image has a few, and an attacker's registry any number
const MOST: usize = 10_000;
/// How often a list is written that somebody else writes at the same time
const LISTINGS: usize = 5;

/// A document about a manifest
#[derive(Debug, Clone, Copy)]
pub struct Referrer<'a> {
    /// Its media type, which is the artifact's too
    pub kind: &'a str,
    /// The document
    pub bytes: &'a [u8],
}

/// What a list of referrers names
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// The artifact's type
    pub kind: String,
    /// Its documents; `None` where the registry has lost the artifact or one of them
    pub documents: Option<Vec<Digest>>,
}

/// What a registry knows of a manifest
struct Known {
    list: List,
    /// Whether the list is the registry's own
    is_own: bool,
    /// Whether something that is no list has the tag where one would be
    is_taken: bool,
}

impl Client {
    /// What a list says that there is of a manifest; whoever may push can write one
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn listed(
        &self,
        repository: &Repository,
        digest: &Digest,
    ) -> Result<Vec<Descriptor>, Error> {
        Ok(self.known(repository, digest)?.list.descriptors())
    }

    /// The manifests that say of themselves that they are about this one, of those that are listed
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn referrers(
        &self,
        repository: &Repository,
        subject: &Digest,
    ) -> Result<Vec<Digest>, Error> {
        let mut referrers = Vec::new();
        for descriptor in self.listed(repository, subject)? {
            let stored = self.stored(repository, &descriptor.digest)?;
            if stored.is_some_and(|bytes| subject_of(&bytes) == Some(*subject)) {
                referrers.push(descriptor.digest);
            }
        }
        Ok(referrers)
    }

    /// The artifacts of these kinds that say something of a manifest, each looked for: a list may name
    /// what the registry has lost
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn attached(
        &self,
        repository: &Repository,
        digest: &Digest,
        kinds: &[&str],
    ) -> Result<Vec<Attached>, Error> {
        let mut attached = Vec::new();
        for descriptor in self.listed(repository, digest)? {
            let listed = descriptor.artifact_type.as_deref();
            if listed.is_some_and(|kind| !kinds.contains(&kind)) {
                continue;
            }
            let stored = self.stored(repository, &descriptor.digest)?;
            let artifact = stored.and_then(|bytes| Artifact::parse(&bytes).ok());
            let subject = artifact
                .as_ref()
                .and_then(|artifact| artifact.subject.as_ref());
            if artifact.is_some() && subject.is_none_or(|subject| subject.digest != *digest) {
                continue;
            }
            let own = artifact
                .as_ref()
                .and_then(|artifact| artifact.artifact_type.clone());
            let Some(kind) = own.or(descriptor.artifact_type) else {
                continue;
            };
            let documents = match artifact {
                Some(artifact) => self.documents(repository, &artifact)?,
                None => None,
            };
            attached.push(Attached { kind, documents });
        }
        attached.retain(|one| kinds.contains(&one.kind.as_str()));
        Ok(attached)
    }

    /// The bytes of a manifest; `None` where it is not there, or is damaged
    fn stored(&self, repository: &Repository, digest: &Digest) -> Result<Option<Vec<u8>>, Error> {
        match self.manifest(repository, &digest.to_string()) {
            Ok(stored) => Ok(stored.map(|stored| stored.bytes)),
            Err(Error::Bytes { .. }) => Ok(None),
            Err(other) => Err(other),
        }
    }

    fn documents(
        &self,
        repository: &Repository,
        artifact: &Artifact,
    ) -> Result<Option<Vec<Digest>>, Error> {
        for layer in &artifact.layers {
            if !self.has_blob(repository, &layer.digest, layer.size)? {
                return Ok(None);
            }
        }
        let digests = artifact.layers.iter().map(|layer| layer.digest);
        Ok(Some(digests.collect()))
    }

    /// By the registry's own list and by the one under the tag. An own list that is empty may be of a
    /// registry that answers and keeps none; one that is not may lack what was attached before the registry
    /// kept it.
    fn known(&self, repository: &Repository, digest: &Digest) -> Result<Known, Error> {
        let own = self.own_list(repository, digest)?;
        let is_own = own.is_some();
        let mut list = own.unwrap_or_default();
        let tagged = match self.tagged(repository, digest) {
            // A registry with a list of its own needs no tag, and may refuse this one.
            Err(Error::Status { .. } | Error::Denied { .. } | Error::Malformed { .. })
                if is_own =>
            {
                None
            }
            tagged => tagged?,
        };
        let is_taken = tagged.is_none();
        list.join(tagged.unwrap_or_default());
        Ok(Known {
            list,
            is_own,
            is_taken,
        })
    }

    /// All pages of the registry's own list; `None` where it keeps none, whatever it says then: other
    /// statuses than 404, and the page of a login with status 200, were seen
    fn own_list(&self, repository: &Repository, digest: &Digest) -> Result<Option<List>, Error> {
        let operation = Operation::new(Access::Pull, repository, format!("referrers of {digest}"));
        let url = self.url(&repository.name, &format!("referrers/{digest}"));
        let first = match self.exchange(&operation, &|http| http.get(&url)) {
            Ok(first) if first.status().as_u16() == 200 => first,
            // A redirect that is not followed leads to a login. Where the whole registry is gone, the tag
            // will tell.
            Ok(_) | Err(Error::Malformed { .. } | Error::Unreachable { .. }) => return Ok(None),
            Err(other) => return Err(other),
        };
        let mut pages = self.pages(&operation, first);
        let mut list = match pages.next() {
            Ok(Some(bytes)) => List::parse(&bytes),
            Ok(None) | Err(Error::Malformed { .. } | Error::Unreachable { .. }) => None,
            Err(other) => return Err(other),
        };
        while let Some(list) = &mut list {
            if list.len() > MOST {
                return Err(self.malformed(&operation, "more than 10000 referrers of one image"));
            }
            let Some(bytes) = pages.next()? else { break };
            let page = List::parse(&bytes);
            list.extend(
                page.ok_or_else(|| self.malformed(&operation, "a page that is not an index"))?,
            );
        }
        Ok(list)
    }

    /// The list under the tag, which is empty where there is no tag; `None` where the tag names something
    /// that is no list. Some registries read the tag as the digest, and give the manifest itself, which may
    /// be an index.
    fn tagged(&self, repository: &Repository, digest: &Digest) -> Result<Option<List>, Error> {
        Ok(match self.manifest(repository, &schema_tag(digest))? {
            None => Some(List::default()),
            Some(stored) if stored.digest == *digest => None,
            Some(stored) => List::parse(&stored.bytes),
        })
    }

    /// Attaches documents to a manifest; how many were not there. What a list names and the registry has
    /// lost is sent again.
    ///
    /// # Errors
    /// When the registry takes one not, or has no place for the list.
    pub fn attach(
        &self,
        repository: &Repository,
        subject: &Descriptor,
        referrers: &[Referrer<'_>],
    ) -> Result<usize, Error> {
        if referrers.is_empty() {
            return Ok(0);
        }
        let known = self.known(repository, &subject.digest)?;
        if known.is_taken && !known.is_own {
            return Err(self.tag_is_taken(repository, &subject.digest));
        }
        let (mut unlisted, mut is_heeded, mut added) = (Vec::new(), known.is_own, 0);
        for referrer in referrers {
            let (descriptor, bytes) = artifact(referrer, subject);
            let was_listed = known.list.names(&descriptor.digest);
            let (is_new, heeds) = self.put_artifact(repository, referrer, &descriptor, &bytes)?;
            if !was_listed {
                is_heeded &= heeds;
                unlisted.push(descriptor);
            }
            added += usize::from(is_new || !was_listed);
        }
        if !is_heeded && !unlisted.is_empty() {
            self.list_under_tag(repository, &subject.digest, &unlisted)?;
        }
        Ok(added)
    }

    /// An artifact with its document; whether something of it was not there, and whether the registry says
    /// that it lists it
    fn put_artifact(
        &self,
        repository: &Repository,
        referrer: &Referrer<'_>,
        descriptor: &Descriptor,
        bytes: &[u8],
    ) -> Result<(bool, bool), Error> {
        self.put_small(repository, EMPTY)?;
        let is_new = self.put_small(repository, referrer.bytes)?;
        let digest = descriptor.digest.to_string();
        if self.manifest_digest(repository, &digest)? == Some(descriptor.digest) {
            return Ok((is_new, false));
        }
        let heeds = self.put_manifest(repository, &digest, &descriptor.media_type, bytes)?;
        Ok((true, heeds))
    }

    /// Adds artifacts to the list under the tag, and looks whether they stay: somebody else who read the
    /// list before us may write it after us.
    fn list_under_tag(
        &self,
        repository: &Repository,
        subject: &Digest,
        artifacts: &[Descriptor],
    ) -> Result<(), Error> {
        for _ in 0..LISTINGS {
            let list = self.tagged(repository, subject)?;
            let mut list = list.ok_or_else(|| self.tag_is_taken(repository, subject))?;
            let lacking: Vec<&Descriptor> = artifacts
                .iter()
                .filter(|artifact| !list.names(&artifact.digest))
                .collect();
            if lacking.is_empty() {
                return Ok(());
            }
            lacking.into_iter().for_each(|artifact| list.push(artifact));
            let (tag, kind) = (schema_tag(subject), MediaType::Index.to_string());
            self.put_manifest(repository, &tag, &kind, &list.print())?;
        }
        Ok(())
    }

    fn tag_is_taken(&self, repository: &Repository, subject: &Digest) -> Error {
        Error::Taken {
            host: self.host.clone(),
            repository: repository.clone(),
            tag: schema_tag(subject),
        }
    }

    /// A blob of a few bytes, unless it is there
    ///
    /// # Errors
    /// When the registry takes it not.
    pub fn small_blob(&self, repository: &Repository, bytes: &[u8]) -> Result<Digest, Error> {
        self.put_small(repository, bytes)?;
        Ok(Digest::of(bytes))
    }

    /// Whether it was not there
    fn put_small(&self, repository: &Repository, bytes: &[u8]) -> Result<bool, Error> {
        let digest = Digest::of(bytes);
        let is_there = self.has_blob(repository, &digest, bytes.len() as u64)?;
        if !is_there {
            self.upload(repository, &digest, &bytes.to_vec(), &|_| ())?;
        }
        Ok(!is_there)
    }

    fn has_blob(&self, repository: &Repository, digest: &Digest, size: u64) -> Result<bool, Error> {
        let there = self.blob_size(repository, digest)?;
        Ok(there.is_some_and(|there| there.may_be(size)))
    }
}

/// The artifact of a document: how a list names it, and its manifest
fn artifact(referrer: &Referrer<'_>, subject: &Descriptor) -> (Descriptor, Vec<u8>) {
    let document = Descriptor::for_bytes(referrer.kind, referrer.bytes);
    let artifact = Artifact::new(referrer.kind, vec![document], Some(subject.clone()));
    let bytes = artifact.print();
    let mut descriptor = Descriptor::for_bytes(&artifact.media_type, &bytes);
    descriptor.artifact_type = Some(referrer.kind.to_owned());
    (descriptor, bytes)
}

/// `sha256-<digits>`
fn schema_tag(digest: &Digest) -> String {
    format!("sha256-{}", digest.hex())
}

/// The manifest that a tag of the schema is about; `None` where it is another tag
pub fn subject(tag: &str) -> Option<Digest> {
    let digits = tag.strip_prefix("sha256-")?;
    format!("sha256:{digits}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{schema_tag, subject};
    use oci::Digest;

    #[test]
    fn a_tag_of_the_schema_names_its_subject() {
        let digest = Digest::of(b"a manifest");
        assert_eq!(subject(&schema_tag(&digest)), Some(digest));
        for other in ["latest", "sha256-", "sha256-0", "20261126-0123456789ab"] {
            assert_eq!(subject(other), None);
        }
    }
}
