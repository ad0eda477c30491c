//! Which layers and images there are: the fleet and its locks, laid out as literals.
//!
//! One layer a family step for debs and one for small wheels, a layer for each large wheel, then
//! the needs' debs, the runtime, the machine's profile, and the service's code last. What does not
//! depend on the machine is the same layer on both.

mod debs;
mod wheels;

use crate::literal::{Image, Layer, Tree};
use crate::{family_file::File, image_config, DebianPolicy, Error, Fleet, ImageName, Placement};
use std::collections::{BTreeMap, BTreeSet};

pub use wheels::{Wheel, Winner, LARGE_WHEEL};

/// The owner of the runtime's lock
pub const RUNTIME: &str = "runtime";

/// Engines stop at 127 layers; a pull of many small ones is slow well before that
pub const MOST_LAYERS: usize = 60;

/// Everything that is locked
#[derive(Debug)]
pub struct Locks {
    /// The fleet's Debian lock
    pub debian: debian::Lock,
    /// By family, and by image name of a service with requirements of its own
    pub wheels: BTreeMap<String, Vec<Wheel>>,
    /// The runtime's
    pub runtime: Vec<Wheel>,
    /// Declared winners by the name of the lock's owner
    pub winners: BTreeMap<String, Vec<Winner>>,
}

/// Layers by name, images by machine and name
#[derive(Debug, Default)]
pub struct Plan {
    /// By layer name
    pub layers: BTreeMap<String, Layer>,
    /// By machine, then image name
    pub images: BTreeMap<String, BTreeMap<String, Image>>,
}

/// Lays out the fleet.
///
/// # Errors
/// When a package is not in the locks, or an image has too many layers.
pub fn plan(fleet: &Fleet, policy: &DebianPolicy, locks: &Locks) -> Result<Plan, Error> {
    debs::check_decided(policy, &locks.debian)?;
    let mut planner = Planner {
        fleet,
        policy,
        locks,
        plan: Plan::default(),
    };
    for machine in fleet.machines.keys() {
        planner.profile(machine);
        for name in planner.families_of(machine) {
            planner.family_image(machine, &name)?;
        }
    }
    for ((machine, image), placement) in &fleet.placements {
        planner.service_image(machine, image, placement)?;
    }
    Ok(planner.plan)
}

struct Planner<'a> {
    fleet: &'a Fleet,
    policy: &'a DebianPolicy,
    locks: &'a Locks,
    plan: Plan,
}

impl Planner<'_> {
    /// The families that the machine's services use, with their ancestors
    fn families_of(&self, machine: &str) -> BTreeSet<String> {
        let placements = self
            .fleet
            .placements
            .iter()
            .filter(|((on, _), _)| on == machine);
        let used = placements.map(|(_, placement)| &self.fleet.families[&placement.family]);
        used.flat_map(|family| family.chain.iter().cloned())
            .collect()
    }

    /// Adds a layer and gives its name: the one that it has already, or the one that is asked for,
    /// with a number behind it where another layer is called so
    fn layer(&mut self, name: &str, layer: Layer) -> String {
        let layers = &mut self.plan.layers;
        if let Some((same, _)) = layers.iter().find(|(_, other)| same(other, &layer)) {
            return same.clone();
        }
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        let name = names
            .find(|name| !layers.contains_key(name))
            .unwrap_or_default();
        layers.insert(name.clone(), layer);
        name
    }

    fn profile(&mut self, machine: &str) {
        let text = crate::document::canonical(&self.fleet.machines[machine].profile);
        let path = "etc/machine-profile.json".to_owned();
        let file = File {
            path,
            text,
            mode: "0644".to_owned(),
            uid: 0,
            gid: 0,
        };
        let description = format!("Machine profile of {machine}");
        let layer = Layer {
            description,
            files: vec![file],
            ..Layer::default()
        };
        self.plan.layers.insert(profile_name(machine), layer);
    }

    fn family_layers(&mut self, name: &str) -> Result<Vec<String>, Error> {
        let mut layers = Vec::new();
        for step in self.fleet.families[name].chain.clone() {
            layers.extend(self.debs_of_step(&step)?);
            layers.extend(self.wheels_of_step(&step));
        }
        Ok(layers)
    }

    fn family_image(&mut self, machine: &str, name: &str) -> Result<(), Error> {
        let mut layers = self.family_layers(name)?;
        layers.push(profile_name(machine));
        let family = &self.fleet.families[name];
        let image = Image {
            description: format!("{} (family, {machine})", family.file.description),
            layers,
            config: image_config::family(self.fleet, &self.fleet.machines[machine], name, family),
        };
        self.image(machine, name, image)
    }

    fn service_image(
        &mut self,
        machine: &str,
        name: &str,
        placement: &Placement,
    ) -> Result<(), Error> {
        let mut layers = match self.locks.wheels.get(name) {
            Some(own) if self.conflicts(&placement.family, own) => {
                self.isolated_layers(name, &placement.family, own)?
            }
            Some(own) => {
                let mut layers = self.family_layers(&placement.family)?;
                layers.extend(self.wheels_beyond(name, &placement.family, own));
                layers
            }
            None => self.family_layers(&placement.family)?,
        };
        layers.extend(self.debs_of_needs(placement)?);
        layers.push(self.runtime());
        layers.push(profile_name(machine));
        layers.extend(self.code(name, placement));
        let on = (machine, &self.fleet.machines[machine]);
        let image = Image {
            description: format!("{} on {machine}", placement.row),
            layers,
            config: image_config::service(self.fleet, on, name, placement),
        };
        self.image(machine, name, image)
    }

    fn runtime(&mut self) -> String {
        let layer = Layer {
            description: "The runtime with its own wheels, out of the service's way".to_owned(),
            wheels: self.locks.runtime.iter().map(Wheel::literal).collect(),
            winners: self.winners(RUNTIME),
            prefix: "opt/gen-lock/lib".to_owned(),
            tree: vec![Tree {
                path: "services/runtime".to_owned(),
                at: "opt/gen-lock/runtime".to_owned(),
                ignore: self.fleet.ignore.clone(),
            }],
            ..Layer::default()
        };
        self.layer("runtime", layer)
    }

    fn code(&mut self, name: &str, placement: &Placement) -> Option<String> {
        let tree = |path: &String| Tree {
            path: path.clone(),
            at: "app".to_owned(),
            ignore: placement.ignore.clone(),
        };
        let tree: Vec<Tree> = placement.code.iter().map(tree).collect();
        let description = format!("Code of {}", placement.row);
        let layer = Layer {
            description,
            tree,
            ..Layer::default()
        };
        (!layer.tree.is_empty()).then(|| self.layer(&format!("{name}-code"), layer))
    }

    fn image(&mut self, machine: &str, name: &str, image: Image) -> Result<(), Error> {
        if image.layers.len() > MOST_LAYERS {
            return Err(Error {
                file: "services/fleet.toml".to_owned(),
                position: None,
                message: format!(
                    "image `{}` has {} layers, more than {MOST_LAYERS}",
                    ImageName::new(machine, name),
                    image.layers.len()
                ),
                hint: Some("raise the size from which a wheel gets its own layer".to_owned()),
            });
        }
        self.plan
            .images
            .entry(machine.to_owned())
            .or_default()
            .insert(name.to_owned(), image);
        Ok(())
    }
}

fn profile_name(machine: &str) -> String {
    format!("{machine}-profile")
}

/// Whether two layers hold the same, whatever they are called
fn same(one: &Layer, other: &Layer) -> bool {
    Layer {
        description: String::new(),
        ..one.clone()
    } == Layer {
        description: String::new(),
        ..other.clone()
    }
}
