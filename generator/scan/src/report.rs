//! Reports of Trivy and Grype: what they say, and which image of the lock they are of.

mod grype;
mod placed;
mod trivy;

pub use placed::{placed, Placed};

use crate::claim::Scanner;
use crate::Malformed;
use advisory::{Severity, SeverityError};
use serde_json::Value;
use std::collections::BTreeSet;

/// Larger reports are refused
pub const MAX_BYTES: usize = 256 << 20;

/// A report of one image
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Whose it is
    pub scanner: Scanner,
    /// Its version, where it says that
    pub version: Option<String>,
    /// When it was made, where it says that
    pub created: Option<String>,
    /// What was scanned, as the scanner was told
    pub name: String,
    /// `diff_id`s of the image's layers, lowest first
    pub layers: Vec<String>,
    /// The distribution that it saw, such as `debian`
    pub system: Option<String>,
    /// What it found, what it was told to ignore included: the allow file alone decides
    pub vulnerabilities: Vec<Reported>,
    /// What of them cannot be read
    pub unclear: Vec<Unclear>,
}

/// Something in a report that is not as its format has it
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unclear {
    /// The vulnerability, where it has a name
    pub id: String,
    /// The package, where it has a name
    pub package: Option<String>,
    /// What is wrong
    pub reason: String,
    /// Whether it is not judged
    pub left_out: bool,
}

impl Unclear {
    /// As a part of a file
    pub fn of_file(self, file: &str) -> Malformed {
        let about = self.package.iter();
        let about: String = about.map(|name| format!("package `{name}`: ")).collect();
        let end = if self.left_out { ": not evaluated" } else { "" };
        Malformed {
            file: file.to_owned(),
            message: format!("`{}`: {about}{}{end}", self.id, self.reason),
            id: self.id,
            package: self.package,
            left_out: self.left_out,
        }
    }

    /// A vulnerability that is of another shape; its names are found where the scanner has them
    fn whole(value: &Value, id: &str, package: &str, error: &serde_json::Error) -> Self {
        let text = |pointer: &str| value.pointer(pointer).and_then(Value::as_str);
        Self {
            id: text(id)
                .unwrap_or("a vulnerability without a name")
                .to_owned(),
            package: text(package).map(str::to_owned),
            reason: error.to_string(),
            left_out: true,
        }
    }
}

/// A vulnerability of a package
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// The CVE, or another name where it has none
    pub vulnerability: String,
    /// Its other names
    pub aliases: BTreeSet<String>,
    /// How bad it is
    pub severity: Severity,
    /// One line, where there is one
    pub summary: String,
    /// The versions that fix it
    pub fixed: Option<String>,
    /// `deb`, `wheel`, or the scanner's own word
    pub kind: String,
    /// The package, as the scanner spells it
    pub package: String,
    /// Its version
    pub version: String,
    /// Its package URL, where there is one
    pub purl: Option<String>,
    /// `diff_id` of the layer that it is in
    pub layer: Option<String>,
    /// Where it was seen
    pub path: Option<String>,
}

/// Why a report cannot be used
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// Larger than any report
    #[error("the report has {0} bytes: the limit is {MAX_BYTES}")]
    Large(usize),
    /// Cut off, or not of the format
    #[error("malformed: {0}")]
    Json(serde_json::Error),
    /// Neither Trivy's nor Grype's
    #[error("neither a Trivy nor a Grype report\n\nhint: create it with `trivy image --format json` or `grype --output json`")]
    Shape,
    /// Of another Trivy
    #[error("Trivy's schema version `{0}` is not known\n\nhint: version 2 is supported; use Trivy 0.20 or later")]
    Schema(i64),
    /// Not of an image
    #[error("the report is for `{name}`, which is not an image but `{kind}`\n\nhint: scan the image: only its layers prove what was scanned")]
    NoImage {
        /// What was scanned
        name: String,
        /// The scanner's word
        kind: String,
    },
    /// Nothing proves of which image it is
    #[error("the report for `{0}` lists no layers: nothing proves what was scanned")]
    NoLayers(String),
    /// Not an image of the lock
    #[error("`{name}` is not an image of build-lock.json: {why}\n\nhint: scan an image that was built from this lock, or check out the lock that the image was built from")]
    Unlocked {
        /// What was scanned
        name: String,
        /// How far it agrees
        why: String,
    },
    /// It looked at no deb
    #[error("the report for `{name}` found {saw}, but the lock has Debian packages: the scanner checked none of them\n\nhint: scan the image as it was built, with its `etc/os-release`")]
    System {
        /// What was scanned
        name: String,
        /// What the scanner saw
        saw: String,
    },
}

impl Report {
    /// Reads a report of either scanner
    ///
    /// # Errors
    /// When it is neither's, cut off, or of no image.
    pub fn parse(bytes: &[u8]) -> Result<Self, ReportError> {
        if bytes.len() > MAX_BYTES {
            return Err(ReportError::Large(bytes.len()));
        }
        let value: Value = serde_json::from_slice(bytes).map_err(ReportError::Json)?;
        let report = if value.get("SchemaVersion").is_some() {
            trivy::read(value)?
        } else if value.get("matches").is_some() && value.get("descriptor").is_some() {
            grype::read(value)?
        } else {
            return Err(ReportError::Shape);
        };
        if report.layers.is_empty() {
            return Err(ReportError::NoLayers(report.name));
        }
        Ok(report)
    }
}

/// A word that is no severity says nothing of how bad it is
fn severity(word: &str, id: &str, package: &str, unclear: &mut Vec<Unclear>) -> Severity {
    word.parse().unwrap_or_else(|error: SeverityError| {
        unclear.push(Unclear {
            id: id.to_owned(),
            package: Some(package.to_owned()),
            reason: error.to_string(),
            left_out: false,
        });
        Severity::Unknown
    })
}

/// What is there and says something
fn said(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}
