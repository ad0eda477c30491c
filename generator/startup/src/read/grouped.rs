//! `agent_groups`: group → name → fields. Docker groups stand among them where somebody indented
//! them too far; only an entry with a `script_path` is a service.

use super::{docker_groups, Reader};
use crate::yaml::{Entry, Map};
use crate::{Error, Oddity, Problem, Warning};
use report::visible;

impl Reader {
    pub(super) fn groups(&mut self, groups: &Map) -> Result<(), Error> {
        let mut among = vec![];
        for entry in &groups.entries {
            let name = &entry.key.value;
            let fields = entry.value.map(|| format!("group `{}`", visible(name)))?;
            if name == "docker_groups" {
                self.warn(entry, Oddity::GroupsWithin);
                self.docker_groups(&entry.value)?;
            } else if fields.get("script_path").is_some() {
                let problem = Problem::ServiceAmongGroups(name.clone());
                return Err(Error::new(entry.key.place, problem));
            } else if docker_groups::is_one(fields) {
                among.push(entry);
                self.docker_group(entry)?;
            } else {
                self.group(entry, fields)?;
            }
        }
        if let Some(first) = among.first() {
            let names = among.iter().map(|entry| entry.key.value.clone());
            self.warn(first, Oddity::GroupsAmong(names.collect()));
        }
        Ok(())
    }

    fn group(&mut self, group: &Entry, services: &Map) -> Result<(), Error> {
        for entry in &services.entries {
            let name = &entry.key.value;
            let fields = entry.value.map(|| {
                let group = visible(&group.key.value);
                format!("`{}` of group `{group}`", visible(name))
            })?;
            if fields.get("script_path").is_some() {
                let group = Some(group.key.clone());
                self.service(entry.key.clone(), group, fields, entry.key.place)?;
            } else {
                let (name, group) = (name.clone(), group.key.value.clone());
                self.warn(entry, Oddity::NoScript { name, group });
            }
        }
        Ok(())
    }

    fn warn(&mut self, entry: &Entry, oddity: Oddity) {
        self.warnings.push(Warning {
            place: entry.key.place,
            service: None,
            oddity,
        });
    }
}
