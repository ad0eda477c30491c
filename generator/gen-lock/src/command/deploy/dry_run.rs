//! What a roll-out would do.

use super::Rendered;
use crate::printer::bytes;
use crate::roll_out::RollOut;
use crate::state::{Link, COMPOSE};
use anyhow::Result;
use fleet::document::canonical;
use oci::DiffId;
use rollout::{recreated, Image, Service};
use serde::Serialize;
use std::collections::BTreeSet;

/// What a roll-out would do
#[derive(Debug, Serialize)]
struct DryRun {
    /// Images by reference
    pull: Vec<String>,
    /// Bytes of the layers that the engine lacks, as the registry has them; none with a forced tag
    bytes: Option<u64>,
    /// Containers
    recreate: Vec<String>,
    /// All containers
    containers: usize,
}

/// Says it on stdout
///
/// # Errors
/// When the engine cannot be asked.
pub fn tell(at: &RollOut<'_>, rendered: &Rendered, json: bool) -> Result<()> {
    let dry_run = dry_run(at, rendered)?;
    if json {
        print!("{}", canonical(&dry_run));
        return Ok(());
    }
    for image in &dry_run.pull {
        println!("would pull {image}");
    }
    for container in &dry_run.recreate {
        println!("would recreate {container}");
    }
    let pulled = dry_run.bytes.map(|count| format!(" ({})", bytes(count)));
    println!(
        "{}: would pull {} images{} and recreate {} of {} containers; nothing was done",
        rendered.record.machine,
        dry_run.pull.len(),
        pulled.unwrap_or_default(),
        dry_run.recreate.len(),
        dry_run.containers
    );
    Ok(())
}

fn dry_run(at: &RollOut<'_>, rendered: &Rendered) -> Result<DryRun> {
    let record = &rendered.record;
    let lacking = at.lacking(record)?;
    let forced = record.force_image_tag.is_some();
    let bytes = (!forced).then(|| missing(at, rendered, &lacking));
    let started = at.state.release(Link::Started);
    let old = started.and_then(|started| at.state.read(&started, COMPOSE).ok());
    let changed = recreated(old.as_deref(), rendered.compose()?);
    let names: Vec<&str> = record
        .services
        .iter()
        .map(|one| one.container.as_str())
        .collect();
    let there = at.engine.containers(&names)?;
    let stays = |service: &&Service| {
        let same = there
            .iter()
            .any(|one| one.name == service.container && one.image == service.image);
        same && !changed.contains(&service.service.as_str())
    };
    let services = record.services.iter().filter(|service| !stays(service));
    Ok(DryRun {
        pull: lacking
            .iter()
            .map(|service| service.image.clone())
            .collect(),
        bytes: bytes.transpose()?,
        recreate: services.map(|service| service.container.clone()).collect(),
        containers: record.services.len(),
    })
}

/// Bytes of the layers that no image of the engine has, each once
fn missing(at: &RollOut<'_>, rendered: &Rendered, lacking: &[&Service]) -> Result<u64> {
    let images = at.engine.images()?;
    let there = images.iter().flat_map(Image::layers);
    // What is no digest is no layer of the lock.
    let there: BTreeSet<DiffId> = there.filter_map(|layer| layer.parse().ok()).collect();
    let outputs = &rendered.lock.outputs;
    let images = lacking
        .iter()
        .filter_map(|service| outputs.images.get(&service.container));
    let layers: BTreeSet<&String> = images.flat_map(|image| &image.layers).collect();
    let layers = layers
        .into_iter()
        .filter_map(|layer| outputs.layers.get(layer));
    let missing = layers.filter(|layer| !there.contains(&layer.diff_id));
    let sizes = missing.filter_map(|layer| layer.blobs.get(rendered.codec.name()));
    Ok(sizes.map(|blob| blob.size).sum())
}
