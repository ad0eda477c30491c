use super::Told;
use compare::Differences;
use oci::{Digest, MediaType};
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

/// Something that is not as the lock says
#[derive(Debug, Serialize)]
pub struct Mismatch {
    /// The images that it touches; empty for the layout as a whole
    pub images: BTreeSet<String>,
    /// The layer's name in the lock
    pub layer: Option<String>,
    /// Which claim
    pub what: String,
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
    /// About a file of the layout and no image of its own
    pub fn file(place: &str, what: &str, want: String, got: String) -> Self {
        Self {
            images: BTreeSet::new(),
            layer: None,
            what: what.to_owned(),
            place: place.to_owned(),
            want,
            got,
            differences: None,
            subject: None,
        }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if let Some(layer) = &self.layer {
            write!(f, " of layer `{layer}`")?;
        }
        let mut images = self.images.iter();
        if let Some(first) = images.next() {
            write!(f, " in image `{first}`")?;
            let others = images.len();
            if others > 0 {
                write!(f, " and {others} more")?;
            }
        }
        write!(
            f,
            "\n  want   {}\n  got    {}\n  where  {}",
            self.want, self.got, self.place
        )?;
        let differences = self.differences.as_ref();
        let told = differences.map(|differences| Told(differences).to_string());
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
