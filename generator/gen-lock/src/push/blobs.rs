//! Uploads every blob of a push to one of the repositories that need it; the others mount it from there.

use super::plan::Blob;
use super::{count, Push};
use crate::failure::finding;
use crate::printer::moved;
use anyhow::{Context as _, Result};
use oci::Digest;
use registry::{Repository, Size};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Blobs that are sent at once: what fills a line
const AT_ONCE: usize = 4;

impl Push<'_> {
    /// Uploads the blobs that the registry lacks; gives the repository of each blob, for mounts
    ///
    /// # Errors
    /// When one cannot be sent.
    pub fn blobs(&self, present: &BTreeSet<&str>) -> Result<BTreeMap<Digest, Repository>> {
        let mount_sources = self.mount_sources(present);
        let mut blobs: Vec<(&Digest, &Blob)> = self.plan.blobs.iter().collect();
        // The largest first: the last to end is a small one
        blobs.sort_by_key(|(digest, blob)| (Reverse(blob.size), **digest));
        let total = self.printer.total(self.plan.bytes());
        total.set_message("push");
        let sent = registry::at_once(AT_ONCE, &blobs, |(digest, blob)| {
            self.blob(&mount_sources[*digest], digest, blob, &total)
        });
        total.finish_and_clear();
        sent.map(|_| mount_sources)
    }

    /// A repository for each blob: one whose manifest is present has it already
    fn mount_sources(&self, present: &BTreeSet<&str>) -> BTreeMap<Digest, Repository> {
        let mut mount_sources = BTreeMap::new();
        let (whole, others): (Vec<_>, Vec<_>) = self
            .plan
            .images
            .iter()
            .partition(|image| present.contains(image.name.as_str()));
        for image in whole.into_iter().chain(others) {
            for blob in &image.blobs {
                mount_sources
                    .entry(*blob)
                    .or_insert_with(|| image.repository.clone());
            }
        }
        mount_sources
    }

    fn blob(
        &self,
        repository: &Repository,
        digest: &Digest,
        blob: &Blob,
        total: &indicatif::ProgressBar,
    ) -> Result<()> {
        let had = self.client.blob_size(repository, digest)?;
        if had.is_some_and(|had| had.may_be(blob.size)) {
            total.inc(blob.size);
            return Ok(());
        }
        let bar = self.printer.file(&blob.label, blob.size);
        let sent = self.upload(repository, digest, blob, &|bytes| {
            moved([&bar, total], bytes)
        });
        bar.finish_and_clear();
        sent?;
        match had {
            Some(_) => self.check_stored_size(repository, digest, blob),
            None => Ok(()),
        }
    }

    /// Registries keep the bytes that they have under a digest, even if these are damaged
    fn check_stored_size(
        &self,
        repository: &Repository,
        digest: &Digest,
        blob: &Blob,
    ) -> Result<()> {
        match self.client.blob_size(repository, digest)? {
            Some(Size::Of(size)) if size != blob.size => Err(finding(format!(
                "`{repository}` stores {size} bytes as `{digest}` (`{}`), which should have {}: its \
                 storage is damaged\n\nhint: remove that blob from the registry's storage, then push again",
                blob.label, blob.size
            ))),
            _ => Ok(()),
        }
    }

    /// Uploads a blob, even if one is there
    pub(super) fn upload(
        &self,
        to: &Repository,
        digest: &Digest,
        blob: &Blob,
        moved: &dyn Fn(i64),
    ) -> Result<()> {
        let file = crate::file::regular(&blob.path);
        let file = file.with_context(|| format!("cannot read `{}`", blob.path.display()))?;
        let sent = self.client.upload(to, digest, &file, moved);
        sent.with_context(|| {
            format!(
                "blob `{}` ({} bytes) was not uploaded",
                blob.label, blob.size
            )
        })?;
        count(&self.done.uploaded, 1);
        count(&self.done.bytes, blob.size);
        Ok(())
    }
}
