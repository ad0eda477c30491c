//! The values of fields, with their places.

use crate::expression::{Port, Template};
use crate::suggest::suggest;
use crate::yaml::{Kind, Map, Node};
use crate::{Error, Oddity, Placed, Problem, ServicePort, Warning};

/// A name: a text without blanks, since a text with some is mostly two lines that YAML made one.
pub(super) fn name(node: &Node, what: &str) -> Result<Placed<String>, Error> {
    let text = node.text(|| what.to_owned())?;
    if text.is_empty() || text.contains(char::is_whitespace) {
        return Err(Error::new(node.place, Problem::Name(text.to_owned())));
    }
    Ok(Placed::new(text.to_owned(), node.place))
}

pub(super) fn names(node: &Node, what: &str) -> Result<Placed<Vec<Placed<String>>>, Error> {
    let items = node.list(|| what.to_owned())?.iter();
    let names = items.map(|item| name(item, &format!("an item of {what}")));
    Ok(Placed::new(names.collect::<Result<_, _>>()?, node.place))
}

pub(super) fn text(node: &Node, what: &str) -> Result<Placed<String>, Error> {
    Ok(Placed::new(
        node.text(|| what.to_owned())?.to_owned(),
        node.place,
    ))
}

pub(super) fn port(node: &Node, what: &str) -> Result<ServicePort, Error> {
    let port: Result<Port, _> = node.text(|| what.to_owned())?.parse();
    let port = port.map_err(|problem| Error::new(node.place, problem))?;
    Ok(Placed::new(port, node.place))
}

pub(super) fn template(node: &Node, what: &str) -> Result<Placed<Template>, Error> {
    let template: Result<Template, _> = node.text(|| what.to_owned())?.parse();
    let template = template.map_err(|problem| Error::new(node.place, problem))?;
    Ok(Placed::new(template, node.place))
}

pub(super) fn truth(node: &Node, what: &str) -> Result<Placed<bool>, Error> {
    let truth = match &node.kind {
        Kind::Scalar(scalar) => scalar.truth(),
        _ => None,
    };
    let truth = truth.ok_or_else(|| node.want("`true` or `false`", what.to_owned()))?;
    Ok(Placed::new(truth, node.place))
}

/// A warning for each field that is none of the known
pub(super) fn unknown(
    map: &Map,
    known: &[&'static str],
    what: &str,
    service: Option<&str>,
) -> Vec<Warning> {
    let fields = map.entries.iter().map(|entry| &entry.key);
    let unknown = fields.filter(|key| !known.contains(&key.value.as_str()));
    let warning = |key: &Placed<String>| Warning {
        place: key.place,
        service: service.map(str::to_owned),
        oddity: Oddity::UnknownField {
            what: what.to_owned(),
            field: key.value.clone(),
            near: suggest(&key.value, known.iter().copied()),
        },
    };
    unknown.map(warning).collect()
}
