use super::Outcome;
use crate::failure::finding;
use crate::printer::bytes;
use crate::project::Project;
use anyhow::Result;
use clap::Args;
use fleet::build_lock::{Image, Outputs};
use fleet::image_name::is_of;
use oci::Digest;
use std::collections::BTreeMap;
use std::path::Path;

/// List the images with their sizes and shared layers
#[derive(Debug, Args)]
#[command(after_help = "Example: gen-lock list --machine pc2 --json")]
pub struct List {
    /// Only this machine's images
    #[arg(long)]
    machine: Option<String>,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

#[derive(serde::Serialize)]
struct Row {
    image: String,
    layers: usize,
    size: u64,
    /// Bytes of layers that no other listed image has
    own: u64,
    manifest: Digest,
}

impl List {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        let project = Project::read(start)?;
        let outputs = &project.locked_build()?.lock.outputs;
        if let Some(machine) = &self.machine {
            if !project.fleet.machines.contains_key(machine) {
                return Err(finding(format!(
                    "machine `{machine}` is not in services/fleet.toml"
                )));
            }
        }
        let of_machine = |name: &str| {
            self.machine
                .as_ref()
                .is_none_or(|machine| is_of(name, machine))
        };
        let images: BTreeMap<&String, &Image> = outputs
            .images
            .iter()
            .filter(|(name, _)| of_machine(name))
            .collect();
        let rows = rows(outputs, &images);
        if self.json {
            println!("{}", serde_json::to_string_pretty(&rows)?);
        } else {
            table(&rows, stored(outputs, &images));
        }
        Ok(Outcome::Fine)
    }
}

fn rows(outputs: &Outputs, images: &BTreeMap<&String, &Image>) -> Vec<Row> {
    let mut users: BTreeMap<&String, usize> = BTreeMap::new();
    for layer in images.values().flat_map(|image| &image.layers) {
        *users.entry(layer).or_default() += 1;
    }
    let row = |(name, image): (&&String, &&Image)| Row {
        image: (*name).clone(),
        layers: image.layers.len(),
        size: image.size,
        own: image
            .layers
            .iter()
            .filter(|layer| users[layer] == 1)
            .map(|layer| size(outputs, layer))
            .sum(),
        manifest: image.manifest,
    };
    images.iter().map(row).collect()
}

fn stored(outputs: &Outputs, images: &BTreeMap<&String, &Image>) -> u64 {
    let names: std::collections::BTreeSet<&String> =
        images.values().flat_map(|image| &image.layers).collect();
    names.into_iter().map(|name| size(outputs, name)).sum()
}

fn size(outputs: &Outputs, layer: &str) -> u64 {
    outputs
        .layers
        .get(layer)
        .and_then(|layer| layer.blobs.values().next())
        .map_or(0, |blob| blob.size)
}

fn table(rows: &[Row], stored: u64) {
    let width = rows
        .iter()
        .map(|row| row.image.len())
        .max()
        .unwrap_or(5)
        .max(5);
    println!(
        "{:width$}  {:>6}  {:>10}  {:>10}  manifest",
        "image", "layers", "size", "own"
    );
    for row in rows {
        let manifest = &row.manifest.to_string()[..19];
        let (size, own) = (bytes(row.size), bytes(row.own));
        println!(
            "{:width$}  {:>6}  {size:>10}  {own:>10}  {manifest}",
            row.image, row.layers
        );
    }
    let sum: u64 = rows.iter().map(|row| row.size).sum();
    println!(
        "{} images, {} in all, {} stored: shared layers are stored once",
        rows.len(),
        bytes(sum),
        bytes(stored)
    );
}
