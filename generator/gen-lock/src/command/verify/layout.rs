//! An OCI image layout, from its bytes.

use super::Verify;
use crate::command::Outcome;
use crate::printer::{bytes, Printer};
use crate::verify::{self, Baseline, Reference, Report};
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::Path;

pub fn run(project: &Path, path: &Path, of: &Verify) -> Result<Outcome> {
    let lock = super::lock(project)?;
    let printer = Printer::new();
    let image = of.image.as_deref();
    let mut report = verify::layout(path, &lock.outputs, image, &printer)?;
    let images = touched(&report);
    if !report.mismatches.is_empty() {
        let against = of.against.as_deref();
        let baseline = Baseline {
            outputs: &lock.outputs,
            reference: &Reference::of(against, project, &lock.outputs, &images),
        };
        verify::explain(&mut report, path, baseline, &printer);
    }
    tell(&report, of.json)?;
    if let (1.., Some(image), false) = (report.untold, images.first(), of.json) {
        super::hint_at(image);
    }
    Ok(Outcome::of(report.mismatches.is_empty()))
}

/// One image of each mismatch
fn touched(report: &Report) -> BTreeSet<String> {
    let mismatches = report.mismatches.iter();
    mismatches
        .filter(|mismatch| mismatch.subject.is_some())
        .filter_map(|mismatch| mismatch.images.first().cloned())
        .collect()
}

/// Prints a report
pub fn tell(report: &Report, json: bool) -> Result<()> {
    if json {
        println!("{}", serde_json::to_string_pretty(report)?);
        return Ok(());
    }
    for mismatch in &report.mismatches {
        println!("{mismatch}");
    }
    println!(
        "{} images, {} blobs, {}: {}",
        report.images,
        report.blobs,
        bytes(report.bytes),
        match report.mismatches.len() {
            0 => "all as locked".to_owned(),
            1 => "1 mismatch".to_owned(),
            count => format!("{count} mismatches"),
        }
    );
    Ok(())
}
