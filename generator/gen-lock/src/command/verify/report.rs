//! What was found of a layout or a registry, for people and programs.

use super::Verify;
use crate::command::Outcome;
use crate::printer::{bytes, Printer};
use crate::store;
use anyhow::Result;
use fleet::build_lock::Outputs;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use verify::{explain, Baseline, Reference, Report, Verified};

/// What differs, where that can be told; and the whole report
pub fn explained(
    project: &Path,
    outputs: &Outputs,
    mut report: Report,
    verified: &dyn Verified,
    of: &Verify,
) -> Result<Outcome> {
    let images = touched(&report);
    if !images.is_empty() {
        let against = of.against.as_deref();
        let baseline = Baseline {
            outputs,
            reference: &reference(against, project, outputs, &images),
        };
        explain(&mut report, verified, baseline, &Printer::new().bars());
    }
    tell(&report, of.json)?;
    if let (1.., Some(image), false) = (report.untold, images.first(), of.json) {
        super::hint_at(image);
    }
    Ok(Outcome::of(report.is_as_locked()))
}

/// Where what was locked may be at hand: the layout that somebody names, else what the Nix store has of the
/// images. Nothing is built for it.
pub fn reference(
    against: Option<&Path>,
    project: &Path,
    outputs: &Outputs,
    images: &BTreeSet<String>,
) -> Reference {
    if let Some(against) = against {
        return Reference::new(vec![against.to_owned()]);
    }
    // A layout may call its images anything.
    let known = images
        .iter()
        .filter(|name| outputs.images.contains_key(*name));
    let known: Vec<&String> = known.collect();
    // Without Nix there is nothing at hand, which is no fault of the layout.
    let paths = store::image_paths(project, &known).unwrap_or_default();
    Reference::new(paths.into_iter().map(PathBuf::from).collect())
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
fn tell(report: &Report, json: bool) -> Result<()> {
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
            0 if report.images == 0 => "nothing was compared".to_owned(),
            0 => "all as locked".to_owned(),
            1 => "1 mismatch".to_owned(),
            count => format!("{count} mismatches"),
        }
    );
    if let Some(first) = report.recompressed.first() {
        println!(
            "{} recompressed, such as `{first}`: the layers' bytes differ from the locked ones, but \
             their contents are equal (each was read and hashed)",
            report.recompressed.len()
        );
    }
    Ok(())
}
