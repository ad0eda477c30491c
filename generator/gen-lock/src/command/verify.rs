use super::Outcome;
use crate::failure::finding;
use crate::printer::{bytes, Printer};
use crate::project::{Project, BUILD_LOCK};
use crate::remote::Remote;
use crate::{store, verify};
use anyhow::Result;
use clap::Args;
use fleet::build_lock::Outputs;
use rayon::prelude::*;
use registry::Repository;
use render::Tag;
use std::path::Path;

/// Recompute every digest of an OCI layout, or ask a registry, against build-lock.json
///
/// A registry is asked for every image: its manifest, its config, and whether each blob is there, of
/// its size; with `--deep` each blob is downloaded and hashed. Exit code 1: something is not as
/// locked.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nix build .#mainpc-fleet && gen-lock verify
  gen-lock verify result --image stt-service --json
  gen-lock verify registry.example/fleet --machine pc2 --deep
  gen-lock verify --rebuild")]
pub struct Verify {
    /// The OCI image layout, or a registry with the namespace of its repositories
    #[arg(default_value = "result", value_name = "LAYOUT|REGISTRY/ORG")]
    target: String,
    /// One image of it
    #[arg(long, value_name = "NAME")]
    image: Option<String>,
    /// Of a registry: the images of this machine alone
    #[arg(long, value_name = "NAME", conflicts_with = "image")]
    machine: Option<String>,
    /// Of a registry: what this tag names, in place of the digests of the lock
    #[arg(long)]
    tag: Option<Tag>,
    /// Of a registry: download each blob and hash it
    #[arg(long)]
    deep: bool,
    #[command(flatten)]
    remote: Remote,
    /// Build every layer, image and fleet a second time and compare
    #[arg(long, conflicts_with_all = ["target", "image", "machine", "tag", "deep"])]
    rebuild: bool,
    /// As JSON
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        let project = Project::read(start)?;
        if self.rebuild {
            return rebuild(&project, self.json);
        }
        let lock = project.build_lock()?.ok_or_else(|| {
            finding(format!(
                "{BUILD_LOCK} is missing\n\nhint: run `gen-lock refresh`"
            ))
        })?;
        let printer = Printer::new();
        let report = match self.registry() {
            Some(namespace) => self.in_registry(&namespace, &lock.outputs, &printer)?,
            None => {
                let image = self.image.as_deref();
                verify::layout(Path::new(&self.target), &lock.outputs, image, &printer)?
            }
        };
        if self.json {
            println!("{}", serde_json::to_string_pretty(&report)?);
        } else {
            for mismatch in &report.mismatches {
                println!("{mismatch}");
            }
            println!(
                "{} images, {} blobs, {}: {}",
                report.images,
                report.blobs,
                bytes(report.bytes),
                match report.mismatches.len() {
                    0 => "all as locked".to_owned(),
                    1 => "1 mismatch".to_owned(),
                    count => format!("{count} mismatches"),
                }
            );
        }
        Ok(Outcome::of(report.mismatches.is_empty()))
    }
}

impl Verify {
    /// The registry that is meant, where no layout is: `docker://` says so in any case
    fn registry(&self) -> Option<Repository> {
        let said = self.target.strip_prefix("docker://");
        if said.is_none() && Path::new(&self.target).exists() {
            return None;
        }
        said.unwrap_or(&self.target).parse().ok()
    }

    fn in_registry(
        &self,
        namespace: &Repository,
        outputs: &Outputs,
        printer: &Printer,
    ) -> Result<verify::Report> {
        let of_name = |wanted: &str, name: &str| {
            name == wanted || name.split_once('-').is_some_and(|(_, rest)| rest == wanted)
        };
        let of_machine =
            |machine: &str, name: &str| name.split_once('-').is_some_and(|(of, _)| of == machine);
        let chosen = |name: &&str| {
            self.image.as_ref().is_none_or(|image| of_name(image, name))
                && self
                    .machine
                    .as_ref()
                    .is_none_or(|machine| of_machine(machine, name))
        };
        let names: Vec<&str> = outputs
            .images
            .keys()
            .map(String::as_str)
            .filter(chosen)
            .collect();
        if names.is_empty() {
            return Err(finding(format!(
                "{BUILD_LOCK} has no such image\n\nhint: `gen-lock list` shows what is"
            )));
        }
        let client = self.remote.client(namespace)?;
        let tag = self.tag.as_ref().map(ToString::to_string);
        let registry = verify::registry::Registry {
            client: &client,
            namespace,
            outputs,
            tag: tag.as_deref(),
            deep: self.deep,
        };
        registry.verify(&names, printer)
    }
}

#[derive(serde::Serialize)]
struct Rebuilt {
    compared: usize,
    different: Vec<String>,
}

fn rebuild(project: &Project, json: bool) -> Result<Outcome> {
    let fleets: Vec<String> = project
        .fleet
        .machines
        .keys()
        .map(|machine| format!("{machine}-fleet"))
        .collect();
    store::build(&project.root, &fleets)?;
    let ours = |path: &String| {
        ["-layer.drv", "-image.drv", "-fleet.drv"]
            .iter()
            .any(|end| path.ends_with(end))
    };
    let derivations: Vec<String> = store::derivations(&project.root, &fleets)?
        .into_iter()
        .filter(ours)
        .collect();
    let bar = Printer::new().steps(derivations.len() as u64, "rebuild");
    let rebuilt: Result<Vec<Option<String>>> = derivations
        .par_iter()
        .with_max_len(1)
        .map(|derivation| {
            let said = store::rebuild(derivation)?;
            bar.inc(1);
            Ok(said.map(|said| format!("{derivation}: {}", said.trim())))
        })
        .collect();
    bar.finish_and_clear();
    let different: Vec<String> = rebuilt?.into_iter().flatten().collect();
    let result = Rebuilt {
        compared: derivations.len(),
        different,
    };
    if json {
        println!("{}", serde_json::to_string_pretty(&result)?);
    } else {
        for one in &result.different {
            println!("{one}");
        }
        println!(
            "{} derivations built a second time and compared, {} differ",
            result.compared,
            result.different.len()
        );
    }
    Ok(Outcome::of(result.different.is_empty()))
}
