use crate::State;
use serde::Serialize;
use std::collections::BTreeSet;

/// Whom a change concerns
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Reach {
    /// Families whose own image it concerns
    pub families: BTreeSet<String>,
    /// Rows of the table; names of images where the table is not known
    pub services: BTreeSet<String>,
    /// Machines
    pub machines: BTreeSet<String>,
    /// `<machine>-<image>`
    pub images: BTreeSet<String>,
}

impl Reach {
    /// Adds an image of a state
    pub(crate) fn add(&mut self, state: &State, image: &str) {
        self.images.insert(image.to_owned());
        let machine = state.machine(image);
        self.machines.extend(machine.map(ToOwned::to_owned));
        let known = state
            .inventory
            .as_ref()
            .and_then(|known| known.images.get(image));
        match known {
            Some(known) => match &known.service {
                Some(row) => self.services.insert(row.clone()),
                None => self.families.insert(known.family.clone()),
            },
            None => {
                let prefix = machine.map_or(0, |machine| machine.len() + 1);
                let name = image.get(prefix..).unwrap_or(image);
                let family = state.lock.inputs.digests.families.contains_key(name);
                let set = if family {
                    &mut self.families
                } else {
                    &mut self.services
                };
                set.insert(name.to_owned())
            }
        };
    }

    pub(crate) fn extend(&mut self, other: &Self) {
        self.families.extend(other.families.iter().cloned());
        self.services.extend(other.services.iter().cloned());
        self.machines.extend(other.machines.iter().cloned());
        self.images.extend(other.images.iter().cloned());
    }

    /// Whether it concerns nobody
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
