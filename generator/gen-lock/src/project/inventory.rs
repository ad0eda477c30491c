//! What each image is made of: the table, the plan and the locks, as one inventory.

use super::{Project, RUNTIME};
use anyhow::Result;
use fleet::plan::{plan, Plan};
use fleet::ImageName;
use inventory::{Image, Inventory, Kind, Package, Source};
use std::collections::{BTreeMap, BTreeSet};

type Roots = BTreeSet<(Kind, String)>;

impl Project {
    /// What each image is made of, by table and locks alone
    ///
    /// # Errors
    /// When a lock is missing or wrong.
    pub fn inventory(&self) -> Result<Inventory> {
        let locks = self.locks()?;
        let plan = plan(&self.fleet, &self.policy, locks)?;
        let wheels = self.wheel_packages()?;
        let debs = &locks.debian.packages;
        let mut inventory = Inventory::default();
        for (name, layer) in &plan.layers {
            let of_wheels = layer
                .wheels
                .iter()
                .map(|wheel| wheels[&wheel.source].clone());
            let of_debs = layer
                .debs
                .iter()
                .map(|deb| debian(&deb.package, &debs[&deb.package]));
            let mut packages: Vec<Package> = of_debs.chain(of_wheels).collect();
            packages.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
            inventory.layers.insert(name.clone(), packages);
        }
        inventory.images = self.inventory_images(&plan)?;
        Ok(inventory)
    }

    fn inventory_images(&self, plan: &Plan) -> Result<BTreeMap<String, Image>> {
        let mut images = BTreeMap::new();
        let of_families = self.family_roots()?;
        let of_runtime = self.wheel_roots(RUNTIME)?;
        let of_services = self.service_roots()?;
        for (machine, named) in &plan.images {
            for (name, image) in named {
                let placement = self.fleet.placements.get(&(machine.clone(), name.clone()));
                let family = placement.map_or(name, |placement| &placement.family);
                let mut roots = of_families.get(family).cloned().unwrap_or_default();
                if let Some(placement) = placement {
                    roots.extend(of_runtime.clone());
                    roots.extend(of_services[name].clone());
                    roots.extend(named_debs(&placement.needs.debs));
                }
                let image = Image {
                    machine: machine.clone(),
                    service: placement.map(|placement| placement.row.clone()),
                    family: family.clone(),
                    layers: image.layers.clone(),
                    roots,
                };
                images.insert(ImageName::new(machine, name).to_string(), image);
            }
        }
        Ok(images)
    }

    /// What each service asks for itself, on whichever machines it is
    fn service_roots(&self) -> Result<BTreeMap<&String, Roots>> {
        let mut services = BTreeMap::new();
        for (_, name) in self.fleet.placements.keys() {
            if !services.contains_key(name) {
                services.insert(name, self.wheel_roots(&format!("services/{name}"))?);
            }
        }
        Ok(services)
    }

    /// What each family asks for, with its ancestors
    fn family_roots(&self) -> Result<BTreeMap<String, Roots>> {
        let mut families = BTreeMap::new();
        for (name, family) in &self.fleet.families {
            let mut roots = Roots::new();
            for step in &family.chain {
                roots.extend(named_debs(&self.fleet.families[step].file.debs));
                roots.extend(self.wheel_roots(&format!("families/{step}"))?);
            }
            families.insert(name.clone(), roots);
        }
        Ok(families)
    }

    fn wheel_roots(&self, folder: &str) -> Result<Roots> {
        let interpreter = self.interpreter()?;
        let requirements = self.requirements_in(folder)?.into_iter();
        Ok(requirements
            .filter(|requirement| requirement.applies(interpreter, &[]))
            .map(|requirement| (Kind::Wheel, requirement.name.to_string()))
            .collect())
    }

