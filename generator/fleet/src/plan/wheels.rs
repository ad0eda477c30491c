use super::Planner;
use crate::literal::{self, Layer};
use crate::Error;
use std::collections::BTreeMap;

/// From this size (bytes) a wheel has a layer of its own
pub const LARGE_WHEEL: u64 = 50_000_000;

/// A locked wheel
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wheel {
    /// Normalised name of the distribution
    pub name: String,
    /// Its version
    pub version: String,
    /// The wheel's file name
    pub file: String,
    /// Hexadecimal
    pub sha256: String,
    /// Bytes
    pub size: u64,
    /// Paths whose RECORD line may be wrong
    pub admit: Vec<String>,
    /// Paths and commands that stay out
    pub omit: Vec<String>,
}

/// A wheel whose files win a path that several wheels bring
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Winner {
    /// It
    pub wheel: Wheel,
    /// In the wheel; `folder/` for all below
    pub path: String,
}

impl Winner {
    fn literal(&self) -> literal::Winner {
        literal::Winner {
            wheel: self.wheel.literal(),
            path: self.path.clone(),
        }
    }
}

impl Wheel {
    /// `pypi:<name>/<file>`
    pub fn locator(&self) -> String {
        format!("pypi:{}/{}", self.name, self.file)
    }

    pub(super) fn literal(&self) -> literal::Wheel {
        literal::Wheel {
            source: self.locator(),
            admit: self.admit.clone(),
            omit: self.omit.clone(),
        }
    }
}

impl Planner<'_> {
    /// What a family's lock adds to its parent's
    pub(super) fn wheels_of_step(&mut self, step: &str) -> Vec<String> {
        let parent = self.fleet.families[step].parent().map(str::to_owned);
        let own = self.locks.wheels.get(step).cloned().unwrap_or_default();
        self.wheels_beyond(step, parent.as_deref().unwrap_or_default(), &own)
    }

    /// What a lock adds to a family's, as layers: the large ones first, by name
    pub(super) fn wheels_beyond(&mut self, name: &str, family: &str, own: &[Wheel]) -> Vec<String> {
        let below = self.wheels_of_chain(family);
        let added = own
            .iter()
            .filter(|wheel| !below.contains_key(&wheel.name))
            .cloned()
            .collect();
        self.wheel_layers(name, added)
    }

    /// Whether a lock has another version than the family below it
    pub(super) fn conflicts(&self, family: &str, own: &[Wheel]) -> bool {
        let below = self.wheels_of_chain(family);
        own.iter()
            .any(|wheel| below.get(&wheel.name).is_some_and(|other| other != wheel))
    }

    /// The layers of a service whose requirements conflict with its family's: the family's debs,
    /// and a full closure of its own in place of the family's wheels
    pub(super) fn isolated_layers(
        &mut self,
        name: &str,
        family: &str,
        own: &[Wheel],
    ) -> Result<Vec<String>, Error> {
        let mut layers = Vec::new();
        for step in self.fleet.families[family].chain.clone() {
            layers.extend(self.debs_of_step(&step)?);
        }
        layers.extend(self.wheel_layers(name, own.to_vec()));
        Ok(layers)
    }

    /// A family's lock holds its parent's; a step without a lock has what is below it
    fn wheels_of_chain(&self, family: &str) -> BTreeMap<String, Wheel> {
        let chain = self
            .fleet
            .families
            .get(family)
            .map(|family| family.chain.clone());
        let mut all = BTreeMap::new();
        for wheel in chain
            .iter()
            .flatten()
            .filter_map(|step| self.locks.wheels.get(step))
            .flatten()
        {
            all.insert(wheel.name.clone(), wheel.clone());
        }
        all
    }

    /// The winners of a lock, by its owner's name
    pub(super) fn winners(&self, owner: &str) -> Vec<literal::Winner> {
        let winners = self.locks.winners.get(owner);
        winners.into_iter().flatten().map(Winner::literal).collect()
    }

    fn wheel_layers(&mut self, name: &str, mut wheels: Vec<Wheel>) -> Vec<String> {
        wheels.sort_by(|one, other| one.name.cmp(&other.name));
        let (large, small): (Vec<_>, Vec<_>) = wheels
            .into_iter()
            .partition(|wheel| wheel.size >= LARGE_WHEEL);
        let winners = self.winners(name);
        let mut layers = Vec::new();
        for wheel in large {
            let description = format!("{} {}", wheel.name, wheel.version);
            let layer = Layer {
                description,
                wheels: vec![wheel.literal()],
                winners: winners.clone(),
                ..Layer::default()
            };
            layers.push(self.layer(&format!("wheel-{}-{}", wheel.name, wheel.version), layer));
        }
        if !small.is_empty() {
            let layer = Layer {
                description: format!("Python packages of {name}"),
                wheels: small.iter().map(Wheel::literal).collect(),
                winners,
                ..Layer::default()
            };
            layers.push(self.layer(&format!("{name}-wheels"), layer));
        }
        layers
    }
}
