//! Entries of the allow file: what they accept, and what is wrong with them.

use super::Claim;
use super::Input;
use crate::allow::Allow;
use crate::finding::{Fault, FaultKind};
use fleet::Day;
use inventory::Image;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Entry, artifact and family that accept something
#[derive(Debug, Default)]
pub(super) struct Used(BTreeSet<(usize, String, String)>);

/// The first entry that accepts a claim in an image; every one that does is used
pub(super) fn accepting(
    allow: &[Allow],
    claim: &Claim,
    image: &Image,
    today: Day,
    used: &mut Used,
) -> Option<usize> {
    let mut first = None;
    for (at, entry) in allow.iter().enumerate() {
        let named = entry.vulnerability == claim.vulnerability
            || claim.aliases.contains(&entry.vulnerability);
        let accepts = named
            && !entry.is_expired(today)
            && entry.artifacts.contains(&claim.part.artifact.sha256)
            && entry.families.contains(&image.family);
        if accepts {
            let sha256 = claim.part.artifact.sha256.clone();
            used.0.insert((at, sha256, image.family.clone()));
            first = first.or(Some(at));
        }
    }
    first
}

/// Entries whose last day is over, and what of the others accepts nothing. Of images that nobody
/// looked at, nothing is said.
pub(super) fn faults(input: Input<'_>, today: Day, used: &Used) -> Vec<Fault> {
    let images = images(input);
    let layers = input.outputs.layers.values();
    let layers = layers.map(|layer| layer.diff_id.hex()).collect();
    let mut faults = Vec::new();
    for (at, entry) in input.allow.iter().enumerate() {
        if entry.is_expired(today) {
            faults.push(Fault {
                kind: FaultKind::Expired,
                at: entry.at,
                message: format!(
                    "`{}` was accepted until {}",
                    entry.vulnerability, entry.expires
                ),
                hint: "fix the problem, or give the entry a later date and a reason".to_owned(),
            });
            continue;
        }
        let entry = Judged {
            input,
            images: &images,
            layers: &layers,
            used,
            at,
            entry,
        };
        faults.extend(entry.unused());
    }
    faults
}

/// The images that hold an artifact: a wheel, a deb, or a layer
fn images<'a>(input: Input<'a>) -> BTreeMap<Cow<'a, str>, BTreeSet<&'a str>> {
    let mut images: BTreeMap<Cow<'_, str>, BTreeSet<&str>> = BTreeMap::new();
    for (name, image) in &input.inventory.images {
        for layer in &image.layers {
            let packages = input.inventory.layers.get(layer).into_iter().flatten();
            let packages = packages.map(|package| Cow::Borrowed(package.sha256.as_str()));
            let locked = input.outputs.layers.get(layer);
            let own = locked.map(|layer| Cow::Owned(layer.diff_id.hex()));
            for sha256 in packages.chain(own) {
                images.entry(sha256).or_default().insert(name);
            }
        }
    }
    images
}

struct Judged<'a> {
    input: Input<'a>,
    images: &'a BTreeMap<Cow<'a, str>, BTreeSet<&'a str>>,
    /// What no lock names has its layer for an artifact
    layers: &'a BTreeSet<String>,
    used: &'a Used,
    at: usize,
    entry: &'a Allow,
}

/// Why a part of an entry accepts nothing
enum Idle {
    Nowhere,
    NotFound,
}

/// A part of an entry
enum Of<'a> {
    All,
    Artifact(&'a str),
    Family(&'a str),
}

impl Judged<'_> {
    fn unused(&self) -> Vec<Fault> {
        let (artifacts, families) = (&self.entry.artifacts, &self.entry.families);
        if let Some(why) = self.idle(artifacts.iter(), families.iter()) {
            return vec![self.fault(&why, &Of::All)];
        }
        let artifacts = artifacts.iter().filter_map(|sha256| {
            let why = self.idle(std::iter::once(sha256), families.iter())?;
            Some(self.fault(&why, &Of::Artifact(sha256)))
        });
        let families = families.iter().filter_map(|family| {
            let why = self.idle(self.entry.artifacts.iter(), std::iter::once(family))?;
            Some(self.fault(&why, &Of::Family(family)))
        });
        artifacts.chain(families).collect()
    }

    /// None where something is accepted, or where nobody looked
    fn idle<'s>(
        &self,
        artifacts: impl Iterator<Item = &'s String>,
        families: impl Iterator<Item = &'s String> + Clone,
    ) -> Option<Idle> {
        let (mut held, mut scanned) = (false, false);
        for sha256 in artifacts {
            // Of what is in a layer and in no lock a scanner knows alone.
            let looked = match self.layers.contains(sha256.as_str()) {
                true => self.input.reported,
                false => self.input.scanned,
            };
            for name in self.images.get(sha256.as_str()).into_iter().flatten() {
                let family = &self.input.inventory.images.get(*name)?.family;
                if families.clone().any(|one| one == family) {
                    let key = (self.at, sha256.clone(), family.clone());
                    if self.used.0.contains(&key) {
                        return None;
                    }
                    held = true;
                    scanned |= looked.contains(*name);
                }
            }
        }
        match (held, scanned) {
            (false, _) => Some(Idle::Nowhere),
            (true, true) => Some(Idle::NotFound),
            (true, false) => None,
        }
    }

    fn fault(&self, why: &Idle, of: &Of<'_>) -> Fault {
        let vulnerability = &self.entry.vulnerability;
        let (start, end) = match why {
            Idle::Nowhere => ("is accepted but does not occur", "has"),
            Idle::NotFound => ("is accepted but was not found", "has it in"),
        };
        let detail = match of {
            Of::All => format!("no image of its families {end} its artifacts"),
            Of::Artifact(sha256) => format!("no image of its families {end} artifact `{sha256}`"),
            Of::Family(family) => format!("no image of family `{family}` {end} its artifacts"),
        };
        Fault {
            kind: FaultKind::Unused,
            at: self.entry.at,
            message: format!("`{vulnerability}` {start}: {detail}"),
            hint: "remove it".to_owned(),
        }
    }
}
