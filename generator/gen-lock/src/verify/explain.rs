//! Mismatches down to path and field, where what was locked is at hand.

use super::mismatch::Subject;
use super::{Baseline, Mismatch, Report, Verified};
use crate::inflate;
use crate::printer::Printer;
use anyhow::{ensure, Result};
use compare::Differences;
use oci::MediaType;
use std::collections::BTreeSet;

/// Adds to each mismatch what differs, once for each file; counts those that cannot be told
pub fn explain(
    report: &mut Report,
    verified: &dyn Verified,
    baseline: Baseline<'_>,
    printer: &Printer,
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
                layer(mismatch, media_type, verified, baseline, printer)
            }
            Subject::Document { locked, place } => verified
                .document(&place)
                .and_then(|got| baseline.document(locked, &got)),
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
    printer: &Printer,
) -> Result<Differences> {
    let name = mismatch.layer.as_deref().unwrap_or_default();
    // Nothing is downloaded that cannot be compared.
    ensure!(baseline.has(name), "it is not at hand");
    let got = verified.layer(&mismatch.place)?;
    let size = got.metadata()?.len();
    let bar = printer.total(size);
    bar.set_message(format!("compare {name}"));
    let got = inflate::of(bar.wrap_read(got), media_type)?;
    let found = baseline.layer(name, inflate::Bounded::new(got, inflate::most(size)));
    bar.finish_and_clear();
    found
}
