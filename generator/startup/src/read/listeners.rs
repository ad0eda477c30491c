//! The listeners that hide in a service's `config`: `grpc_port: 5714`, and addresses that bind,
//! such as `synth_address: tcp://*:5561`. What is elsewhere is none of them: `redis: {port: 6379}`,
//! `tcp://localhost:5555`.

use super::field;
use crate::yaml::{Entry, Kind, Map, Node};
use crate::{Error, Listener, Placed};
use std::collections::BTreeMap;

/// What the host of an address is when the service binds it
const BINDS: [&str; 3] = ["*", "0.0.0.0", "[::]"];
/// Servers that a service of this fleet calls, and never is
const SERVERS: [&str; 6] = ["redis", "postgres", "mysql", "db", "database", "smtp"];
/// What an address's key ends in
const ADDRESS: [&str; 6] = ["_address", "_addr", "_endpoint", "_bind", "_url", "_uri"];

pub(super) fn read(config: &Node, what: &str) -> Result<Vec<Listener>, Error> {
    let map = config.map(|| what.to_owned())?;
    let mut listeners = vec![];
    for entry in &map.entries {
        if let Some(name) = own_port(map, &entry.key.value) {
            let what = format!("`{}` in {what}", entry.key.value);
            let port = field::port(&entry.value, &what)?;
            let name = name.to_owned();
            listeners.push(Listener { name, port });
        } else {
            addresses(entry, &mut listeners)?;
        }
    }
    number(&mut listeners);
    Ok(listeners)
}

/// Tells listeners of one name apart, such as those of a list of addresses
fn number(listeners: &mut [Listener]) {
    let mut seen = BTreeMap::<String, usize>::new();
    for listener in listeners {
        let count = seen.entry(listener.name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            listener.name = format!("{}_{count}", listener.name);
        }
    }
}

/// The listener's name, where a key is the port of one
fn own_port<'a>(config: &Map, key: &'a str) -> Option<&'a str> {
    let name = key.strip_suffix("_port").filter(|name| !name.is_empty())?;
    let host = config.get(&format!("{name}_host"));
    let host = host.and_then(|host| host.text(String::new).ok());
    let elsewhere = host.is_some_and(|host| !BINDS.contains(&host) && host != "::");
    (!elsewhere && !SERVERS.contains(&name)).then_some(name)
}

/// The addresses that bind, at any depth; the tree's own bound bounds this
fn addresses(entry: &Entry, listeners: &mut Vec<Listener>) -> Result<(), Error> {
    fn walk(key: &str, node: &Node, listeners: &mut Vec<Listener>) -> Result<(), Error> {
        match &node.kind {
            Kind::Scalar(scalar) => listeners.extend(address(key, node, &scalar.text)?),
            Kind::List(items) => {
                for item in items {
                    walk(key, item, listeners)?;
                }
            }
            Kind::Map(map) => {
                for entry in &map.entries {
                    walk(&entry.key.value, &entry.value, listeners)?;
                }
            }
        }
        Ok(())
    }
    walk(&entry.key.value, &entry.value, listeners)
}

fn address(key: &str, node: &Node, text: &str) -> Result<Option<Listener>, Error> {
    let Some((_, rest)) = text.split_once("://") else {
        return Ok(None);
    };
    let bound = |host: &&str| rest.strip_prefix(*host)?.strip_prefix(':');
    let Some(port) = BINDS.iter().find_map(bound) else {
        return Ok(None);
    };
    let port = port.split_once('/').map_or(port, |(port, _)| port);
    if port == "*" {
        return Ok(None); // any free one
    }
    let suffix = ADDRESS.iter().find_map(|suffix| key.strip_suffix(suffix));
    let place = node.place_within(text.len() - rest.len());
    let port = port.parse();
    let port = port.map_err(|problem| Error::new(place, problem))?;
    Ok(Some(Listener {
        name: suffix.unwrap_or(key).to_owned(),
        port: Placed::new(port, place),
    }))
}