    /// Locked packages that come from another index than the default one, with what the locks note
    /// of it
    ///
    /// # Errors
    /// When a lock is missing or wrong.
    pub fn indexes(&self) -> Result<BTreeMap<String, String>> {
        let mut indexes = BTreeMap::new();
        for owner in self.owners()? {
            for locked in &self.python_lock(&owner)?.packages {
                let index = locked.index.as_ref().map(ToString::to_string);
                indexes.extend(index.map(|index| (locked.name.to_string(), index)));
            }
        }
        Ok(indexes)
    }

    /// Every locked wheel by its locator. A wheel of several locks needs what it needs in any.
    fn wheel_packages(&self) -> Result<BTreeMap<String, Package>> {
        let mut packages: BTreeMap<String, Package> = BTreeMap::new();
        for owner in self.owners()? {
            for locked in &self.python_lock(&owner)?.packages {
                let requires = locked.dependencies.iter().map(ToString::to_string);
                let requires: BTreeSet<String> = requires.collect();
                let package = wheel(locked);
                let known = packages.entry(package.locator.clone()).or_insert(package);
                known.requires.extend(requires);
            }
        }
        Ok(packages)
    }
}

fn named_debs<'a>(names: impl IntoIterator<Item = &'a String>) -> Roots {
    let names = names.into_iter();
    names.map(|name| (Kind::Deb, name.clone())).collect()
}

fn wheel(locked: &python::LockedPackage) -> Package {
    Package {
        kind: Kind::Wheel,
        name: locked.name.to_string(),
        version: locked.version.to_string(),
        source: None,
        locator: format!("pypi:{}/{}", locked.name, locked.filename),
        sha256: locked.sha256.to_string(),
        size: locked.size,
        requires: BTreeSet::new(),
        carried: None,
    }
}

fn debian(name: &str, locked: &debian::LockedPackage) -> Package {
    Package {
        kind: Kind::Deb,
        name: name.to_owned(),
        version: locked.version.to_string(),
        source: Some(Source {
            name: locked.source.clone(),
            version: locked.source_version.to_string(),
        }),
        locator: format!("debian:{}", locked.path),
        sha256: locked.sha256.to_string(),
        size: locked.size,
        requires: locked.depends.clone(),
        carried: None,
    }
}

#[cfg(test)]
mod tests {
    use crate::project::Project;
    use inventory::{Inventory, Kind};
    use std::path::Path;

    fn inventory() -> Inventory {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        Project::read(&root).unwrap().inventory().unwrap()
    }

    /// The way to a package of an image of this project
    fn way(inventory: &Inventory, image: &str, kind: Kind, name: &str) -> String {
        let image = &inventory.images[image];
        let package = inventory.packages(image)[&(kind, name.to_owned())];
        inventory.way(image, package).join(" ")
    }

    #[test]
    fn every_layer_and_image_of_this_project_is_there() {
        let inventory = inventory();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let project = Project::read(&root).unwrap();
        let lock = &project.locked_build().unwrap().lock;
        assert!(inventory.images.keys().eq(lock.outputs.images.keys()));
        assert!(inventory.layers.keys().eq(lock.outputs.layers.keys()));
        for (name, image) in &inventory.images {
            assert_eq!(image.layers, lock.outputs.images[name].layers, "{name}");
        }
        for package in inventory.layers.values().flatten() {
            let content = &lock.inputs.sources[&package.locator];
            assert_eq!(
                (&content.sha256, content.size),
                (&package.sha256, package.size)
            );
        }
    }

    #[test]
    fn what_is_asked_for_leads_to_every_package() {
        let inventory = inventory();
        for (name, image) in &inventory.images {
            for package in inventory.packages(image).into_values() {
                assert!(
                    !inventory.way(image, package).is_empty(),
                    "{name}: {}",
                    package.name
                );
            }
        }
        let of = |kind, name| way(&inventory, "mainpc-family-llm-cu121", kind, name);
        assert_eq!(of(Kind::Wheel, "torch"), "torch");
        assert_eq!(of(Kind::Wheel, "filelock"), "torch filelock");
    }
}
