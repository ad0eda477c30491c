//! What was found, as text, JSON and SARIF.

mod human;
mod sarif;

pub use human::human;
pub use sarif::sarif;

use crate::claim::Scanner;
use crate::finding::{Fault, Finding, Verdict};
use crate::judge::Policy;
use crate::malformed::Malformed;
use fleet::build_lock::Outputs;
use inventory::Inventory;
use oci::{DiffId, Digest};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// All that a scan has to say
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// By what was judged
    pub policy: Policy,
    /// The database that was asked
    pub database: Option<Database>,
    /// The reports that were read
    pub reports: Vec<Read>,
    /// The images that were scanned: what the lock says of them; nothing where it was not built as
    /// table and locks say
    pub images: BTreeMap<String, Option<Image>>,
    /// What was found, worst first
    pub findings: Vec<Finding>,
    /// What is wrong with the allow file
    pub faults: Vec<Fault>,
    /// What of the database and the reports is not as its format has it
    pub malformed: Vec<Malformed>,
    /// What of the layouts cannot be read or judged
    pub notes: BTreeSet<String>,
}

/// A database of advisories
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Database {
    /// When its newest record was changed last
    pub date: Option<String>,
    /// Over all its records, however they are packed; hexadecimal
    pub sha256: String,
    /// Records
    pub records: usize,
    /// Those of them that were withdrawn
    pub withdrawn: usize,
    /// Those of them in which something is not as the format has it
    pub malformed: usize,
    /// Those of which something is not judged, or all
    pub left_out: usize,
}

/// A report of a scanner
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Read {
    /// The file
    pub file: String,
    /// Whose it is
    pub scanner: Scanner,
    /// Its version, where it says that
    pub version: Option<String>,
    /// When it was made, where it says that
    pub created: Option<String>,
    /// The images that it is of, by their layers
    pub images: BTreeSet<String>,
    /// Its vulnerabilities in which something is not as the format has it
    pub malformed: usize,
    /// Those of them that are not judged
    pub left_out: usize,
}

/// What the lock says of an image
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Image {
    /// Digest of the manifest
    pub manifest: Digest,
    /// Of its layers, lowest first
    pub diff_ids: Vec<DiffId>,
}

/// What the lock says of images
pub fn images(
    inventory: &Inventory,
    outputs: &Outputs,
    names: &BTreeSet<String>,
) -> BTreeMap<String, Option<Image>> {
    let locked = |name: &String| {
        let image = outputs.images.get(name)?;
        let same = inventory.images.get(name)?.layers == image.layers;
        let layers = image.layers.iter();
        let diff_ids = layers.map(|layer| Some(outputs.layers.get(layer)?.diff_id));
        let diff_ids = diff_ids.collect::<Option<Vec<DiffId>>>()?;
        same.then_some(Image {
            manifest: image.manifest,
            diff_ids,
        })
    };
    let names = names.iter();
    names.map(|name| (name.clone(), locked(name))).collect()
}

impl Document {
    /// Whether nothing fails
    pub fn is_fine(&self) -> bool {
        let fails = |finding: &Finding| finding.verdict == Verdict::Fails;
        !self.findings.iter().any(fails) && (self.faults.is_empty() || self.policy.warns())
    }

    fn count(&self, verdict: Verdict) -> usize {
        let of = |finding: &&Finding| finding.verdict == verdict;
        self.findings.iter().filter(of).count()
    }
}

/// As JSON, all of it
pub fn json(document: &Document) -> String {
    serde_json::to_string_pretty(document).expect("texts and numbers can be written")
}
