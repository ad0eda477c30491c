use super::Outcome;
use crate::failure::finding;
use crate::printer::{bytes, Printer};
use crate::project::{Project, BUILD_LOCK};
use crate::{store, verify};
use anyhow::Result;
use clap::Args;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Recompute every digest of an OCI layout from its bytes, against build-lock.json
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nix build .#mainpc-fleet && gen-lock verify
  gen-lock verify result --image stt-service --json
  gen-lock verify --rebuild")]
pub struct Verify {
    /// The OCI image layout
    #[arg(default_value = "result")]
    path: PathBuf,
    /// One image of it
    #[arg(long, value_name = "NAME")]
    image: Option<String>,
    /// Build every layer, image and fleet a second time and compare
    #[arg(long, conflicts_with_all = ["path", "image"])]
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
        let image = self.image.as_deref();
        let report = verify::layout(&self.path, &lock.outputs, image, &printer)?;
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
