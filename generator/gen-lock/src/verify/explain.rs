//! A layout's mismatches down to path and field, where what was locked is at hand.

use super::mismatch::Subject;
use super::{blob, Baseline, Report};
use crate::inflate;
use crate::printer::Printer;
use anyhow::Result;
use compare::Differences;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;

/// Adds to each mismatch what differs, once for each file of the layout; counts those that cannot be
/// told
pub fn explain(report: &mut Report, root: &Path, baseline: Baseline<'_>, printer: &Printer) {
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
                let name = mismatch.layer.as_deref().unwrap_or_default();
                layer(&root.join(place), name, media_type, baseline, printer)
            }
            Subject::Document { locked, place } => document(&root.join(place), &locked, baseline),
        };
        match found {
            Ok(found) => mismatch.differences = Some(found),
            Err(_) => report.untold += 1,
        }
    }
}

fn document(path: &Path, locked: &str, baseline: Baseline<'_>) -> Result<Differences> {
    baseline.document(locked, &blob::small(path)?)
}

fn layer(
    path: &Path,
    name: &str,
    media_type: oci::MediaType,
    baseline: Baseline<'_>,
    printer: &Printer,
) -> Result<Differences> {
    let got = File::open(path)?;
    let bar = printer.total(got.metadata()?.len());
    bar.set_message(format!("compare {name}"));
    let got = inflate::of(bar.wrap_read(got), media_type)?;
    let found = baseline.layer(name, got);
    bar.finish_and_clear();
    found
}
