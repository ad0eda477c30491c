//! Images into a registry, straight from their layouts.
//!
//! First every blob, each to one repository; then the other repositories take it from there
//! (mounts) and get their manifests, and what is said of those; a tag comes last, so that none names
//! half an image.

mod blobs;
mod images;
mod order;
mod plan;
mod referrers;
mod release;
mod succession;

pub use order::Order;
pub use plan::Plan;
pub use referrers::Unattached;
#[cfg(test)]
pub use release::Last;
pub use release::{Known, Releases, LOCK_REPOSITORY, PREVIOUS};

use crate::commit::ReleaseTag;
use crate::printer::Printer;
use registry::{Client, Repository};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::Mutex;

/// A push under way
pub struct Push<'a> {
    /// The registry
    pub client: &'a Client,
    /// Where its repositories are
    pub namespace: &'a Repository,
    /// What is sent
    pub plan: &'a Plan,
    /// The tag that all get
    pub tag: &'a ReleaseTag,
    /// Where it is told
    pub printer: &'a Printer,
    /// What was done
    pub done: Counts,
}

/// What was done, counted as it happens
#[derive(Debug, Default, Serialize)]
pub struct Counts {
    /// Images of the push
    pub images: AtomicU64,
    /// Blobs of them, each once
    pub blobs: AtomicU64,
    /// Blobs that were sent
    pub uploaded: AtomicU64,
    /// Their bytes
    pub bytes: AtomicU64,
    /// Blobs that a repository took from another
    pub mounted: AtomicU64,
    /// Manifests that were not there
    pub manifests: AtomicU64,
    /// Tags that were set
    pub tags: AtomicU64,
    /// Documents about images that were not there
    pub referrers: AtomicU64,
    /// Of these, those that the registry had and lost
    pub resent: AtomicU64,
    /// Documents that it did not take
    pub unattached: Mutex<BTreeSet<Unattached>>,
}

/// One more
pub fn count(counter: &AtomicU64, more: u64) {
    counter.fetch_add(more, Ordering::Relaxed);
}

/// How many
pub fn counted(counter: &AtomicU64) -> u64 {
    counter.load(Ordering::Relaxed)
}
