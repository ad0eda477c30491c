//! The wheels of a lock, with what families, rows and the runtime decide about files of them.

use super::{Owner, Project, RUNTIME, TABLE};
use crate::failure::finding;
use anyhow::Result;
use fleet::plan::{Wheel, Winner};
use fleet::Decisions;

/// A lock's wheels and winners
pub struct Decided {
    pub wheels: Vec<Wheel>,
    pub winners: Vec<Winner>,
}

/// The decisions of one file
struct Written {
    file: String,
    decisions: Decisions,
    /// Whether it is the file of the lock's owner, and not of a family below it
    own: bool,
}

impl Project {
    /// A lock's wheels, and what is decided about them
    ///
    /// # Errors
    /// When a decision is about another wheel than the locked one, or about none.
    pub(super) fn decided(&self, owner: &Owner, lock: &python::Lock) -> Result<Decided> {
        let mut wheels: Vec<Wheel> = lock.packages.iter().map(wheel).collect();
        let mut winners = Vec::new();
        for written in self.decisions(owner) {
            for (section, decision) in written.decisions.all() {
                let at = wheels.iter().position(|wheel| wheel.file == decision.wheel);
                let Some(wheel) = at.and_then(|at| wheels.get_mut(at)) else {
                    // A service whose lock is its own need not hold its family's wheels.
                    if !written.own {
                        continue;
                    }
                    return Err(finding(format!(
                        "{}: `[[{section}]]` names `{}`, which is not in {}/pylock.toml\n\nhint: \
                         name the locked wheel, or remove the entry",
                        written.file, decision.wheel, owner.folder
                    )));
                };
                if wheel.sha256 != decision.sha256 {
                    return Err(finding(format!(
                        "{}: `[[{section}]]` names `{}` with sha256 {}, but the lock has {}",
                        written.file, decision.wheel, decision.sha256, wheel.sha256
                    )));
                }
                match section {
                    "admit" => wheel.admit.push(decision.path.clone()),
                    "omit" => wheel.omit.push(decision.path.clone()),
                    _ => winners.push((decision.wheel.clone(), decision.path.clone())),
                }
            }
        }
        let winner = |(file, path): (String, String)| {
            let wheel = wheels.iter().find(|wheel| wheel.file == file)?.clone();
            Some(Winner { wheel, path })
        };
        let winners = winners.into_iter().filter_map(winner).collect();
        Ok(Decided { wheels, winners })
    }

    /// Those of the families below, from the root on, then the owner's
    fn decisions(&self, owner: &Owner) -> Vec<Written> {
        if owner.folder == RUNTIME {
            return vec![Written {
                file: format!("{RUNTIME}/runtime.toml"),
                decisions: self.runtime.decisions(),
                own: true,
            }];
        }
        let placements = &self.fleet.placements;
        let row = placements
            .iter()
            .find(|((_, image), _)| *image == owner.name);
        let row = row.map(|(_, placement)| placement);
        let family = row.map_or(&owner.name, |placement| &placement.family);
        let family = self.fleet.families.get(family);
        let of_family = |name: &String| {
            let decisions = self.families.get(name)?.decisions();
            Some(Written {
                file: format!("families/{name}/family.toml"),
                decisions,
                own: *name == owner.name,
            })
        };
        let chain = family.iter().flat_map(|family| &family.chain);
        let mut all: Vec<Written> = chain.filter_map(of_family).collect();
        all.extend(row.map(|placement| Written {
            file: format!("{TABLE}: row `{}`", placement.row),
            decisions: placement.decisions.clone(),
            own: true,
        }));
        all
    }
}

fn wheel(package: &python::LockedPackage) -> Wheel {
    Wheel {
        name: package.name.to_string(),
        version: package.version.to_string(),
        file: package.filename.to_string(),
        sha256: package.sha256.to_string(),
        size: package.size,
        admit: Vec::new(),
        omit: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Owner, Project};
    use fleet::WheelFile;
    use std::path::Path;

    const FAMILY: &str = "base-cpu-pydeps";

    fn project() -> Project {
        Project::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap()
    }

    fn owner(project: &Project, name: &str) -> Owner {
        let owners = project.owners().unwrap();
        owners.into_iter().find(|owner| owner.name == name).unwrap()
    }

    /// A decision about a wheel that the family's lock holds
    fn decision(project: &Project) -> WheelFile {
        let lock = project.python_lock(&owner(project, FAMILY)).unwrap();
        WheelFile {
            wheel: lock.packages[0].filename.to_string(),
            sha256: lock.packages[0].sha256.to_string(),
            path: "a/b".to_owned(),
            reason: "a test".to_owned(),
        }
    }

    fn decided(project: &Project, name: &str) -> Result<super::Decided, String> {
        let owner = owner(project, name);
        let lock = project.python_lock(&owner).unwrap();
        project
            .decided(&owner, &lock)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_decision_holds_for_the_families_below() {
        let mut project = project();
        let decision = decision(&project);
        let below = project.fleet.families.values();
        let below = below
            .filter(|family| family.chain.len() > 1 && family.chain.contains(&FAMILY.to_owned()))
            .filter_map(|family| family.chain.last().cloned())
            .find(|name| {
                name != FAMILY
                    && project
                        .root
                        .join(format!("families/{name}/pylock.toml"))
                        .exists()
            });
        let file = project.families.get_mut(FAMILY).unwrap();
        file.omit.push(decision.clone());
        file.winners.push(decision.clone());
        for name in [FAMILY.to_owned()].into_iter().chain(below) {
            let found = decided(&project, &name).unwrap();
            let wheel = found
                .wheels
                .iter()
                .find(|wheel| wheel.file == decision.wheel);
            assert_eq!(wheel.unwrap().omit, ["a/b"], "{name}");
            assert_eq!(found.winners[0].path, "a/b", "{name}");
            assert_eq!(found.winners[0].wheel.file, decision.wheel, "{name}");
        }
    }

    #[test]
    fn a_decision_is_about_the_locked_wheel() {
        let mut project = project();
        let decision = decision(&project);
        let other = WheelFile {
            sha256: "00".to_owned(),
            ..decision.clone()
        };
        project.families.get_mut(FAMILY).unwrap().winners = vec![other];
        let error = decided(&project, FAMILY).err().unwrap();
        assert!(
            error.starts_with("families/base-cpu-pydeps/family.toml: `[[winners]]` names `")
                && error.contains("with sha256 00, but the lock has"),
            "{error}"
        );
        let none = WheelFile {
            wheel: "none-1-py3-none-any.whl".to_owned(),
            ..decision
        };
        project.families.get_mut(FAMILY).unwrap().winners = vec![none];
        let error = decided(&project, FAMILY).err().unwrap();
        assert!(
            error.contains("which is not in families/base-cpu-pydeps/pylock.toml"),
            "{error}"
        );
    }
}
