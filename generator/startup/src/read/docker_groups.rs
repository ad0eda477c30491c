//! `docker_groups`: name → what it is for, and its services.

use super::{field, Reader};
use crate::yaml::{Entry, Map, Node};
use crate::{DockerGroup, Error, Problem};
use report::visible;

const FIELDS: [&str; 2] = ["description", "agents"];

/// Whether what stands among the groups of services is a docker group
pub(super) fn is_one(fields: &Map) -> bool {
    fields.get("agents").is_some()
}

impl Reader {
    pub(super) fn docker_groups(&mut self, node: &Node) -> Result<(), Error> {
        for entry in &node.map(|| "`docker_groups`".to_owned())?.entries {
            self.docker_group(entry)?;
        }
        Ok(())
    }

    pub(super) fn docker_group(&mut self, entry: &Entry) -> Result<(), Error> {
        let what = format!("docker group `{}`", visible(&entry.key.value));
        let fields = entry.value.map(|| what.clone())?;
        let of = |field: &str| format!("`{field}` of {what}");
        self.warnings
            .extend(field::unknown(fields, &FIELDS, &what, None));
        let agents = fields.get("agents").ok_or_else(|| {
            let (what, field) = (what.clone(), "agents");
            Error::new(entry.key.place, Problem::Missing { what, field })
        })?;
        let description = fields.get("description");
        let description = description.map(|node| field::text(node, &of("description")));
        self.groups.push(DockerGroup {
            name: entry.key.clone(),
            description: description.transpose()?,
            services: field::names(agents, &of("agents"))?.value,
        });
        Ok(())
    }
}
