use super::archive;
use crate::failure::finding;
use crate::printer::{moved, Printer};
use crate::store;
use anyhow::{Context as _, Result};
use fleet::build_lock::Content;
use oci::{Digest, MediaType};
use registry::archive::{Archive, SourceBlob};
use registry::artifact::EMPTY;
use registry::{at_once, Client, Repository};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Blobs that are sent at once: what fills a line
const AT_ONCE: usize = 4;
/// Questions that are asked at once
const QUESTIONS: usize = 16;

/// A push of sources
pub struct Push<'a> {
    /// The registry
    pub client: &'a Client,
    /// The archive in it
    pub repository: &'a Repository,
    /// Where it is told
    pub printer: &'a Printer,
}

/// What a push did
#[derive(Debug, Serialize)]
pub struct Pushed {
    /// Sources of the lock
    pub sources: usize,
    /// Blobs that were not there
    pub sent: usize,
    /// Their bytes
    pub bytes: u64,
}

/// A source in the store
struct Stored {
    locator: String,
    path: String,
    blob: SourceBlob,
}

impl Push<'_> {
    /// Sends what the archive lacks, then the manifests, then the tags
    ///
    /// # Errors
    /// When a source is not in the store, or the registry takes something not.
    pub fn push(&self, sources: &BTreeMap<String, Content>, tags: &[String]) -> Result<Pushed> {
        let archive = archive(sources)?;
        let lacking = self.lacking(stored(sources, &archive)?)?;
        let bytes = lacking.iter().map(|one| one.blob.size).sum();
        let total = self.printer.total(bytes);
        let sent = at_once(AT_ONCE, &lacking, |one| self.send(one, &total));
        total.finish_and_clear();
        sent?;
        self.name(&archive, tags)?;
        Ok(Pushed {
            sources: sources.len(),
            sent: lacking.len(),
            bytes,
        })
    }

    /// Those that the archive has not, the largest first: the last to end is a small one
    fn lacking(&self, all: Vec<Stored>) -> Result<Vec<Stored>> {
        let bar = self.printer.steps(all.len() as u64, "asking");
        let asked = at_once(QUESTIONS, &all, |one| {
            let size = self.client.blob_size(self.repository, &one.blob.digest)?;
            bar.inc(1);
            let is_there = size.is_some_and(|size| size.may_be(one.blob.size));
            Ok::<_, registry::Error>(is_there.then_some(one.blob.digest))
        });
        bar.finish_and_clear();
        let there: BTreeSet<Digest> = asked?.into_iter().flatten().collect();
        let lacks = |one: &Stored| !there.contains(&one.blob.digest);
        let mut lacking: Vec<Stored> = all.into_iter().filter(lacks).collect();
        lacking.sort_by_key(|one| (Reverse(one.blob.size), one.blob.digest));
        Ok(lacking)
    }

    fn send(&self, one: &Stored, total: &indicatif::ProgressBar) -> Result<()> {
        let file = crate::file::regular(one.path.as_ref());
        let file = file.with_context(|| format!("cannot read `{}`", one.path))?;
        let bar = self.printer.file(&one.locator, one.blob.size);
        let moved = |bytes| moved([&bar, total], bytes);
        let sent = self
            .client
            .upload(self.repository, &one.blob.digest, &file, &moved);
        bar.finish_and_clear();
        sent.with_context(|| format!("`{}` was not uploaded", one.locator))
    }

    /// What keeps the blobs: manifests, the index, and its tags, each after what it names
    fn name(&self, archive: &Archive, tags: &[String]) -> Result<()> {
        self.client.small_blob(self.repository, EMPTY)?;
        let manifests = archive.manifests();
        for manifest in &manifests {
            let bytes = manifest.print();
            self.put(&Digest::of(&bytes).to_string(), MediaType::Manifest, &bytes)?;
        }
        let index = Archive::index(&manifests).print();
        for tag in tags {
            self.put(tag, MediaType::Index, &index)?;
        }
        Ok(())
    }

    fn put(&self, reference: &str, media_type: MediaType, bytes: &[u8]) -> Result<()> {
        let there = self.client.manifest_digest(self.repository, reference)?;
        if there != Some(Digest::of(bytes)) {
            let kind = media_type.to_string();
            self.client
                .put_manifest(self.repository, reference, &kind, bytes)?;
        }
        Ok(())
    }
}

/// Where each source is in the store, each content once
fn stored(sources: &BTreeMap<String, Content>, archive: &Archive) -> Result<Vec<Stored>> {
    let mut all = BTreeMap::new();
    for (locator, blob) in &archive.sources {
        let path = nix::flat_path(&nix::store_name(locator), &sources[locator].sha256);
        let locator = locator.clone();
        let blob = *blob;
        all.entry(blob.digest).or_insert(Stored {
            locator,
            path,
            blob,
        });
    }
    let all: Vec<Stored> = all.into_values().collect();
    let paths = all.iter().map(|one| one.path.clone()).collect();
    let missing = store::missing(&paths)?;
    let absent: Vec<&Stored> = all
        .iter()
        .filter(|one| missing.contains(&one.path))
        .collect();
    match absent.first() {
        None => Ok(all),
        Some(first) => Err(finding(format!(
            "{} of {} sources are not in the Nix store, such as `{}`\n\nhint: run `gen-lock fetch`",
            absent.len(),
            all.len(),
            first.locator
        ))),
    }
}
