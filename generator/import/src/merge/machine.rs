//! What a config says beside its services.

use super::print::list;
use super::Merged;
use crate::pair::Pair;
use startup::DockerGroup;
use toml_edit::{value, DocumentMut, Item, Table};

/// `[machines.<machine>.groups.<name>]`
pub(super) fn groups(document: &mut DocumentMut, pair: &Pair<'_>, merged: &mut Vec<Merged>) {
    let machine = document.get_mut("machines").and_then(|machines| {
        let machine = machines.get_mut(pair.machine)?;
        machine.as_table_mut()
    });
    let Some(machine) = machine else { return };
    let known = &pair.of_machine.groups;
    let lacking = pair.config.groups.iter();
    for group in lacking.filter(|group| !known.contains_key(&group.name.value)) {
        let groups = machine.entry("groups").or_insert(Item::Table(implicit()));
        let Some(groups) = groups.as_table_like_mut() else {
            return;
        };
        groups.insert(&group.name.value, Item::Table(table(group)));
        merged.push(Merged {
            service: None,
            key: format!("machines.{}.groups.{}", pair.machine, group.name.value),
        });
    }
}

fn table(group: &DockerGroup) -> Table {
    let description = group.description.as_ref();
    let services = group.services.iter().map(|name| name.value.as_str());
    let mut table = Table::new();
    table.insert(
        "description",
        value(description.map_or("", |text| text.value.as_str())),
    );
    table.insert("services", value(list(services)));
    table
}

/// `[features.<name>]`, behind the machines
pub(super) fn features(document: &mut DocumentMut, pair: &Pair<'_>, merged: &mut Vec<Merged>) {
    let behind = document.get("machines").and_then(last_position);
    let known = &pair.written.table.features;
    for feature in &pair.config.features {
        let name = &feature.name.value;
        let value = feature.value.value.evaluate(&pair.values);
        let Some(on) = value.ok().and_then(|value| value.parse::<bool>().ok()) else {
            continue;
        };
        let features = document
            .entry("features")
            .or_insert(Item::Table(implicit()));
        let Some(features) = features.as_table_like_mut() else {
            return;
        };
        if known.contains_key(name) || features.contains_key(name) {
            continue;
        }
        let mut table = Table::new();
        table.insert("value", toml_edit::value(on));
        table.set_position(behind);
        features.insert(name, Item::Table(table));
        merged.push(Merged {
            service: None,
            key: format!("features.{name}"),
        });
    }
}

/// Where the last table within an item stands
fn last_position(item: &Item) -> Option<isize> {
    let table = item.as_table()?;
    let within = table.iter().filter_map(|(_, item)| last_position(item));
    within.chain(table.position()).max()
}

fn implicit() -> Table {
    let mut table = Table::new();
    table.set_implicit(true);
    table
}
