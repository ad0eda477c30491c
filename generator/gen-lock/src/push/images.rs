//! Each image's manifest, once its blobs are there, and its tag.

use super::plan::Image;
use super::{count, Push};
use crate::failure::finding;
use anyhow::Result;
use oci::Digest;
use registry::Repository;
use std::collections::{BTreeMap, BTreeSet};

/// Questions that are asked at once
const AT_ONCE: usize = 16;

impl Push<'_> {
    /// The images whose manifest the registry has. Refuses a tag that names something else: what was
    /// deployed by it must stay what it is.
    ///
    /// # Errors
    /// When the registry does not say, or a tag is taken.
    pub fn present(&self) -> Result<BTreeSet<&str>> {
        let tag = self.tag.to_string();
        let asked = registry::at_once(AT_ONCE, &self.plan.images, |image| {
            let digest = image.manifest.digest;
            let digest_of = |name: &str| self.client.manifest_digest(&image.repository, name);
            let named = digest_of(&tag)?;
            let is_taken = named.is_some_and(|named| named != digest);
            let is_present =
                named == Some(digest) || digest_of(&digest.to_string())? == Some(digest);
            Ok::<_, registry::Error>((image.name.as_str(), is_present, is_taken))
        })?;
        let taken = asked.iter().filter(|(.., is_taken)| *is_taken);
        let taken: BTreeSet<&str> = taken.map(|(name, ..)| *name).collect();
        if let Some(first) = taken.first() {
            return Err(finding(format!(
                "tag `{tag}` of `{}` and {} more names another image than this commit's\n\nhint: \
                 one commit has one set of images; if the table's codec was changed, commit the change; otherwise show the differences with `gen-lock verify {}`",
                self.namespace.child(first),
                taken.len() - 1,
                self.namespace
            )));
        }
        let present = asked.iter().filter(|(_, is_present, _)| *is_present);
        Ok(present.map(|(name, ..)| *name).collect())
    }

    /// Every image's manifest, by its digest
    ///
    /// # Errors
    /// When the registry takes something not.
    pub fn manifests(
        &self,
        mount_sources: &BTreeMap<Digest, Repository>,
        present: &BTreeSet<&str>,
    ) -> Result<()> {
        let bar = self
            .printer
            .steps(self.plan.images.len() as u64, "manifests");
        let done = registry::at_once(AT_ONCE, &self.plan.images, |image| {
            self.image(image, mount_sources, present.contains(image.name.as_str()))?;
            bar.inc(1);
            Ok::<_, anyhow::Error>(())
        });
        bar.finish_and_clear();
        done.map(drop)
    }

    /// Every image's tag; its manifest is there, and what is said of it as far as the registry takes it
    ///
    /// # Errors
    /// When the registry takes one not.
    pub fn tags(&self) -> Result<()> {
        registry::at_once(AT_ONCE, &self.plan.images, |image| self.tag(image)).map(drop)
    }

    fn image(
        &self,
        image: &Image,
        mount_sources: &BTreeMap<Digest, Repository>,
        present: bool,
    ) -> Result<()> {
        if present {
            return Ok(());
        }
        for digest in &image.blobs {
            let from = &mount_sources[digest];
            if *from != image.repository {
                self.mount_or_upload(image, digest, from)?;
            }
        }
        let digest = image.manifest.digest.to_string();
        let kind = &image.manifest.media_type;
        self.client
            .put_manifest(&image.repository, &digest, kind, &image.bytes)?;
        count(&self.done.manifests, 1);
        Ok(())
    }

    /// Mounts a blob from its first repository into another; uploads it only if the registry refuses the mount
    fn mount_or_upload(&self, image: &Image, digest: &Digest, from: &Repository) -> Result<()> {
        let blob = &self.plan.blobs[digest];
        let had = self.client.blob_size(&image.repository, digest)?;
        if had.is_some_and(|had| had.may_be(blob.size)) {
            return Ok(());
        }
        if self.client.mount(&image.repository, digest, from)? {
            count(&self.done.mounted, 1);
            return Ok(());
        }
        self.upload(&image.repository, digest, blob, &|_| ())
    }

    fn tag(&self, image: &Image) -> Result<()> {
        let tag = self.tag.to_string();
        let named = self.client.manifest_digest(&image.repository, &tag)?;
        if named == Some(image.manifest.digest) {
            return Ok(());
        }
        let kind = &image.manifest.media_type;
        self.client
            .put_manifest(&image.repository, &tag, kind, &image.bytes)?;
        count(&self.done.tags, 1);
        Ok(())
    }
}
