//! What runs on this machine.

use super::wanted::Wanted;
use crate::command::{render, Outcome};
use crate::engine::Engine as Client;
use crate::failure::finding;
use crate::image_store::identify;
use crate::interrupt::Interrupt;
use crate::state::{Link, State};
use anyhow::Result;
use fleet::build_lock::Outputs;
use rollout::{Container, Engine, Image, Running, State as Health};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Paths of a container that are shown
const SHOWN: usize = 20;

#[derive(serde::Serialize)]
struct Report {
    machine: String,
    /// The current release, and whether it was rendered from this lock
    release: Option<(String, bool)>,
    containers: Vec<Running>,
}

pub fn run(project: &Path, machine: &str, json: bool) -> Result<Outcome> {
    let lock = super::lock(project)?;
    let wanted = Wanted::of(project, machine)?;
    let client = Client::new(Interrupt::default());
    let containers = client.all_containers().map_err(super::unanswered)?;
    let ours = |one: &&Container| {
        wanted.containers.contains(&one.name) || one.machine.as_deref() == Some(machine)
    };
    let ours: Vec<Container> = containers.iter().filter(ours).cloned().collect();
    let engine = Engine {
        containers: &ours,
        images: &images(&client, &lock.outputs, &ours)?,
        altered: &altered(&client, &ours)?,
    };
    let containers = Running::of(&lock.outputs, machine, &wanted.containers, &engine);
    let report = Report {
        machine: machine.to_owned(),
        release: release(project, &wanted.state)?,
        containers,
    };
    if json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        print(&report);
    }
    let mut all = report.containers.iter();
    Ok(Outcome::of(
        all.all(|one| one.is_as_locked() || one.is_left_over()),
    ))
}

/// The images that containers were made of, by the engine's own name
fn images(
    client: &Client,
    outputs: &Outputs,
    containers: &[Container],
) -> Result<BTreeMap<String, Image>> {
    let ids: BTreeSet<&str> = containers.iter().map(|one| one.image_id.as_str()).collect();
    let mut images = BTreeMap::new();
    for id in ids.into_iter().filter(|id| !id.is_empty()) {
        if let Some(image) = client.image(id)? {
            images.insert(id.to_owned(), image);
        }
    }
    identify(client, outputs, images.values_mut())?;
    Ok(images)
}

/// What was changed in those whose root can be written to
fn altered(client: &Client, containers: &[Container]) -> Result<BTreeMap<String, Vec<String>>> {
    let mut all = BTreeMap::new();
    for one in containers
        .iter()
        .filter(|one| !one.read_only && one.state != Health::Absent)
    {
        let changed = client.altered(&one.name)?;
        if !changed.is_empty() {
            all.insert(one.name.clone(), changed);
        }
    }
    Ok(all)
}

fn release(project: &Path, state: &Path) -> Result<Option<(String, bool)>> {
    let state = State::at(state);
    let Some(current) = state.release(Link::Current) else {
        return Ok(None);
    };
    let record = state.record(&current).map_err(finding)?;
    let (_, text) = render::lock(project)?;
    Ok(Some((
        current.to_string(),
        record.lock == render::digest(&text),
    )))
}

fn print(report: &Report) {
    for one in &report.containers {
        let name = &one.container;
        match one {
            one if one.is_as_locked() || one.is_left_over() => continue,
            one if !one.wanted => println!("{name}: runs, and the table has no such service"),
            one if !one.runs => println!("{name}: does not run: {}", one.state),
            _ => println!("{name}: is not as locked"),
        }
        for difference in &one.differences {
            println!("  {difference}");
        }
        for path in one.altered.iter().take(SHOWN) {
            println!("  altered: {path}");
        }
        if let more @ 1.. = one.altered.len().saturating_sub(SHOWN) {
            println!("  … and {more} more");
        }
    }
    let wanted = report.containers.iter().filter(|one| one.wanted);
    let same = wanted.clone().filter(|one| one.is_as_locked()).count();
    let (machine, all) = (&report.machine, wanted.count());
    let of = match &report.release {
        Some((release, true)) => format!("; release {release} is of this lock"),
        Some((release, false)) => format!("; release {release} is of another lock"),
        None => String::new(),
    };
    println!("{machine}: {same} of {all} containers run as locked{of}");
}
