//! The bytes of layers against what manifests and configs say of them.

use super::Verifier;
use crate::document::LARGEST_DOCUMENT;
use crate::mismatch::Subject;
use crate::{sums, Claim, Mismatch, Progress, Sums};
use oci::{layout, DiffId, Digest, MediaType};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io;

/// What an image says of the blob of a layer. Whoever says something else of the same blob is not
/// believed for another's sake.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    pub size: u64,
    pub digest: Digest,
    pub media_type: MediaType,
    /// The layer's name in the lock, or its position
    pub layer: String,
    pub diff_id: Option<DiffId>,
}

/// Bytes that are read once, for all that is said of them
type Stored = (Digest, MediaType);

type Claims<'a> = Vec<(&'a Said, &'a BTreeSet<String>)>;

impl Verifier<'_> {
    pub fn recompute(&mut self, progress: &dyn Progress) {
        let mut stored: BTreeMap<Stored, Claims<'_>> = BTreeMap::new();
        for (said, images) in &self.layers {
            let claims = stored.entry((said.digest, said.media_type)).or_default();
            claims.push((said, images));
        }
        let size = |claims: &Claims<'_>| claims.iter().map(|(said, _)| said.size).max();
        let bytes = stored
            .values()
            .filter_map(size)
            .fold(0, u64::saturating_add);
        let mut largest_first: Vec<_> = stored.into_iter().collect();
        largest_first.sort_by_key(|(stored, claims)| (Reverse(size(claims)), *stored));
        progress.bytes("verify", bytes);
        // `par_bridge` would lose the order; two cores take the large blobs first.
        let found: Vec<Vec<Mismatch>> = largest_first
            .par_iter()
            .with_max_len(1)
            .map(|(stored, claims)| self.judge(*stored, claims, progress))
            .collect();
        progress.end();
        let blobs: BTreeSet<_> = self.layers.keys().map(|said| said.digest).collect();
        self.report.blobs += blobs.len();
        self.report.bytes += bytes;
        self.report.mismatches.extend(found.into_iter().flatten());
    }

    fn judge(
        &self,
        (digest, media_type): Stored,
        claims: &Claims<'_>,
        progress: &dyn Progress,
    ) -> Vec<Mismatch> {
        let largest = claims.iter().map(|(said, _)| said.size).max();
        let read = self.layout.open(&digest).and_then(|file| {
            is_no_larger(&file, largest.unwrap_or_default())?;
            sums(file, media_type, progress)
        });
        let mut all = Vec::new();
        for (said, images) in claims {
            let found = match &read {
                Ok(sums) => unlike(said, sums),
                Err(error) => vec![Mismatch::new(Claim::Blob, &place(said), digest, error)],
            };
            for mut one in found {
                one.images.extend(images.iter().cloned());
                all.push(one.of_layer(Some(&said.layer)));
            }
        }
        all
    }
}

fn place(said: &Said) -> String {
    layout::blob_path(&said.digest)
}

/// What of a blob is not as an image says
fn unlike(said: &Said, sums: &Sums) -> Vec<Mismatch> {
    let place = place(said);
    let mut found = Vec::new();
    if sums.digest != said.digest {
        let (want, got) = (said.digest, sums.digest);
        found.push(Mismatch::new(Claim::BlobDigest, &place, want, got));
    }
    if sums.size != said.size {
        let (want, got) = (said.size, sums.size);
        found.push(Mismatch::new(Claim::BlobSize, &place, want, got));
    }
    // A config that is missing is told, and says nothing of a tar.
    let Some(want) = &said.diff_id else {
        return found;
    };
    if let Some(got) = sums.content.instead_of(want) {
        found.push(Mismatch::new(Claim::ConfigDiffId, &place, want, got));
        for one in &mut found {
            let media_type = said.media_type;
            one.subject = Some(Subject::Layer { media_type });
        }
    }
    found
}

/// Refuses what is so much larger than it should be that nobody altered a layer of ours
fn is_no_larger(file: &File, claimed: u64) -> io::Result<()> {
    let size = file.metadata()?.len();
    if size <= claimed.saturating_mul(2).saturating_add(LARGEST_DOCUMENT) {
        return Ok(());
    }
    let said = format!("{size} bytes, which were not read: it should have {claimed}");
    Err(io::Error::other(said))
}

#[cfg(test)]
mod tests {
    use super::{is_no_larger, unlike, Said, LARGEST_DOCUMENT};
    use crate::{sums, Claim};
    use oci::{DiffId, Digest, MediaType};
    use std::io::Write as _;

    /// Other bytes may inflate to the same tar: each claim is judged by itself.
    #[test]
    fn each_claim_on_a_blob_counts() {
        let stored = zstd::bulk::compress(b"a tar", 3).unwrap();
        let right = Said {
            size: stored.len() as u64,
            digest: Digest::of(&stored),
            media_type: MediaType::LayerZstd,
            layer: "base".to_owned(),
            diff_id: Some(DiffId::of(b"a tar")),
        };
        let found = |said: &Said| -> Vec<Claim> {
            let mut file = tempfile::tempfile().unwrap();
            file.write_all(&stored).unwrap();
            std::io::Seek::rewind(&mut file).unwrap();
            let sums = sums(file, said.media_type, &()).unwrap();
            unlike(said, &sums).iter().map(|one| one.claim).collect()
        };
        assert_eq!(found(&right), []);
        let other = |change: &dyn Fn(&mut Said)| {
            let mut said = right.clone();
            change(&mut said);
            found(&said)
        };
        assert_eq!(other(&|said| said.size += 1), [Claim::BlobSize]);
        let digest = other(&|said| said.digest = Digest::of(b"other"));
        assert_eq!(digest, [Claim::BlobDigest]);
        let content = other(&|said| said.diff_id = Some(DiffId::of(b"other")));
        assert_eq!(content, [Claim::ConfigDiffId]);
    }

    #[test]
    fn what_is_far_too_large_is_not_read() {
        let file = tempfile::tempfile().unwrap();
        file.set_len(LARGEST_DOCUMENT + 20).unwrap();
        is_no_larger(&file, 10).unwrap();
        assert!(is_no_larger(&file, 9).is_err());
    }
}
