use crate::{Claim, DifferenceLines};
use compare::Differences;
use oci::{Digest, MediaType};
use report::visible_path;
use serde::Serialize;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Something that is not as the lock says
#[derive(Debug, Serialize)]
pub struct Mismatch {
    /// The images that it touches; empty for the layout as a whole
    pub images: BTreeSet<String>,
    /// The layer's name in the lock
    pub layer: Option<String>,
    /// Which claim does not hold
    pub claim: Claim,
    /// Where: a file of the layout, or a name in the registry
    #[serde(rename = "where")]
    pub place: String,
    /// What is claimed
    pub want: String,
    /// What is there
    pub got: String,
    /// Down to path and field, where what was locked is at hand
    #[serde(skip_serializing_if = "Option::is_none")]
    pub differences: Option<Differences>,
    /// What can be compared with what was locked
    #[serde(skip)]
    pub subject: Option<Subject>,
}

/// What a mismatch is of, beside its place
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The blob of a layer
    Layer {
        /// How it is compressed
        media_type: MediaType,
    },
    /// A manifest or a config
    Document {
        /// The digest of what was locked
        locked: Digest,
        /// Where the document is, beside the mismatch
        place: String,
    },
}

impl Mismatch {
    /// A claim about something as a whole
    pub fn new(claim: Claim, place: &str, want: impl fmt::Display, got: impl fmt::Display) -> Self {
        Self {
            images: BTreeSet::new(),
            layer: None,
            claim,
            place: place.to_owned(),
            want: want.to_string(),
            got: got.to_string(),
            differences: None,
            subject: None,
        }
    }

    /// The same of an image
    pub fn of_image(mut self, image: &str) -> Self {
        self.images.insert(image.to_owned());
        self
    }

    /// The same of a layer, by its name in the lock
    pub fn of_layer(mut self, layer: Option<&str>) -> Self {
        self.layer = layer.map(str::to_owned);
        self
    }

    /// The same, with what can be compared
    pub fn with_subject(mut self, subject: Option<Subject>) -> Self {
        self.subject = subject;
        self
    }
}

/// The same of several images is said once, with all of them, in the order of its first
pub fn merged(mismatches: Vec<Mismatch>) -> Vec<Mismatch> {
    let mut merged: Vec<Mismatch> = Vec::new();
    let mut positions = BTreeMap::new();
    for mismatch in mismatches {
        // In a registry each image has a repository of its own.
        let digest = mismatch.place.rsplit('@').next().unwrap_or_default();
        let key = (
            mismatch.claim,
            mismatch.layer.clone(),
            digest.to_owned(),
            mismatch.want.clone(),
            mismatch.got.clone(),
        );
        match positions.entry(key) {
            Entry::Vacant(free) => {
                free.insert(merged.len());
                merged.push(mismatch);
            }
            Entry::Occupied(taken) => merged[*taken.get()].images.extend(mismatch.images),
        }
    }
    merged
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.claim)?;
        if let Some(layer) = &self.layer {
            write!(f, " of layer `{}`", visible_path(layer))?;
        }
        let mut images = self.images.iter();
        if let Some(first) = images.next() {
            write!(f, " in image `{}`", visible_path(first))?;
            let others = images.len();
            if others > 0 {
                write!(f, " and {others} more")?;
            }
        }
        write!(
            f,
            "\n  want   {}\n  got    {}\n  where  {}",
            visible_path(&self.want),
            visible_path(&self.got),
            visible_path(&self.place)
        )?;
        let differences = self.differences.as_ref();
        let told = differences.map(|differences| DifferenceLines(differences).to_string());
        let mut lines = told.iter().flat_map(|told| told.lines());
        lines.try_for_each(|line| write!(f, "\n  {line}"))
    }
}

/// The start of some bytes, for a message
pub fn excerpt(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(120)]);
    format!(
        "{}{}",
        text.escape_debug(),
        if bytes.len() > 120 { "…" } else { "" }
    )
}

#[cfg(test)]
mod tests {
    use super::Mismatch;
    use crate::Claim;

    /// Names and values are whoever's who wrote the layout.
    #[test]
    fn no_value_writes_a_line_of_its_own() {
        let odd = "x\n2 images, 7 blobs: all as locked\u{1b}[8m";
        let mismatch = Mismatch::new(Claim::Entry, odd, odd, odd);
        let text = mismatch.of_image(odd).of_layer(Some(odd)).to_string();
        assert_eq!(text.lines().count(), 4, "{text}");
        assert!(!text.contains('\u{1b}'), "{text}");
    }
}
