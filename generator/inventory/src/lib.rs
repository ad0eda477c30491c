//! What each image is made of by table and locks: its packages by layer, and which requirement
//! brings each. No I/O, and nothing of an image's bytes.

mod package;
pub mod purl;

pub use package::{Carried, Kind, Package, Source};

use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The fleet's packages
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Inventory {
    /// By `<machine>-<image>`
    pub images: BTreeMap<String, Image>,
    /// By layer name; a layer of files alone is empty
    pub layers: BTreeMap<String, Vec<Package>>,
}

/// An image's place in the fleet
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Image {
    /// The machine's name
    pub machine: String,
    /// The row of the table; none for a family's own image
    pub service: Option<String>,
    /// The family that it stands on, or is
    pub family: String,
    /// Layer names, lowest first
    pub layers: Vec<String>,
    /// What people wrote that they want: names of debs and of distributions
    pub roots: BTreeSet<(Kind, String)>,
}

impl Inventory {
    /// Every package of an image, lowest layer first
    pub fn all<'a>(&'a self, image: &'a Image) -> impl Iterator<Item = &'a Package> {
        let layers = image.layers.iter();
        layers.filter_map(|layer| self.layers.get(layer)).flatten()
    }

    /// Every locked package of an image by kind and name
    pub fn packages<'a>(&'a self, image: &'a Image) -> BTreeMap<(Kind, String), &'a Package> {
        let locked = self.all(image).filter(|package| package.carried.is_none());
        locked
            .map(|package| ((package.kind, package.name.clone()), package))
            .collect()
    }

    /// The shortest way from what people wrote to a package, both included; empty where none leads
    /// there. Of several the first by name.
    pub fn way(&self, image: &Image, package: &Package) -> Vec<String> {
        let packages = self.packages(image);
        if let Some(carried) = &package.carried {
            let by = packages.get(&(package.kind, carried.by.clone()));
            let mut way = by.map_or_else(Vec::new, |by| self.way(image, by));
            way.push(package.name.clone());
            return way;
        }
        let mut from: BTreeMap<(Kind, String), Option<(Kind, String)>> = BTreeMap::new();
        let mut queue: Vec<(Kind, String)> = image
            .roots
            .iter()
            .filter(|root| packages.contains_key(*root))
            .cloned()
            .collect();
        from.extend(queue.iter().map(|root| (root.clone(), None)));
        let mut at = 0;
        while let Some(key) = queue.get(at).cloned() {
            at += 1;
            for next in &packages[&key].requires {
                let next = (key.0, next.clone());
                if packages.contains_key(&next) && !from.contains_key(&next) {
                    from.insert(next.clone(), Some(key.clone()));
                    queue.push(next);
                }
            }
        }
        let mut way = Vec::new();
        let mut step = Some((package.kind, package.name.clone()));
        while let Some(key) = step {
            let Some(before) = from.get(&key) else {
                return Vec::new();
            };
            step = before.clone();
            way.push(key.1);
        }
        way.reverse();
        way
    }
}

#[cfg(test)]
mod tests {
    use super::{Image, Inventory, Kind, Package};
    use std::collections::{BTreeMap, BTreeSet};

    fn wheel(name: &str, requires: &[&str]) -> Package {
        Package {
            kind: Kind::Wheel,
            name: name.to_owned(),
            version: "1".to_owned(),
            source: None,
            locator: format!("pypi:{name}/{name}-1-py3-none-any.whl"),
            sha256: "00".repeat(32),
            size: 1,
            requires: requires.iter().map(|name| (*name).to_owned()).collect(),
            carried: None,
        }
    }

    #[test]
    fn names_the_shortest_way() {
        let packages = vec![
            wheel("a", &["b", "d"]),
            wheel("b", &["c", "gone"]),
            wheel("c", &["a"]),
            wheel("d", &["c"]),
            wheel("stray", &[]),
        ];
        let image = Image {
            machine: "m".to_owned(),
            service: None,
            family: "f".to_owned(),
            layers: vec!["f-wheels".to_owned()],
            roots: BTreeSet::from([(Kind::Wheel, "a".to_owned())]),
        };
        let inventory = Inventory {
            images: BTreeMap::new(),
            layers: BTreeMap::from([("f-wheels".to_owned(), packages.clone())]),
        };
        let way = |index: usize| inventory.way(&image, &packages[index]).join(" ");
        assert_eq!(way(0), "a");
        assert_eq!(way(2), "a b c");
        assert_eq!(way(4), "");
    }
}
