//! What is said of images: SBOMs and provenance, as referrers of their manifests.

use super::plan::Image;
use super::{count, Push};
use crate::threads;
use anyhow::Result;
use oci::Digest;
use registry::artifact::EMPTY;
use registry::{Referrer, Repository};
use std::collections::BTreeSet;
use std::sync::Mutex;

/// Questions that are asked at once
const AT_ONCE: usize = 16;

/// The documents of an image, each one's media type the artifact's too
pub const KINDS: [&str; 3] = [sbom::CYCLONEDX, sbom::SPDX, provenance::IN_TOTO];

impl Push<'_> {
    /// The images of which a document lacks: the SBOM that the lock names, for containers are told its
    /// digest; of the others one that is there is of the same bytes, or of the commit that first had the
    /// image, which is the better one.
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn undocumented(&self) -> Result<BTreeSet<&str>> {
        let lacking = Mutex::new(BTreeSet::new());
        threads::each(AT_ONCE, &self.plan.images, |image| {
            if !self.lacks(image)?.is_empty() {
                let name = image.name.as_str();
                lacking.lock().map(|mut lacking| lacking.insert(name)).ok();
            }
            Ok(())
        })?;
        Ok(lacking.into_inner().unwrap_or_default())
    }

    fn lacks(&self, image: &Image) -> Result<Vec<&'static str>> {
        let (repository, digest) = (&image.repository, &image.manifest.digest);
        let there = self.client.referrers(repository, digest)?;
        let has = |kind: &&str| {
            there
                .iter()
                .any(|other| other.artifact_type.as_deref() == Some(*kind))
        };
        let mut lacking: Vec<&str> = KINDS.into_iter().filter(|kind| !has(kind)).collect();
        let locked = image.sbom.filter(|_| !lacking.contains(&sbom::CYCLONEDX));
        if let Some(locked) = locked {
            if self.client.blob_size(repository, &locked)?.is_none() {
                lacking.push(sbom::CYCLONEDX);
            }
        }
        Ok(lacking)
    }

    /// Attaches the documents that lack, as `print` gives them
    ///
    /// # Errors
    /// When one cannot be made, or the registry takes it not.
    pub fn document(
        &self,
        lacking: &BTreeSet<&str>,
        print: impl Fn(&str, &str) -> Result<Vec<u8>> + Sync + Send,
    ) -> Result<()> {
        if let (Some(home), false) = (self.home(), lacking.is_empty()) {
            self.client.small_blob(home, EMPTY)?;
        }
        let bar = self.printer.steps(lacking.len() as u64, "SBOMs");
        let done = threads::each(AT_ONCE, &self.plan.images, |image| {
            if !lacking.contains(image.name.as_str()) {
                return Ok(());
            }
            let kinds = self.lacks(image)?;
            let printed = kinds.iter().map(|kind| print(&image.name, kind));
            let printed: Vec<Vec<u8>> = printed.collect::<Result<_>>()?;
            let referrers: Vec<Referrer<'_>> = kinds
                .iter()
                .zip(&printed)
                .map(|(kind, bytes)| Referrer { kind, bytes })
                .collect();
            self.lend(&image.repository)?;
            let added = self
                .client
                .attach(&image.repository, &image.manifest, &referrers)?;
            count(&self.done.referrers, added as u64);
            bar.inc(1);
            Ok(())
        });
        bar.finish_and_clear();
        done
    }

    /// The config of every artifact from the first image's repository, so that it is sent once; where
    /// that fails it is sent with the artifact
    ///
    /// # Errors
    /// When the registry does not say.
    pub fn lend(&self, to: &Repository) -> Result<()> {
        let empty = Digest::of(EMPTY);
        match self.home() {
            Some(home) if home != to && self.client.blob_size(to, &empty)?.is_none() => {
                self.client.mount(to, &empty, home)?;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn home(&self) -> Option<&Repository> {
        self.plan.images.first().map(|image| &image.repository)
    }
}
