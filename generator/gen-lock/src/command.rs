//! One file a subcommand: its flags, and `run`.

pub mod archive;
pub mod compare;
pub mod completions;
pub mod deploy;
pub mod diff;
pub mod doctor;
pub mod explain;
pub mod fetch;
pub mod generate;
pub mod hardening;
pub mod import;
pub mod layer;
pub mod lint;
pub mod list;
pub mod lock;
pub mod provenance;
pub mod prune;
pub mod push;
pub mod record;
pub mod refresh;
pub mod render;
pub mod resume;
pub mod rollback;
pub mod sbom;
pub mod scan;
pub mod verify;

/// How a command ended
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Exit code 0
    Fine,
    /// Exit code 1: something is not as it should be, and was said
    Found,
}

impl Outcome {
    /// `Fine` when nothing was found
    pub fn of(nothing: bool) -> Self {
        if nothing {
            Self::Fine
        } else {
            Self::Found
        }
    }
}
