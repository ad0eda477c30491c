//! What a machine and its engine say.

use doctor::{Probe, Reading, Readings, Want};
use fleet::{Source, Table};
use rollout::{Container, Content, Image, Record, Standing, State, Stored, Verdict};
use std::collections::BTreeMap;

/// The machine that is asked about
const TABLE: &str = include_str!("../seeds/fleet.toml");
/// What is to run there
const RELEASE: &str = include_str!("../seeds/release.json");

/// A release is healthy when its required containers are there and healthy, and prints as it was
/// read.
pub fn inspected(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(images) = Image::all(text) {
        assert!(images
            .iter()
            .all(|image| image.layers().len() <= text.len()));
    }
    if let Ok(all) = Stored::all(text, text) {
        // A folder's name, whatever the list says
        assert!(all
            .iter()
            .filter_map(Stored::folder)
            .all(|name| !name.contains(['/', '.'])));
    }
    let documents = [("id".to_owned(), data.to_vec())].into();
    // One document is a config, or leads to one that is not there.
    let content = Content::of("id", &documents);
    assert!(content.is_none_or(|content| content.config == "id"));
    if let Ok(containers) = Container::all(text) {
        judged(&containers);
    }
    if let Ok(record) = Record::parse(text) {
        assert_eq!(Record::parse(&record.print()).ok(), Some(record));
    }
}

fn judged(containers: &[Container]) {
    let Ok(record) = Record::parse(RELEASE) else {
        panic!("the seed is no release");
    };
    let standing = Standing::of(&record, containers);
    assert!(standing.healthy() <= standing.count());
    if standing.verdict() == Verdict::Healthy {
        let mut required = record.services.iter().filter(|service| service.required);
        assert!(required.all(|service| {
            let mut named = containers.iter();
            named.any(|one| one.name == service.container && one.state == State::Healthy)
        }));
    }
}

/// Every probe answers with the same text: each check has one verdict, told without control
/// characters.
pub fn readings(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let source = Source {
        file: "fleet.toml",
        text: TABLE,
    };
    let Ok(table) = source.parse::<Table>() else {
        panic!("the seed is no table");
    };
    let Some(want) = Want::of(&table, std::iter::empty(), None, "box") else {
        panic!("the seed has no such machine");
    };
    let reading = Reading {
        text: text.into_owned(),
        error: None,
    };
    let readings = Probe::ALL.map(|probe| (probe, reading.clone()));
    let readings = Readings(BTreeMap::from(readings));
    let checks = doctor::check(&want, &readings);
    assert!(!checks.is_empty());
    let table = doctor::table("box", &checks);
    assert!(
        table.chars().all(|c| c == '\n' || !c.is_control()),
        "{table:?}"
    );
    drop(doctor::json(&checks));
}
