//! Every variable of a config: in whatever value, of a service or not.

use super::shape::holds_services;
use crate::expression::Template;
use crate::yaml::{Kind, Map, Node};
use crate::{Error, VariableUse};

/// What is found, and whose fields are being searched
#[derive(Default)]
struct Search<'a> {
    found: Vec<VariableUse>,
    service: Option<&'a str>,
}

pub(super) fn read(top: &Map) -> Result<Vec<VariableUse>, Error> {
    let mut search = Search::default();
    for entry in &top.entries {
        match &entry.value.kind {
            Kind::Map(groups) if holds_services(entry) => search.groups(groups)?,
            Kind::List(items) if holds_services(entry) => search.list(items)?,
            _ => search.node(&entry.value)?,
        }
    }
    Ok(search.found)
}

impl<'a> Search<'a> {
    fn groups(&mut self, groups: &'a Map) -> Result<(), Error> {
        for group in &groups.entries {
            let Kind::Map(services) = &group.value.kind else {
                continue;
            };
            for entry in &services.entries {
                self.service = Some(&entry.key.value);
                self.node(&entry.value)?;
            }
            self.service = None;
        }
        Ok(())
    }

    fn list(&mut self, items: &'a [Node]) -> Result<(), Error> {
        for item in items {
            if let Kind::Map(map) = &item.kind {
                let name = map.get("name");
                self.service = name.and_then(|name| name.text(String::new).ok());
            }
            self.node(item)?;
            self.service = None;
        }
        Ok(())
    }

    /// All below a value; the tree's own bound bounds how deep that is
    fn node(&mut self, node: &Node) -> Result<(), Error> {
        match &node.kind {
            Kind::Scalar(scalar) => self.scalar(node, &scalar.text),
            Kind::List(items) => items.iter().try_for_each(|item| self.node(item)),
            Kind::Map(map) => {
                let mut values = map.entries.iter().map(|entry| &entry.value);
                values.try_for_each(|value| self.node(value))
            }
        }
    }

    fn scalar(&mut self, node: &Node, text: &str) -> Result<(), Error> {
        let template: Result<Template, _> = text.parse();
        let template = template.map_err(|problem| Error::new(node.place, problem))?;
        let uses = template.variables().map(|variable| VariableUse {
            name: variable.name.clone(),
            place: node.place_within(variable.offset),
            default: variable.default.clone(),
            service: self.service.map(str::to_owned),
        });
        self.found.extend(uses);
        Ok(())
    }
}
