//! A report against the lock: which images it is of, and which locked bytes it speaks of.

use super::{Report, ReportError, Reported, Unclear};
use crate::claim::{kind, Artifact, Claim, Part};
use fleet::build_lock::{Image, Outputs};
use inventory::{Inventory, Kind, Package};
use oci::DiffId;
use std::collections::BTreeSet;

/// A report whose images are known
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The images that have exactly these layers, by `<machine>-<image>`
    pub images: BTreeSet<String>,
    /// What it says of them
    pub claims: Vec<Claim>,
    /// What of it is not judged, or not as its format has it
    pub unclear: Vec<Unclear>,
}

/// Finds the images of the lock that have exactly the layers of a report. Two services may differ
/// in their configs alone: what holds for the one holds for the other.
///
/// # Errors
/// When no image of the lock has these layers, or when the scanner saw no Debian where the lock has
/// one.
pub fn placed(
    report: Report,
    inventory: &Inventory,
    outputs: &Outputs,
) -> Result<Placed, ReportError> {
    let same = |(_, image): &(&String, &Image)| has_layers(outputs, image, &report.layers);
    let locked: Vec<(&String, &Image)> = outputs.images.iter().filter(same).collect();
    let Some((_, first)) = locked.first() else {
        return Err(ReportError::Unlocked {
            why: nearest(&report, outputs),
            name: report.name,
        });
    };
    let layers = Layers {
        inventory,
        outputs,
        names: &first.layers,
    };
    if layers
        .packages()
        .any(|(_, package)| package.kind == Kind::Deb)
        && report.system.as_deref() != Some("debian")
    {
        return Err(ReportError::System {
            name: report.name,
            saw: report
                .system
                .map_or("no system".to_owned(), |name| format!("`{name}`")),
        });
    }
    let images: BTreeSet<String> = locked.iter().map(|(name, _)| (*name).clone()).collect();
    let scanners = BTreeSet::from([report.scanner]);
    let (mut claims, mut unclear) = (Vec::new(), report.unclear);
    for one in report.vulnerabilities {
        let Some((part, layer)) = layers.part(&one) else {
            unclear.push(nowhere(one));
            continue;
        };
        claims.push(Claim {
            scanners: scanners.clone(),
            vulnerability: one.vulnerability,
            aliases: one.aliases,
            records: BTreeSet::new(),
            severity: one.severity,
            summary: one.summary,
            fixed: one.fixed,
            part,
            layers: BTreeSet::from([layer]),
            images: images.clone(),
        });
    }
    Ok(Placed {
        claims,
        unclear,
        images,
    })
}

fn nowhere(one: Reported) -> Unclear {
    let reason = "it is in no layer of the image in the report, so its bytes are unknown";
    Unclear {
        id: one.vulnerability,
        package: Some(one.package),
        reason: reason.to_owned(),
        left_out: true,
    }
}

/// Whether an image has exactly the layers of a report
fn has_layers(outputs: &Outputs, image: &Image, reported: &[String]) -> bool {
    image.layers.len() == reported.len() && agree(outputs, image, reported) == reported.len()
}

/// How many layers of an image are those of a report, from below
fn agree(outputs: &Outputs, image: &Image, reported: &[String]) -> usize {
    let pairs = image.layers.iter().zip(reported);
    pairs
        .take_while(|(name, reported)| is_reported(outputs, name, reported))
        .count()
}

/// Whether a locked layer is the one that a report names by its `diff_id`
fn is_reported(outputs: &Outputs, name: &str, reported: &str) -> bool {
    let reported = reported.parse::<DiffId>();
    let locked = outputs.layers.get(name);
    reported.is_ok_and(|reported| locked.is_some_and(|layer| layer.diff_id == reported))
}

/// The image that agrees longest, from below
fn nearest(report: &Report, outputs: &Outputs) -> String {
    let agree = |image: &Image| agree(outputs, image, &report.layers);
    let images = outputs.images.iter();
    let count = report.layers.len();
    match images.max_by_key(|(_, image)| agree(image)) {
        Some((name, image)) if agree(image) > 0 => {
            let (same, of) = (agree(image), image.layers.len());
            format!("the first {same} of its {count} layers are those of `{name}`, which has {of}")
        }
        _ => format!("the first of its {count} layers is not in any image"),
    }
}

/// The layers of an image
struct Layers<'a> {
    inventory: &'a Inventory,
    outputs: &'a Outputs,
    names: &'a [String],
}

impl<'a> Layers<'a> {
    fn packages(&self) -> impl Iterator<Item = (&'a String, &'a Package)> + '_ {
        self.names.iter().flat_map(|name| {
            let packages = self.inventory.layers.get(name).into_iter().flatten();
            packages.map(move |package| (name, package))
        })
    }

    /// The locked package that is meant, and its layer. What no lock names is in its layer.
    fn part(&self, one: &Reported) -> Option<(Part, String)> {
        let layer = one.layer.as_deref().and_then(|diff_id| self.named(diff_id));
        let mut named: Vec<_> = self
            .packages()
            .filter(|(_, package)| is_meant(one, package))
            .collect();
        // An image may hold a distribution twice; of the same version it is the same wheel.
        named.sort_by_key(|(name, _)| Some(*name) != layer);
        if let Some((name, package)) = named.first() {
            let mut part = Part::of(package);
            part.purls.extend(one.purl.clone());
            return Some((part, (*name).clone()));
        }
        let layer = layer?;
        let diff_id = one.layer.as_deref().unwrap_or_default();
        let part = Part {
            kind: one.kind.clone(),
            package: one.package.clone(),
            version: one.version.clone(),
            source: None,
            path: one.path.clone(),
            artifact: Artifact {
                locator: format!("layer:{layer}"),
                sha256: diff_id.trim_start_matches("sha256:").to_owned(),
            },
            purls: one.purl.iter().cloned().collect(),
        };
        Some((part, layer.clone()))
    }

    fn named(&self, diff_id: &str) -> Option<&'a String> {
        let mut names = self.names.iter();
        names.find(|name| is_reported(self.outputs, name, diff_id))
    }
}

fn is_meant(one: &Reported, package: &Package) -> bool {
    if one.kind != kind(package.kind) {
        return false;
    }
    match package.kind {
        Kind::Deb => {
            let version = |text: &str| text.parse::<debian::Version>().ok();
            let same = version(&one.version) == version(&package.version);
            one.package == package.name && same
        }
        Kind::Wheel => {
            let name = one.package.parse::<python::PackageName>();
            let version = |text: &str| text.parse::<python::Version>().ok();
            let same = version(&one.version) == version(&package.version);
            name.is_ok_and(|name| name.to_string() == package.name) && same
        }
    }
}
