//! What is said of a manifest, and saying it: by the registry's own list, or by an index under a tag
//! of the manifest's digest where the registry keeps none (distribution specification, "Referrers
//! Tag Schema").

use crate::artifact::{Artifact, Described, Listed, EMPTY};
use crate::exchange::{Access, Ask};
use crate::{Client, Error, Repository};
use oci::{Digest, MediaType};

/// A document about a manifest
#[derive(Debug, Clone, Copy)]
pub struct Referrer<'a> {
    /// Its media type, which is the artifact's too
    pub kind: &'a str,
    /// The document
    pub bytes: &'a [u8],
}

impl Client {
    /// The artifacts that say something of a manifest
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn referrers(
        &self,
        repository: &Repository,
        digest: &Digest,
    ) -> Result<Vec<Described>, Error> {
        let ask = Ask::new(Access::Pull, repository, format!("referrers of {digest}"));
        let url = self.url(&repository.name, &format!("referrers/{digest}"));
        let answer = self.exchange(&ask, &|http| http.get(&url))?;
        // Whatever it says else, it keeps no list.
        if answer.status().as_u16() != 200 {
            return self.tagged(repository, digest);
        }
        let listed = Listed::parse(&self.small(&ask, answer)?)
            .map_err(|error| self.malformed(&ask, &format!("no index ({error})")))?;
        Ok(listed.manifests)
    }

    /// The list under the tag
    fn tagged(&self, repository: &Repository, digest: &Digest) -> Result<Vec<Described>, Error> {
        let tag = schema_tag(digest);
        let Some(stored) = self.manifest(repository, &tag)? else {
            return Ok(Vec::new());
        };
        let ask = Ask::new(Access::Pull, repository, tag);
        let listed = Listed::parse(&stored.bytes)
            .map_err(|error| self.malformed(&ask, &format!("no index ({error})")))?;
        Ok(listed.manifests)
    }

    /// Attaches documents to a manifest; how many were not there
    ///
    /// # Errors
    /// When the registry takes one not.
    pub fn attach(
        &self,
        repository: &Repository,
        subject: &Described,
        referrers: &[Referrer<'_>],
    ) -> Result<usize, Error> {
        let mut listed = self.referrers(repository, &subject.digest)?;
        let (mut added, mut heeded) = (0, true);
        for referrer in referrers {
            let document = Described::of(referrer.kind, referrer.bytes);
            let artifact =
                Artifact::new(referrer.kind, vec![document.clone()], Some(subject.clone()));
            let bytes = artifact.print();
            let mut own = Described::of(&MediaType::Manifest.to_string(), &bytes);
            own.artifact_type = Some(referrer.kind.to_owned());
            if listed.iter().any(|other| other.digest == own.digest) {
                continue;
            }
            self.small_blob(repository, EMPTY)?;
            self.small_blob(repository, referrer.bytes)?;
            let (digest, kind) = (own.digest.to_string(), &artifact.media_type);
            heeded &= self.put_manifest(repository, &digest, kind, &bytes)?;
            listed.push(own);
            added += 1;
        }
        if added > 0 && !heeded {
            let bytes = Listed::new(listed).print();
            let tag = schema_tag(&subject.digest);
            self.put_manifest(repository, &tag, &MediaType::Index.to_string(), &bytes)?;
        }
        Ok(added)
    }

    /// A blob of a few bytes, unless it is there
    ///
    /// # Errors
    /// When the registry takes it not.
    pub fn small_blob(&self, repository: &Repository, bytes: &[u8]) -> Result<Digest, Error> {
        let digest = Digest::of(bytes);
        if self.blob_size(repository, &digest)? != Some(bytes.len() as u64) {
            self.upload(repository, &digest, &bytes.to_vec(), &|_| ())?;
        }
        Ok(digest)
    }
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
