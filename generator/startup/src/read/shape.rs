//! Which shape a config is of.

use crate::suggest::suggest;
use crate::yaml::{Entry, Kind, Map, Node};
use crate::{Error, Place, Placed, Problem, Shape};

/// Where a config's services are
pub(super) enum Services<'a> {
    Groups(&'a Map),
    List(&'a [Node]),
}

impl Services<'_> {
    pub(super) fn shape(&self) -> Shape {
        match self {
            Self::Groups(_) => Shape::Grouped,
            Self::List(_) => Shape::List,
        }
    }
}

/// The services, and the key that they are under
pub(super) fn of(top: &Map, start: Place) -> Result<(&Placed<String>, Services<'_>), Error> {
    let mut found = top.entries.iter().filter(|entry| holds_services(entry));
    let Some(entry) = found.next() else {
        return Err(Error::new(start, Problem::NoServices { near: near(top) }));
    };
    if let Some(second) = found.next() {
        let problem = Problem::TwoShapes {
            first_key: entry.key.value.clone(),
            first: entry.key.place,
            second_key: second.key.value.clone(),
        };
        return Err(Error::new(second.key.place, problem));
    }
    let what = || format!("`{}`", entry.key.value);
    let services = if is_groups(entry) {
        entry.value.map(what).map(Services::Groups)?
    } else {
        entry.value.list(what).map(Services::List)?
    };
    Ok((&entry.key, services))
}

fn is_groups(entry: &Entry) -> bool {
    entry.key.value == "agent_groups"
}

pub(super) fn holds_services(entry: &Entry) -> bool {
    is_groups(entry) || entry.key.value.ends_with("_services")
}

fn near(top: &Map) -> Option<(String, Place)> {
    let entries = || top.entries.iter();
    let like = entries().find(|entry| {
        let key = entry.key.value.as_str();
        suggest(key, ["agent_groups"]).is_some() || key.ends_with("services")
    });
    let list = || entries().find(|entry| matches!(entry.value.kind, Kind::List(_)));
    like.or_else(list)
        .map(|entry| (entry.key.value.clone(), entry.key.place))
}
