//! What is accepted, in the words of scanners.

mod openvex;
mod trivyignore;

pub use openvex::openvex;
pub use trivyignore::trivyignore;

use crate::allow::Allow;
use crate::finding::Finding;
use fleet::build_lock::Outputs;
use fleet::Day;
use inventory::Inventory;
use std::collections::{BTreeMap, BTreeSet};

/// What is written from
#[derive(Debug, Clone, Copy)]
pub struct Export<'a> {
    /// What the images are made of
    pub inventory: &'a Inventory,
    /// What was built, as recorded
    pub outputs: &'a Outputs,
    /// What is accepted; what has expired is left out
    pub allow: &'a [Allow],
    /// What was found: it tells the packages that no lock names
    pub findings: &'a [Finding],
    /// The day
    pub today: Day,
    /// `REGISTRY/ORG`, where the images were pushed to
    pub registry: Option<&'a str>,
}

impl<'a> Export<'a> {
    fn entries(&self) -> impl Iterator<Item = &'a Allow> {
        let today = self.today;
        self.allow
            .iter()
            .filter(move |entry| !entry.is_expired(today))
    }

    /// What an entry is about, by image of its families: package URLs
    fn parts(&self, entry: &Allow) -> BTreeMap<&'a str, BTreeSet<String>> {
        let mut parts: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for (name, image) in &self.inventory.images {
            if !entry.families.contains(&image.family) {
                continue;
            }
            let layers = image.layers.iter();
            let packages = layers.filter_map(|layer| self.inventory.layers.get(layer));
            for package in packages.flatten() {
                if entry.artifacts.contains(&package.sha256) {
                    parts
                        .entry(name)
                        .or_default()
                        .extend(crate::purl::of(package));
                }
            }
            let purls = self.seen(entry, name);
            if !purls.is_empty() {
                parts.entry(name).or_default().extend(purls);
            }
        }
        parts
    }

    /// What a scanner saw of what the entry accepts in an image
    fn seen(&self, entry: &Allow, image: &str) -> BTreeSet<String> {
        let about = |finding: &&Finding| {
            entry.artifacts.contains(&finding.part.artifact.sha256)
                && (finding.vulnerability == entry.vulnerability
                    || finding.aliases.contains(&entry.vulnerability))
                && finding.images.iter().any(|place| place.image == image)
        };
        let found = self.findings.iter().filter(about);
        found
            .flat_map(|finding| finding.part.purls.clone())
            .collect()
    }
}
