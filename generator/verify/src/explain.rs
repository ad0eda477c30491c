//! Mismatches down to path and field, where what was locked is at hand.

use crate::mismatch::Subject;
use crate::{inflate, Baseline, Mismatch, NoBaseline, Progress, Report, Verified};
use compare::Differences;
use oci::MediaType;
use std::collections::BTreeSet;
use std::io::{self, Read};

/// Adds to each mismatch what differs, once for each file; counts those that cannot be told
pub fn explain(
    report: &mut Report,
    verified: &dyn Verified,
    baseline: Baseline<'_>,
    progress: &dyn Progress,
) {
    let mut told = BTreeSet::new();
    // The last of a file says most: that its content is another one.
    for mismatch in report.mismatches.iter_mut().rev() {
        let Some(subject) = mismatch.subject.clone() else {
            continue;
        };
        let place = match &subject {
            Subject::Layer { .. } => mismatch.place.clone(),
            Subject::Document { place, .. } => place.clone(),
        };
        if !told.insert(place.clone()) {
            continue;
        }
        let found = match subject {
            Subject::Layer { media_type } => {
                layer(mismatch, media_type, verified, baseline, progress)
            }
            Subject::Document { locked, place } => verified
                .document(&place)
                .and_then(|got| baseline.document(&locked, &got)),
        };
        match found {
            Ok(found) => mismatch.differences = Some(found),
            Err(_) => report.untold += 1,
        }
    }
}

fn layer(
    mismatch: &Mismatch,
    media_type: MediaType,
    verified: &dyn Verified,
    baseline: Baseline<'_>,
    progress: &dyn Progress,
) -> Result<Differences, NoBaseline> {
    let name = mismatch.layer.as_deref().unwrap_or_default();
    // Nothing is downloaded that cannot be compared.
    if !baseline.has(name) {
        return Err(NoBaseline::NotAtHand);
    }
    let got = verified.layer(&mismatch.place)?;
    let size = got.metadata()?.len();
    progress.bytes(&format!("compare {name}"), size);
    let got = inflate::of(Followed { got, progress }, media_type)?;
    let found = baseline.layer(name, inflate::Bounded::new(got, inflate::most(size)));
    progress.end();
    found
}

/// Bytes that are told as they are read
struct Followed<'a, R> {
    got: R,
    progress: &'a dyn Progress,
}

impl<R: Read> Read for Followed<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.got.read(buffer)?;
        self.progress.advance(count as u64);
        Ok(count)
    }
}
