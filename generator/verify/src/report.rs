use crate::{Claim, Mismatch};
use std::collections::BTreeSet;

/// The version of the report as JSON; a key that changes its meaning is another version
pub const VERSION: u32 = 1;

/// What was compared, and what did not hold
#[derive(Debug, serde::Serialize)]
pub struct Report {
    /// [`VERSION`]
    pub version: u32,
    /// Images that were compared
    pub images: usize,
    /// Blobs that were compared
    pub blobs: usize,
    /// Bytes that were read
    pub bytes: u64,
    /// In the order of the images
    pub mismatches: Vec<Mismatch>,
    /// Images of a registry whose layers are compressed otherwise than the lock says; their contents were
    /// read, and are the locked ones
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub recompressed: BTreeSet<String>,
    /// How many could not be told in detail, for what was locked is not at hand
    pub untold: usize,
}

impl Default for Report {
    fn default() -> Self {
        Self {
            version: VERSION,
            images: 0,
            blobs: 0,
            bytes: 0,
            mismatches: Vec::new(),
            recompressed: BTreeSet::new(),
            untold: 0,
        }
    }
}

impl Report {
    /// Whether something was compared, and all of it is as locked: nothing at all proves nothing
    pub fn is_as_locked(&self) -> bool {
        self.images > 0 && self.mismatches.is_empty()
    }

    /// Whether a claim of this kind does not hold
    pub fn has(&self, claim: Claim) -> bool {
        self.mismatches.iter().any(|one| one.claim == claim)
    }
}

#[cfg(test)]
mod tests {
    use super::Report;

    #[test]
    fn nothing_is_not_as_locked() {
        let mut report = Report::default();
        assert!(!report.is_as_locked());
        report.images = 1;
        assert!(report.is_as_locked());
    }
}
