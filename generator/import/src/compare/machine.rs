//! What a config says beside its services: variables, features, docker groups, oddities.

use super::difference;
use crate::pair::Pair;
use crate::Id;
use startup::{DockerGroup, Feature, Oddity};
use std::collections::BTreeSet;

pub(super) fn compare(pair: &mut Pair<'_>) {
    variables(pair);
    for feature in &pair.config.features {
        self::feature(pair, feature);
    }
    for group in &pair.config.groups {
        docker_group(pair, group);
    }
    groups_of_the_table(pair);
    oddities(pair);
}

/// Each variable once a service: the first use
fn variables(pair: &mut Pair<'_>) {
    let mut seen = BTreeSet::new();
    for one in &pair.config.variables {
        let (name, machine) = (&one.name, pair.machine);
        let known = one.default.is_some() || pair.values.contains_key(name);
        if known || !seen.insert((name, &one.service)) {
            continue;
        }
        let table = pair.written.key(&["machines", machine, "variables"]);
        let message = format!("`${{{name}}}` has no default, and the machine has no value for it");
        let found = pair.found(
            Id::Variable,
            one.service.as_deref(),
            (one.place, table),
            message,
        );
        found.hint = Some(format!("set `variables.{name}` of `[machines.{machine}]`"));
    }
}

fn feature(pair: &mut Pair<'_>, feature: &Feature) {
    let name = feature.name.value.as_str();
    let value = match feature.value.value.evaluate(&pair.values) {
        Ok(value) => value,
        Err(_) => return, // a finding of the variable's
    };
    let table = pair.written.table.features.get(name);
    let stated = match table {
        Some(table) if table.value.to_string() == value => return,
        Some(table) => format!("`{}`", table.value),
        None => "nothing".to_owned(),
    };
    let at = match table {
        Some(_) => pair.written.key(&["features", name, "value"]),
        None => pair.written.key(&["machines", pair.machine]),
    };
    let message = format!("feature `{name}` is `{value}` in the config, {stated} in the table");
    pair.found(Id::Feature, None, (feature.value.place, at), message);
}

fn docker_group(pair: &mut Pair<'_>, group: &DockerGroup) {
    let name = group.name.value.as_str();
    let at = pair
        .written
        .key(&["machines", pair.machine, "groups", name]);
    let message = match pair.of_machine.groups.get(name) {
        None => "only in the config".to_owned(),
        Some(table) => {
            let config = group.services.iter().map(|name| name.value.as_str());
            let listed = table.services.iter().map(|name| name.get_ref().as_str());
            let described = group.description.as_ref().map(|text| text.value.as_str());
            match (difference(config, listed), described) {
                (Some(difference), _) => difference,
                (None, Some(text)) if text != table.description => format!(
                    "described as `{text}` in the config, `{}` in the table",
                    table.description
                ),
                (None, _) => return,
            }
        }
    };
    let message = format!("docker group `{name}`: {message}");
    pair.found(Id::DockerGroup, None, (group.name.place, at), message);
}

fn groups_of_the_table(pair: &mut Pair<'_>) {
    let config = pair.config.groups.iter();
    let config: BTreeSet<_> = config.map(|group| group.name.value.as_str()).collect();
    for name in pair.of_machine.groups.keys() {
        if !config.contains(name.as_str()) {
            let at = pair
                .written
                .key(&["machines", pair.machine, "groups", name]);
            let message = format!("docker group `{name}`: only in the table");
            pair.found(Id::DockerGroup, None, (pair.config.key.place, at), message);
        }
    }
}

fn oddities(pair: &mut Pair<'_>) {
    for warning in &pair.config.warnings {
        let id = match warning.oddity {
            Oddity::UnknownField { .. } => Id::UnknownField,
            _ => Id::Structure,
        };
        let service = warning.service.as_deref();
        let at = match service.and_then(|name| pair.written.row(name)) {
            Some(row) => pair.written.at(&row.name),
            None => pair.written.key(&["machines", pair.machine]),
        };
        let message = warning.oddity.to_string();
        pair.found(id, service, (warning.place, at), message).hint = warning.oddity.hint();
    }
}
