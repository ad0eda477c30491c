//! What runs on this machine.

mod expected;

use super::wanted::Asked;
use crate::command::Outcome;
use crate::engine::Engine as Client;
use crate::failure::{finding, Failure};
use crate::image_store::identify;
use crate::interrupt::Interrupt;
use crate::project::LockFile;
use crate::state::{Link, State};
use anyhow::Result;
use fleet::build_lock::Outputs;
use rollout::{Container, Engine, Image, Record, Running, State as Health};
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

pub fn run(project: &Path, asked: &Asked<'_>, json: bool) -> Result<Outcome, Failure> {
    let locked = LockFile::read(project)?;
    let (lock, lock_digest) = (&locked.lock, locked.digest());
    let client = Client::new(Interrupt::default());
    // Who does not answer proves nothing.
    let containers = client.all_containers().map_err(Failure::CannotRun)?;
    let info = client.info().map_err(Failure::CannotRun)?;
    let (wanted, release) = asked.with(project, &lock_digest, |machine| {
        let release = release(machine.state)?;
        let record = release.as_ref().map(|(_, record)| record);
        let wanted = expected::all(machine, &lock.outputs, record, &containers)?;
        Ok((wanted, release))
    })?;
    let mut engine = Engine {
        containers: &containers,
        images: &images(&client, &lock.outputs, &containers)?,
        altered: &BTreeMap::new(),
        info: &info,
    };
    let all = Running::of(&lock.outputs, asked.name, &wanted, &engine);
    let altered = altered(&client, &containers, &all)?;
    engine.altered = &altered;
    let report = Report {
        machine: asked.name.to_owned(),
        release: release.map(|(name, record)| (name, record.lock == lock_digest)),
        containers: Running::of(&lock.outputs, asked.name, &wanted, &engine),
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

/// What was changed in those of the judged whose root can be written to
fn altered(
    client: &Client,
    containers: &[Container],
    judged: &[Running],
) -> Result<BTreeMap<String, Vec<String>>> {
    let names: BTreeSet<&str> = judged.iter().map(|one| one.container.as_str()).collect();
    let mut all = BTreeMap::new();
    for one in containers
        .iter()
        .filter(|one| names.contains(one.name.as_str()))
        .filter(|one| !one.read_only && one.state != Health::Absent)
    {
        let changed = client.altered(&one.name)?;
        if !changed.is_empty() {
            all.insert(one.name.clone(), changed);
        }
    }
    Ok(all)
}

/// The current release, and what it is of
fn release(state: &str) -> Result<Option<(String, Record)>> {
    let state = State::at(Path::new(state));
    let Some(current) = state.release(Link::Current) else {
        return Ok(None);
    };
    let record = state.record(&current).map_err(finding)?;
    Ok(Some((current.to_string(), record)))
}

/// What there is to say of a container that nobody rolled out
fn stranger(one: &Running) -> String {
    let how = if one.runs { "runs" } else { "is there" };
    match &one.image {
        Some(image) => {
            format!("{how}, created from the lock's `{image}`, but the table has no such service")
        }
        None => format!("{how}, but the table has no such service"),
    }
}

fn print(report: &Report) {
    for one in &report.containers {
        let name = &one.container;
        match one {
            one if one.is_as_locked() || one.is_left_over() => continue,
            one if !one.wanted => println!("{name}: {}", stranger(one)),
            one if !one.runs => println!("{name}: is not running: {}", one.state),
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
