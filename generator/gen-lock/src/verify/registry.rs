//! A registry against `build-lock.json`: that it has every image, and that a pull would give what
//! was locked.

mod deep;
mod image;
mod inflating;
mod seen;

use super::{Mismatch, Report};
use crate::printer::Printer;
use crate::threads::each;
use anyhow::Result;
use fleet::build_lock::Outputs;
use oci::{Digest, MediaType};
use registry::{Client, Repository};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

pub use seen::Seen;

/// Questions that are asked at once
const AT_ONCE: usize = 16;

/// What of a registry is verified
pub struct Registry<'a> {
    /// The registry
    pub client: &'a Client,
    /// Where its repositories are
    pub namespace: &'a Repository,
    /// What it should have
    pub outputs: &'a Outputs,
    /// What each image is asked for by; the lock's digest where there is none
    pub tag: Option<&'a str>,
    /// Whether every blob is downloaded and hashed
    pub deep: bool,
}

/// What images say of a blob, to be looked at once. Whoever says something else of the same blob is
/// not believed for another's sake.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Wanted {
    digest: Digest,
    size: u64,
    media_type: MediaType,
    layer: Option<String>,
    /// Digest of what it inflates to, where the lock does not have the blob itself
    diff_id: Option<String>,
}

/// Who says it
struct Named {
    /// Where it is asked for
    repository: Repository,
    images: BTreeSet<String>,
}

/// What several threads find
#[derive(Default)]
struct Found {
    report: Report,
    documents: BTreeMap<String, Vec<u8>>,
    blobs: BTreeMap<Wanted, Named>,
}

impl Registry<'_> {
    /// Verifies images by their names in the lock; also gives what differs, to be compared
    ///
    /// # Errors
    /// When the registry does not answer. What does not hold is in the report.
    pub fn verify(&self, names: &[&str], printer: &Printer) -> Result<(Report, Seen<'_>)> {
        let found = Mutex::new(Found::default());
        let bar = printer.steps(names.len() as u64, "images");
        let asked = each(AT_ONCE, names, |name| {
            let image = self.image(name)?;
            if let Ok(mut found) = found.lock() {
                found.add(name, &self.namespace.child(name), image);
            }
            bar.inc(1);
            Ok(())
        });
        bar.finish_and_clear();
        asked?;
        let mut found = found.into_inner().unwrap_or_default();
        let digests: BTreeSet<Digest> = found.blobs.keys().map(|wanted| wanted.digest).collect();
        found.report.blobs = digests.len();
        if self.deep {
            self.deep(&found.blobs, &mut found.report, printer)?;
        }
        // One that holds something else is no copy of what was locked.
        let wrong = found.report.mismatches.iter().flat_map(|one| &one.images);
        let wrong: BTreeSet<String> = wrong.cloned().collect();
        found
            .report
            .recompressed
            .retain(|name| !wrong.contains(name));
        found.report.mismatches = merged(found.report.mismatches);
        let seen = Seen {
            client: self.client,
            documents: found.documents,
            outputs: self.outputs,
        };
        Ok((found.report, seen))
    }
}

impl Found {
    fn add(&mut self, name: &str, repository: &Repository, image: image::Looked) {
        self.report.images += 1;
        self.report.bytes += image.bytes;
        if image.is_recompressed {
            self.report.recompressed.insert(name.to_owned());
        }
        self.report.mismatches.extend(image.mismatches);
        self.documents.extend(image.documents);
        for wanted in image.blobs {
            let named = self.blobs.entry(wanted).or_insert_with(|| Named {
                repository: repository.clone(),
                images: BTreeSet::new(),
            });
            named.images.insert(name.to_owned());
            // Whoever came first, it is asked for in the same place.
            named.repository = repository.min(&named.repository).clone();
        }
    }
}

/// The same of several images is said once, with all of them
fn merged(mut mismatches: Vec<Mismatch>) -> Vec<Mismatch> {
    mismatches.sort_by(|one, other| one.images.cmp(&other.images));
    let mut merged: BTreeMap<[String; 5], Mismatch> = BTreeMap::new();
    for mismatch in mismatches {
        let digest = mismatch.place.rsplit('@').next().unwrap_or_default();
        let layer = mismatch.layer.clone().unwrap_or_default();
        let (what, want, got) = (&mismatch.what, &mismatch.want, &mismatch.got);
        let key = [
            layer,
            what.clone(),
            digest.to_owned(),
            want.clone(),
            got.clone(),
        ];
        match merged.get_mut(&key) {
            Some(same) => same.images.extend(mismatch.images),
            None => drop(merged.insert(key, mismatch)),
        }
    }
    merged.into_values().collect()
}
