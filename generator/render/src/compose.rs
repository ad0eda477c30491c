//! One compose file, in what docker-compose 1.29 and 2 both take of the Compose specification: no
//! `version`, no `name`.

mod service;

use crate::header::{Form, Header};
use crate::yaml::{Map, Value};
use crate::{folders, Files, Folder, Machine, Profile, Rollout};
use fleet::image_config::USER;
use fleet::table::Network;
use fleet::Error;
use std::collections::BTreeSet;

/// The compose file of a machine: `compose.yaml`, or `compose.phase-1.yaml` of a phase
///
/// # Errors
/// When the lock has no digest of an image.
pub fn compose(machine: &Machine<'_>, rollout: &Rollout<'_>) -> Result<Files, Error> {
    let mut services = Map::default();
    for service in &machine.services {
        services.set(&service.image, service::service(machine, service, rollout)?);
    }
    let mut root = Map::default();
    root.set("services", services);
    if machine.network == Network::Bridge {
        root.set("networks", networks(machine));
    }
    root.set_some("secrets", secrets(machine));
    let file = match machine.phase {
        Some(phase) => format!("compose.phase-{phase}.yaml"),
        None => "compose.yaml".to_owned(),
    };
    let header = Header::of(Form::Compose, machine);
    let lines = lines(machine);
    let mut text = header.comment(machine.lock, lines.iter().map(String::as_str));
    // Compose replaces variables in every value; nothing here is one.
    text += &root.with_texts(|value| value.replace('$', "$$")).print();
    let mut files = Files::from([(file, text)]);
    files.extend(machine.profile_files());
    Ok(files)
}

/// The machine's, and one that reaches nothing else for the engine's proxy
fn networks(machine: &Machine<'_>) -> Map {
    let bridge = || Map::from_iter([("driver", Value::from("bridge"))]);
    let mut networks = Map::from_iter([(machine.name, bridge())]);
    if let Some(name) = &machine.supervision {
        let mut inner = bridge();
        inner.set("internal", true);
        networks.set(name, inner);
    }
    networks
}

fn secrets(machine: &Machine<'_>) -> Map {
    let names = machine.services.iter().flat_map(|service| &service.secrets);
    let names: BTreeSet<&str> = names.copied().collect();
    let file = |name: &str| Map::from_iter([("file", machine.secret(name))]);
    names.into_iter().map(|name| (name, file(name))).collect()
}

/// What a person must know
fn lines(machine: &Machine<'_>) -> Vec<String> {
    let mut lines = vec!["yamllint disable rule:line-length".to_owned()];
    let folders = folders(machine);
    if !folders.is_empty() {
        lines.push(String::new());
        lines.push(format!(
            "Folders that must be there, for the images' user {USER}:"
        ));
        lines.extend(folders.iter().map(Folder::install));
    }
    lines.extend(profile_lines(machine));
    lines
}

/// Where the profiles beside this file belong
pub(crate) fn profile_lines(machine: &Machine<'_>) -> Vec<String> {
    if machine.profiles.is_empty() {
        return Vec::new();
    }
    let head = ["", "Seccomp profiles that must be there:"].map(str::to_owned);
    let install = |profile: &&Profile| {
        let (file, folder) = (&profile.file, machine.profile_folder());
        format!("  install -D -m 0644 {file} {folder}/{file}")
    };
    head.into_iter()
        .chain(machine.profiles.iter().map(install))
        .collect()
}
