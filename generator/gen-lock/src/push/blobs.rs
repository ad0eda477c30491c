//! Every blob of a push to one of the repositories that want it.

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
    /// Sends what the registry lacks; gives where each blob is now
    ///
    /// # Errors
    /// When one cannot be sent.
    pub fn blobs(&self, there: &BTreeSet<&str>) -> Result<BTreeMap<Digest, Repository>> {
        let homes = self.homes(there);
        let mut blobs: Vec<(&Digest, &Blob)> = self.plan.blobs.iter().collect();
        // The largest first: the last to end is a small one
        blobs.sort_by_key(|(digest, blob)| (Reverse(blob.size), **digest));
        let total = self.printer.total(self.plan.bytes());
        total.set_message("push");
        let sent = registry::at_once(AT_ONCE, &blobs, |(digest, blob)| {
            self.blob(&homes[*digest], digest, blob, &total)
        });
        total.finish_and_clear();
        sent.map(|_| homes)
    }

    /// A repository for each blob: one whose manifest is there has it already
    fn homes(&self, there: &BTreeSet<&str>) -> BTreeMap<Digest, Repository> {
        let mut homes = BTreeMap::new();
        let (whole, others): (Vec<_>, Vec<_>) = self
            .plan
            .images
            .iter()
            .partition(|image| there.contains(image.name.as_str()));
        for image in whole.into_iter().chain(others) {
            for blob in &image.blobs {
                homes
                    .entry(*blob)
                    .or_insert_with(|| image.repository.clone());
            }
        }
        homes
    }

    fn blob(
        &self,
        home: &Repository,
        digest: &Digest,
        blob: &Blob,
        total: &indicatif::ProgressBar,
    ) -> Result<()> {
        let had = self.client.blob_size(home, digest)?;
        if had.is_some_and(|had| had.may_be(blob.size)) {
            total.inc(blob.size);
            return Ok(());
        }
        let bar = self.printer.file(&blob.label, blob.size);
        let sent = self.send(home, digest, blob, &|bytes| moved([&bar, total], bytes));
        bar.finish_and_clear();
        sent?;
        match had {
            Some(_) => self.mended(home, digest, blob),
            None => Ok(()),
        }
    }

    /// Registries keep what they have under a digest, even where it is damaged
    fn mended(&self, home: &Repository, digest: &Digest, blob: &Blob) -> Result<()> {
        match self.client.blob_size(home, digest)? {
            Some(Size::Of(size)) if size != blob.size => Err(finding(format!(
                "`{home}` stores {size} bytes as `{digest}` (`{}`), which should have {}: its \
                 storage is damaged\n\nhint: remove that blob from the registry's storage, then push again",
                blob.label, blob.size
            ))),
            _ => Ok(()),
        }
    }

    /// Sends a blob, whatever is there
    pub(super) fn send(
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
