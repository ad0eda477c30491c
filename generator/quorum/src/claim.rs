use crate::{Builder, Outputs};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What has digests
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Noun {
    /// An image
    Image,
    /// A layer
    Layer,
}

impl fmt::Display for Noun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Image => "image",
            Self::Layer => "layer",
        })
    }
}

/// One digest, and who says what it is
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// Image or layer
    pub noun: Noun,
    /// Its name
    pub name: String,
    /// Which of its digests, such as `manifest` or `diff_id`
    pub what: String,
    /// What the lock says
    pub locked: Option<String>,
    /// By digest, those who say so and nothing else
    pub says: BTreeMap<String, BTreeSet<Builder>>,
    /// Those who say several things: they count for none
    pub contradict: BTreeSet<Builder>,
}

/// What comes of a claim
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Enough builders say what the lock says, or the lock says nothing of any output
    Agreed,
    /// Enough builders agree, on something else than the lock's
    NotLocked,
    /// No digest has enough builders
    TooFew,
    /// More than one digest has
    Several,
}

impl Claim {
    /// Digests that enough builders name
    pub fn carried(&self, threshold: usize) -> Vec<&str> {
        let enough = |(_, builders): &(&String, &BTreeSet<Builder>)| builders.len() >= threshold;
        let carried = self.says.iter().filter(enough);
        carried.map(|(digest, _)| digest.as_str()).collect()
    }

    /// What comes of it where so many have to agree
    pub fn verdict(&self, threshold: usize, is_locked: bool) -> Verdict {
        match self.carried(threshold)[..] {
            [] => Verdict::TooFew,
            [one] if !is_locked || self.locked.as_deref() == Some(one) => Verdict::Agreed,
            [_] => Verdict::NotLocked,
            _ => Verdict::Several,
        }
    }

    /// Whether all who speak of it say the same
    pub fn is_unanimous(&self) -> bool {
        self.contradict.is_empty() && self.says.len() < 2
    }
}

/// What a claim is about
pub type Key = (Noun, String, String);

/// Every digest that a builder or the lock names
pub fn digests(outputs: &Outputs) -> BTreeMap<Key, String> {
    let mut all = BTreeMap::new();
    let mut add = |noun, name: &str, what: &str, digest: String| {
        all.insert((noun, name.to_owned(), what.to_owned()), digest);
    };
    for (name, image) in &outputs.images {
        add(Noun::Image, name, "config", image.config.to_string());
        add(Noun::Image, name, "manifest", image.manifest.to_string());
    }
    for (name, layer) in &outputs.layers {
        add(Noun::Layer, name, "diff_id", layer.diff_id.to_string());
        for (codec, blob) in &layer.blobs {
            add(Noun::Layer, name, &blob_of(codec), blob.digest.to_string());
        }
    }
    all
}

fn blob_of(codec: &str) -> String {
    format!("blob ({codec})")
}
