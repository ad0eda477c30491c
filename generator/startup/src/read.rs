//! From the tree to the config.

mod docker_groups;
mod features;
mod field;
mod grouped;
mod list;
mod listeners;
mod service;
mod shape;
#[cfg(test)]
mod tests;
mod variables;

use crate::yaml::Node;
use crate::{DockerGroup, Error, Problem, Service, StartupConfig, Warning};
use shape::Services;
use std::collections::BTreeMap;

impl StartupConfig {
    /// Reads a config of either shape.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place; see [`Problem`].
    pub fn parse(text: &str) -> Result<Self, Error> {
        let root = Node::parse(text)?;
        let top = root.map(|| "the config".to_owned())?;
        let (key, services) = shape::of(top, root.place)?;
        let mut reader = Reader::default();
        match &services {
            Services::Groups(groups) => reader.groups(groups)?,
            Services::List(items) => reader.list(items)?,
        }
        if let Some(groups) = top.get("docker_groups") {
            reader.docker_groups(groups)?;
        }
        let Reader {
            services: read,
            groups,
            mut warnings,
        } = reader;
        refuse_duplicates(&read)?;
        let mut features = vec![];
        if let Some(settings) = top.get("global_settings") {
            features = features::read(settings)?;
        }
        warnings.sort_by_key(|warning| warning.place);
        Ok(Self {
            shape: services.shape(),
            key: key.clone(),
            variables: variables::read(top)?,
            services: read,
            groups,
            features,
            warnings,
        })
    }
}

/// What has been read so far
#[derive(Default)]
struct Reader {
    services: Vec<Service>,
    groups: Vec<DockerGroup>,
    warnings: Vec<Warning>,
}

fn refuse_duplicates(services: &[Service]) -> Result<(), Error> {
    let mut seen = BTreeMap::new();
    for service in services {
        let (name, place) = (service.name.value.clone(), service.name.place);
        if let Some(first) = seen.insert(name.clone(), place) {
            return Err(Error::new(place, Problem::DuplicateService { name, first }));
        }
    }
    Ok(())
}
