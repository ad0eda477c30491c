use super::Planner;
use crate::literal::{Deb, DebPolicy, Layer};
use crate::{DebianPolicy, Error, Placement};
use std::collections::{BTreeMap, BTreeSet};

/// Refuses what is decided about a package that nothing locks: a misspelt name would be of no effect
pub(super) fn check_decided(policy: &DebianPolicy, lock: &debian::Lock) -> Result<(), Error> {
    let sections = [("omit", &policy.omit), ("admit", &policy.admit)];
    let mut names = sections
        .into_iter()
        .flat_map(|(section, packages)| packages.keys().map(move |name| (section, name)));
    match names.find(|(_, name)| !lock.packages.contains_key(*name)) {
        None => Ok(()),
        Some((section, name)) => Err(Error {
            file: "families/debian.toml".to_owned(),
            position: None,
            message: format!(
                "`[{section}.{name}]` names a package that is not in families/debian-lock.json"
            ),
            hint: Some("name a locked package, or remove the section".to_owned()),
        }),
    }
}

impl Planner<'_> {
    /// The debs that a family step adds to its parent, with the effects that it declares
    pub(super) fn debs_of_step(&mut self, step: &str) -> Result<Option<String>, Error> {
        let family = &self.fleet.families[step];
        let below = match family.parent() {
            Some(parent) => self.closure(&self.roots(parent))?,
            None => BTreeSet::new(),
        };
        let added: BTreeSet<String> = self
            .closure(&self.roots(step))?
            .difference(&below)
            .cloned()
            .collect();
        let effects = &family.file.effects;
        let layer = Layer {
            description: format!("Debian packages of {step}"),
            debs: self.debs(&added, &family.chain),
            deb_policy: self.path_policy(),
            files: effects.files.clone(),
            links: effects.links.clone(),
            dirs: effects.dirs.clone(),
            copies: effects.copies.clone(),
            certificates: effects.certificates,
            ..Layer::default()
        };
        let empty = layer.debs.is_empty()
            && layer.files.is_empty()
            && layer.links.is_empty()
            && layer.dirs.is_empty();
        Ok((!empty).then(|| self.layer(&format!("{step}-debs"), layer)))
    }

    /// The debs of a service's needs that its family lacks
    pub(super) fn debs_of_needs(&mut self, placement: &Placement) -> Result<Option<String>, Error> {
        let below = self.closure(&self.roots(&placement.family))?;
        let added: BTreeSet<String> = self
            .closure(&placement.needs.debs)?
            .difference(&below)
            .cloned()
            .collect();
        if added.is_empty() {
            return Ok(None);
        }
        let names = placement
            .needs
            .names
            .iter()
            .cloned()
            .collect::<Vec<_>>()
            .join("-");
        let chain = &self.fleet.families[&placement.family].chain;
        let layer = Layer {
            description: format!("Debian packages for {names}"),
            debs: self.debs(&added, chain),
            deb_policy: self.path_policy(),
            links: placement.needs.links.clone(),
            ..Layer::default()
        };
        Ok(Some(self.layer(&format!("{names}-debs"), layer)))
    }

    /// The packages that a family and its ancestors name
    fn roots(&self, family: &str) -> BTreeSet<String> {
        let chain = self.fleet.families[family].chain.iter();
        chain
            .flat_map(|step| self.fleet.families[step].file.debs.iter().cloned())
            .collect()
    }

    fn closure(&self, roots: &BTreeSet<String>) -> Result<BTreeSet<String>, Error> {
        let names = self.locks.debian.closure(roots.iter().map(String::as_str));
        let owned = names.map(|names| names.into_iter().map(str::to_owned).collect());
        owned.map_err(|error: debian::LockError| Error {
            file: "families/debian-lock.json".to_owned(),
            position: None,
            message: error.to_string(),
            hint: Some("run `gen-lock refresh`".to_owned()),
        })
    }

    fn debs(&self, names: &BTreeSet<String>, chain: &[String]) -> Vec<Deb> {
        let mut scripts: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for step in chain {
            for (package, declared) in &self.fleet.families[step].file.scripts {
                scripts
                    .entry(package)
                    .or_default()
                    .extend(declared.keys().map(String::as_str));
            }
        }
        for (package, declared) in &self.policy.scripts {
            scripts
                .entry(package)
                .or_default()
                .extend(declared.keys().map(String::as_str));
        }
        let paths = |section: &BTreeMap<String, BTreeMap<String, String>>, name: &String| {
            let paths = section.get(name).into_iter().flat_map(BTreeMap::keys);
            paths.cloned().collect()
        };
        let deb = |name: &String| {
            let locked = &self.locks.debian.packages[name];
            Deb {
                source: format!("debian:{}", locked.path),
                package: name.clone(),
                version: locked.version.to_string(),
                architecture: locked.architecture.clone(),
                scripts: scripts
                    .get(name.as_str())
                    .map(|names| names.iter().map(|name| (*name).to_owned()).collect())
                    .unwrap_or_default(),
                omit: paths(&self.policy.omit, name),
                admit: paths(&self.policy.admit, name),
            }
        };
        names.iter().map(deb).collect()
    }

    fn path_policy(&self) -> DebPolicy {
        DebPolicy {
            exclude: self.policy.exclude_paths.keys().cloned().collect(),
            keep: self.policy.keep_paths.keys().cloned().collect(),
        }
    }
}
