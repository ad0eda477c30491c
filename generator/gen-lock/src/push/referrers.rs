//! What is said of images: SBOMs and provenance, as referrers of their manifests.
//!
//! An image is there and whole without them. What the registry does not take is told, and ends no push.

use super::plan::Image;
use super::{count, Push};
use anyhow::Result;
use oci::Digest;
use registry::artifact::EMPTY;
use registry::{Attached, Error, Referrer, Repository};
use serde::Serialize;
use std::collections::BTreeMap;

/// Questions that are asked at once
const AT_ONCE: usize = 16;

/// The documents of an image, each one's media type the artifact's too
pub const KINDS: [&str; 3] = [sbom::CYCLONEDX, sbom::SPDX, sbom::provenance::IN_TOTO];

/// Documents by image that are to be attached
pub type Lacking<'a> = BTreeMap<&'a str, Vec<Document>>;

/// A document that an image lacks
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Document {
    kind: &'static str,
    /// Whether the registry's list names one that the registry has lost
    is_lost: bool,
}

/// Documents that the registry did not take
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Unattached {
    /// The image
    image: String,
    /// The documents' media types
    documents: Vec<&'static str>,
    /// Why
    cause: String,
}

impl Push<'_> {
    /// The images of which a document lacks: the SBOM that the lock names, for containers are told its
    /// digest; of the others one that is there is of the same bytes, or of the commit that first had the
    /// image, which is the better one.
    ///
    /// # Errors
    /// When the registry is gone.
    pub fn undocumented(&self) -> Result<Lacking<'_>> {
        let lacking = registry::at_once(AT_ONCE, &self.plan.images, |image| {
            let (repository, digest) = (&image.repository, &image.manifest.digest);
            let present = match self.client.attached(repository, digest, &KINDS) {
                Ok(present) => present,
                Err(error) => {
                    self.unattached(image, KINDS.to_vec(), error)?;
                    return Ok((image.name.as_str(), Vec::new()));
                }
            };
            let documents = missing_documents(&present, image.sbom.as_ref());
            Ok::<_, anyhow::Error>((image.name.as_str(), documents))
        })?;
        let lacking = lacking.into_iter();
        Ok(lacking
            .filter(|(_, documents)| !documents.is_empty())
            .collect())
    }

    /// Attaches the documents that lack, as `print` gives them
    ///
    /// # Errors
    /// When one cannot be made, or the registry is gone.
    pub fn document(
        &self,
        lacking: &Lacking<'_>,
        print: impl Fn(&str, &str) -> Result<Vec<u8>> + Sync + Send,
    ) -> Result<()> {
        if let Some(from) = self.first_repository().filter(|_| !lacking.is_empty()) {
            // Where that fails it is sent with the artifact.
            let _ = self.client.small_blob(from, EMPTY);
        }
        let bar = self.printer.steps(lacking.len() as u64, "SBOMs");
        let done = registry::at_once(AT_ONCE, &self.plan.images, |image| {
            let Some(documents) = lacking.get(image.name.as_str()) else {
                return Ok(());
            };
            let printed = documents.iter().map(|one| print(&image.name, one.kind));
            let printed: Vec<Vec<u8>> = printed.collect::<Result<_>>()?;
            self.attach(image, documents, &printed)?;
            bar.inc(1);
            Ok(())
        });
        bar.finish_and_clear();
        done.map(drop)
    }

    fn attach(&self, image: &Image, documents: &[Document], printed: &[Vec<u8>]) -> Result<()> {
        let kinds = || documents.iter().map(|document| document.kind);
        let referrers: Vec<Referrer<'_>> = kinds()
            .zip(printed)
            .map(|(kind, bytes)| Referrer { kind, bytes })
            .collect();
        // Where that fails it is sent with the artifact.
        let _ = self.mount_empty_config(&image.repository);
        let client = self.client;
        let added = match client.attach(&image.repository, &image.manifest, &referrers) {
            Ok(added) => added,
            Err(error) => return self.unattached(image, kinds().collect(), error),
        };
        count(&self.done.referrers, added as u64);
        for lost in documents.iter().filter(|document| document.is_lost) {
            count(&self.done.resent, 1);
            self.printer.say(format!(
                "warning: the registry lists a document `{}` of `{}` but has lost it: it was uploaded again",
                lost.kind, image.name
            ));
        }
        Ok(())
    }

    /// Notes what is not attached, and goes on; a registry that is gone ends the push. One that hangs up on
    /// documents alone still answers for the image.
    fn unattached(&self, image: &Image, documents: Vec<&'static str>, error: Error) -> Result<()> {
        if matches!(error, Error::Unreachable { .. } | Error::Tls { .. }) {
            let digest = image.manifest.digest.to_string();
            let answer = self.client.manifest_digest(&image.repository, &digest);
            if answer.is_err() {
                return Err(error.into());
            }
        }
        let cause = error.to_string();
        self.printer.say(format!(
            "warning: `{}` was pushed without its documents ({}): {cause}",
            image.name,
            documents.join(", ")
        ));
        let unattached = Unattached {
            image: image.name.clone(),
            documents,
            cause,
        };
        let _ = self
            .done
            .unattached
            .lock()
            .map(|mut all| all.insert(unattached));
        Ok(())
    }

    /// Mounts the config of every artifact from the first image's repository, so that it is uploaded once; if
    /// that fails, it is uploaded with the artifact
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn mount_empty_config(&self, to: &Repository) -> Result<()> {
        let empty = Digest::of(EMPTY);
        match self.first_repository() {
            Some(from) if from != to && self.client.blob_size(to, &empty)?.is_none() => {
                self.client.mount(to, &empty, from)?;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn first_repository(&self) -> Option<&Repository> {
        self.plan.images.first().map(|image| &image.repository)
    }
}

/// The documents that an image should have but does not
fn missing_documents(present: &[Attached], locked: Option<&Digest>) -> Vec<Document> {
    let of_kind = |kind: &'static str| present.iter().filter(move |one| one.kind == kind);
    let is_present = |kind| {
        let wanted = locked.filter(|_| kind == sbom::CYCLONEDX);
        let mut whole = of_kind(kind).filter_map(|one| one.documents.as_ref());
        whole.any(|documents| wanted.is_none_or(|wanted| documents.contains(wanted)))
    };
    let lacking = KINDS.into_iter().filter(|kind| !is_present(kind));
    let document = |kind| Document {
        kind,
        is_lost: of_kind(kind).any(|one| one.documents.is_none()),
    };
    lacking.map(document).collect()
}

#[cfg(test)]
mod tests {
    use super::{missing_documents, KINDS};
    use oci::Digest;
    use registry::Attached;

    fn named(kind: &str, document: Option<&[u8]>) -> Attached {
        Attached {
            kind: kind.to_owned(),
            documents: document.map(|bytes| vec![Digest::of(bytes)]),
        }
    }

    fn lacking(present: &[Attached], locked: &[u8]) -> Vec<(&'static str, bool)> {
        let lacking = missing_documents(present, Some(&Digest::of(locked)));
        let told = lacking.into_iter().map(|one| (one.kind, one.is_lost));
        told.collect()
    }

    #[test]
    fn what_a_list_names_and_nobody_has_lacks() {
        let [cyclonedx, spdx, statement] = KINDS;
        let all = [
            named(cyclonedx, Some(b"sbom")),
            named(spdx, Some(b"spdx")),
            named(statement, Some(b"statement")),
        ];
        assert_eq!(lacking(&all, b"sbom"), []);
        assert_eq!(lacking(&all, b"another"), [(cyclonedx, false)]);
        assert_eq!(lacking(&all[..2], b"sbom"), [(statement, false)]);
        let lost = [all[0].clone(), named(spdx, None), all[2].clone()];
        assert_eq!(lacking(&lost, b"sbom"), [(spdx, true)]);
        let again = [&lost[..], &all].concat();
        assert_eq!(lacking(&again, b"sbom"), []);
        assert_eq!(
            lacking(&[], b"sbom"),
            KINDS.map(|kind| (kind, false)).to_vec()
        );
    }
}
