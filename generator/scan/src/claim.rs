use advisory::Severity;
use inventory::{Kind, Package, Source};
use serde::Serialize;
use std::collections::BTreeSet;

/// Who says that something is vulnerable
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scanner {
    /// `gen-lock` itself, by a database
    Database,
    /// Aqua's Trivy
    Trivy,
    /// Anchore's Grype
    Grype,
}

impl Scanner {
    /// Its name
    pub fn name(self) -> &'static str {
        match self {
            Self::Database => "the database",
            Self::Trivy => "Trivy",
            Self::Grype => "Grype",
        }
    }
}

/// The locked bytes that hold what is vulnerable
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Artifact {
    /// Its name in the locks; a layer's for what a scanner saw inside one and no lock names
    pub locator: String,
    /// Of the wheel or deb, or of the layer's tar; hexadecimal
    pub sha256: String,
}

/// A package of images
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// `deb`, `wheel`, or the scanner's word for what no lock names
    pub kind: String,
    /// As its kind spells it
    pub package: String,
    /// As its kind spells it
    pub version: String,
    /// What a deb was built from
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// Where what no lock names was seen
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The bytes
    pub artifact: Artifact,
    /// Package URLs, as scanners spell them
    pub purls: BTreeSet<String>,
}

impl Part {
    /// A package of the locks
    pub fn of(package: &Package) -> Self {
        Self {
            kind: kind(package.kind).to_owned(),
            package: package.name.clone(),
            version: package.version.clone(),
            source: package.source.clone(),
            path: package.carried.as_ref().map(|carried| carried.path.clone()),
            artifact: Artifact {
                locator: package.locator.clone(),
                sha256: package.sha256.clone(),
            },
            purls: crate::purl::of(package),
        }
    }
}

/// The name of a kind
pub(crate) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Deb => "deb",
        Kind::Wheel => "wheel",
    }
}

/// That a package of some images has a vulnerability
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Who says so; one of what was read, several once their claims are merged
    pub scanners: BTreeSet<Scanner>,
    /// The CVE, or another name where it has none
    pub vulnerability: String,
    /// Its other names
    pub aliases: BTreeSet<String>,
    /// The records of the database that say so
    pub records: BTreeSet<String>,
    /// How bad it is
    pub severity: Severity,
    /// One line, where there is one
    pub summary: String,
    /// The versions that fix it
    pub fixed: Option<String>,
    /// What has it
    pub part: Part,
    /// The layers that it is in, by name
    pub layers: BTreeSet<String>,
    /// The images that it was seen in, by `<machine>-<image>`
    pub images: BTreeSet<String>,
}
