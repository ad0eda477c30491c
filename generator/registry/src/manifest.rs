use crate::client::cause;
use crate::exchange::{Access, Operation};
use crate::{Client, Error, Paced, Repository};
use oci::Digest;
use reqwest::blocking::Response;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use serde::Deserialize;
use std::io::Read as _;

/// Registries refuse larger ones
const LARGEST: u64 = 4 << 20;
/// What we can read, and what only shows that a tag is another's
const KINDS: &str = "application/vnd.oci.image.manifest.v1+json, \
                     application/vnd.oci.image.index.v1+json, \
                     application/vnd.docker.distribution.manifest.v2+json, \
                     application/vnd.docker.distribution.manifest.list.v2+json";
const DIGEST: &str = "Docker-Content-Digest";

/// A manifest as a registry has it
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Of the bytes, by our own count
    pub digest: Digest,
    /// What it says that it is; what the registry says where it says nothing
    pub media_type: String,
    /// As they are
    pub bytes: Vec<u8>,
}

#[derive(Deserialize)]
struct Typed {
    #[serde(rename = "mediaType")]
    media_type: String,
}

/// The media type that a document says of itself
fn own_type(bytes: &[u8]) -> Option<String> {
    let typed: Option<Typed> = serde_json::from_slice(bytes).ok();
    typed.map(|typed| typed.media_type)
}

/// A media type without parameters, in lower case: registries say `…+json; charset=utf-8`, and a manifest is
/// not put under that again
fn bare(text: &str) -> String {
    let bare = text.split(';').next().unwrap_or_default();
    bare.trim().to_ascii_lowercase()
}

/// What came of a deletion
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deletion {
    /// It is gone
    Done,
    /// It was gone before
    Gone,
    /// The registry deletes nothing (400 or 405)
    Refused,
}

impl Client {
    /// A manifest by tag or digest; `None` when the repository has it not. What is asked for by
    /// digest is compared with it.
    ///
    /// # Errors
    /// When the registry does not say, or gives other bytes.
    pub fn manifest(
        &self,
        repository: &Repository,
        reference: &str,
    ) -> Result<Option<Stored>, Error> {
        let operation = Operation::new(Access::Pull, repository, reference);
        let url = self.url(&repository.name, &format!("manifests/{reference}"));
        let answer = self.exchange(&operation, &|http| http.get(&url).header(ACCEPT, KINDS))?;
        let answer = self.expect(&operation, answer, &[200, 404])?;
        if answer.status().as_u16() == 404 {
            return Ok(None);
        }
        let media_type = answer.headers().get(CONTENT_TYPE);
        let media_type = media_type.and_then(|text| text.to_str().ok()).map(bare);
        let bytes = self.document(&operation, answer, LARGEST)?;
        let media_type = own_type(&bytes).or(media_type).unwrap_or_default();
        let digest = Digest::of(&bytes);
        if reference.contains(':') && reference != digest.to_string() {
            return Err(Error::Bytes {
                host: self.host.clone(),
                what: operation.what(""),
                want: reference.to_owned(),
                got: digest.to_string(),
            });
        }
        Ok(Some(Stored {
            digest,
            media_type,
            bytes,
        }))
    }

    /// The digest that a tag names, or whether a digest is there; `None` when it is not
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn manifest_digest(
        &self,
        repository: &Repository,
        reference: &str,
    ) -> Result<Option<Digest>, Error> {
        let operation = Operation::new(Access::Pull, repository, reference);
        let url = self.url(&repository.name, &format!("manifests/{reference}"));
        let answer = self.exchange(&operation, &|http| http.head(&url).header(ACCEPT, KINDS))?;
        // Who takes no HEAD is asked by GET.
        let answer = self.expect(&operation, answer, &[200, 404, 405])?;
        if answer.status().as_u16() == 404 {
            return Ok(None);
        }
        let header = answer.headers().get(DIGEST);
        match header.and_then(|text| text.to_str().ok()?.parse().ok()) {
            Some(digest) => Ok(Some(digest)),
            None => Ok(self
                .manifest(repository, reference)?
                .map(|stored| stored.digest)),
        }
    }

    /// Stores a manifest under a tag or its digest. Whether the registry keeps referrers itself,
    /// which it says where the manifest has a subject.
    ///
    /// # Errors
    /// When the registry takes it not, or takes it for another.
    pub fn put_manifest(
        &self,
        repository: &Repository,
        reference: &str,
        media_type: &str,
        bytes: &[u8],
    ) -> Result<bool, Error> {
        let operation = Operation::new(Access::Push, repository, reference);
        let url = self.url(&repository.name, &format!("manifests/{reference}"));
        let answer = self.exchange(&operation, &|http| {
            http.put(&url)
                .header(CONTENT_TYPE, media_type)
                .body(bytes.to_vec())
        })?;
        let answer = self.expect(&operation, answer, &[201, 200, 202])?;
        let headers = answer.headers();
        let stored = headers.get(DIGEST).and_then(|text| text.to_str().ok());
        let want = Digest::of(bytes).to_string();
        if let Some(got) = stored.filter(|stored| **stored != *want) {
            return Err(Error::Bytes {
                host: self.host.clone(),
                what: operation.what(""),
                want,
                got: got.chars().take(100).collect(),
            });
        }
        Ok(headers.contains_key("OCI-Subject"))
    }

    /// Deletes a manifest, and with it every tag that names it
    ///
    /// # Errors
    /// When the registry does neither and says neither.
    pub fn delete_manifest(
        &self,
        repository: &Repository,
        digest: &Digest,
    ) -> Result<Deletion, Error> {
        let operation = Operation::new(Access::Delete, repository, digest);
        let url = self.url(&repository.name, &format!("manifests/{digest}"));
        let answer = self.exchange(&operation, &|http| http.delete(&url))?;
        let answer = self.expect(&operation, answer, &[202, 200, 204, 400, 404, 405])?;
        Ok(match answer.status().as_u16() {
            404 => Deletion::Gone,
            400 | 405 => Deletion::Refused,
            _ => Deletion::Done,
        })
    }

    /// A document, whole
    pub(crate) fn document(
        &self,
        operation: &Operation<'_>,
        answer: Response,
        largest: u64,
    ) -> Result<Vec<u8>, Error> {
        let length = answer.content_length();
        let mut bytes = Vec::new();
        let answer = Paced::new(answer, self.options.silence);
        let read = answer.take(largest + 1).read_to_end(&mut bytes);
        if let Err(error) = read {
            return Err(Error::Unreachable {
                host: self.host.clone(),
                what: operation.what(""),
                cause: cause(&error),
            });
        }
        if bytes.len() as u64 > largest {
            let said = format!("a document larger than {} MiB", largest >> 20);
            return Err(self.malformed(operation, &said));
        }
        if length.is_some_and(|length| length != bytes.len() as u64) {
            return Err(self.malformed(
                operation,
                "a document whose length differs from its Content-Length",
            ));
        }
        Ok(bytes)
    }
}
