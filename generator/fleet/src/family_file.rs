//! `families/<name>/family.toml` as written.

use crate::decision::{Decisions, WheelFile};
use serde::{Deserialize, Serialize};
use serde_spanned::Spanned;
use std::collections::BTreeMap;

/// A family: one step of the hierarchy
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FamilyFile {
    /// One line for people
    pub description: String,
    /// The family that it derives from; one family has none
    pub parent: Option<Spanned<String>>,
    /// Whether it needs a machine with a GPU
    #[serde(default)]
    pub gpu: bool,
    /// The compute capabilities that its own binaries hold code for, such as `8.6`
    #[serde(default)]
    pub sm: Vec<Spanned<String>>,
    /// Why it is not built; such a family can be named by no service
    pub unbuilt: Option<String>,
    /// The interpreter's upstream source of a family that does not use Debian's
    pub interpreter: Option<Interpreter>,
    /// The date after which no release is looked at; mandatory beside a `requirements.in`
    pub exclude_newer: Option<String>,
    /// Packages that requirements name and the lock leaves out, with the reason
    #[serde(default)]
    pub exclude: BTreeMap<String, String>,
    /// Requirements of published wheels that the lock overrides on purpose, with the reason:
    /// the key is `package requirement`, where the requirement is a package, or `Requires-Python`.
    /// It covers also what METADATA says in a way that can't be read
    #[serde(default)]
    pub overridden: BTreeMap<String, String>,
    /// Debian packages, roots of the closure
    #[serde(default)]
    pub debs: Vec<String>,
    /// Folders below `dist-packages` that hold shared libraries without a run path to them
    #[serde(default)]
    pub library_path: Vec<String>,
    /// Libraries that files of the family ask for and that nothing of the fleet loads, with the
    /// reason
    #[serde(default)]
    pub optional_libraries: BTreeMap<String, String>,
    /// Environment of every image of the family and below
    #[serde(default)]
    pub env: BTreeMap<String, String>,
    /// Files of published wheels that the wheel itself contradicts, by RECORD or by its file name
    #[serde(default)]
    pub admit: Vec<WheelFile>,
    /// Files and commands of published wheels that stay out
    #[serde(default)]
    pub omit: Vec<WheelFile>,
    /// Files of published wheels that stay where another wheel brings other bytes
    #[serde(default)]
    pub winners: Vec<WheelFile>,
    /// Maintainer scripts that do not run: package → script → what it would do, and what stands
    /// in for it
    #[serde(default)]
    pub scripts: BTreeMap<String, BTreeMap<String, String>>,
    /// What the scripts would have done, done by declaration
    #[serde(default)]
    pub effects: Effects,
}

impl FamilyFile {
    /// What it decides about files of wheels
    pub fn decisions(&self) -> Decisions {
        Decisions {
            admit: self.admit.clone(),
            omit: self.omit.clone(),
            winners: self.winners.clone(),
        }
    }
}

/// An interpreter from upstream
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Interpreter {
    /// Its full version
    pub version: String,
    /// `url:` locator of the source
    pub source: String,
    /// Of the source
    pub sha256: String,
}

/// Declared effects of maintainer scripts
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effects {
    /// Concatenate the CA certificates
    #[serde(default)]
    pub certificates: bool,
    /// Links, such as those of alternatives
    #[serde(default)]
    pub links: Vec<Link>,
    /// Files made from a packaged master
    #[serde(default)]
    pub copies: Vec<Copy>,
    /// Folders
    #[serde(default)]
    pub dirs: Vec<Dir>,
    /// Files
    #[serde(default)]
    pub files: Vec<File>,
}

/// A symbolic link
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Where
    pub path: String,
    /// Its target as stored
    pub target: String,
}

/// A file made from another one of the same layer
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Copy {
    /// The master
    pub from: String,
    /// The copy
    pub to: String,
    /// Text behind the master's
    #[serde(default)]
    pub append: String,
    /// Octal
    pub mode: String,
}

/// A folder
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Dir {
    /// Where
    pub path: String,
    /// Octal
    pub mode: String,
    /// Owner
    pub uid: u32,
    /// Group
    pub gid: u32,
}

/// A file
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Where
    pub path: String,
    /// Its text
    pub text: String,
    /// Octal
    pub mode: String,
    /// Owner
    #[serde(default)]
    pub uid: u32,
    /// Group
    #[serde(default)]
    pub gid: u32,
}
