//! One service's fields, the same in both shapes.

use super::{field, listeners, Reader};
use crate::yaml::{Map, Node};
use crate::{Error, Place, Placed, Problem, Service};
use report::visible;

/// What a service may say; `name` in a list alone
const FIELDS: [&str; 8] = [
    "name",
    "script_path",
    "host",
    "port",
    "health_check_port",
    "required",
    "dependencies",
    "config",
];

/// How a field's value is read; the text says what of, for a message
type Read<T> = fn(&Node, &str) -> Result<T, Error>;

/// A service's fields, and what to call it
struct Fields<'a> {
    map: &'a Map,
    place: Place,
    what: String,
}

impl Reader {
    pub(super) fn service(
        &mut self,
        name: Placed<String>,
        group: Option<Placed<String>>,
        map: &Map,
        place: Place,
    ) -> Result<(), Error> {
        let what = format!("service `{}`", visible(&name.value));
        let fields = Fields { map, place, what };
        let known = if group.is_some() {
            &FIELDS[1..]
        } else {
            &FIELDS
        };
        self.warnings
            .extend(field::unknown(map, known, &fields.what, Some(&name.value)));
        self.services.push(Service {
            script_path: fields.require("script_path", field::text)?,
            host: fields.get("host", field::text)?,
            port: fields.require("port", field::port)?,
            health_check_port: fields.get("health_check_port", field::port)?,
            required: fields.get("required", field::truth)?,
            dependencies: fields.get("dependencies", field::names)?,
            listeners: match map.get("config") {
                Some(config) => listeners::read(config, &fields.what("config"))?,
                None => vec![],
            },
            name,
            group,
        });
        Ok(())
    }
}

impl Fields<'_> {
    fn what(&self, field: &str) -> String {
        format!("`{field}` of {}", self.what)
    }

    fn get<T>(&self, field: &'static str, read: Read<T>) -> Result<Option<T>, Error> {
        let node = self.map.get(field);
        node.map(|node| read(node, &self.what(field))).transpose()
    }

    fn require<T>(&self, field: &'static str, read: Read<T>) -> Result<T, Error> {
        self.get(field, read)?.ok_or_else(|| {
            let what = self.what.clone();
            Error::new(self.place, Problem::Missing { what, field })
        })
    }
}
