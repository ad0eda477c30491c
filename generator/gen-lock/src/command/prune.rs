use super::Outcome;
use crate::clock;
use crate::failure::finding;
use crate::project::Project;
use crate::prune::{self, Manifest};
use crate::remote::Remote;
use crate::state::State;
use anyhow::{ensure, Context as _, Result};
use clap::Args;
use registry::Repository;
use rollout::Record;
use std::path::{Path, PathBuf};

/// Delete old releases from a registry
///
/// Keeps the newest releases, each machine's latest and previous release, the releases given with
/// `--deployed`, and tags that `gen-lock push` did not create. A digest that a kept tag names is never
/// deleted: unchanged images belong to several releases. Dry run unless `--yes` is given.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  gen-lock prune registry.example/fleet --keep 5
  gen-lock prune registry.example/fleet --keep 5 --deployed /var/lib/fleet --yes")]
pub struct Prune {
    /// The registry and the namespace of the repositories
    #[arg(value_name = "REGISTRY/ORG")]
    namespace: Repository,
    /// How many releases to keep
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    keep: u32,
    /// Keep what a machine runs: its state folder (this machine's is always read), or one of its
    /// `release.json` files; may be given several times
    #[arg(long, value_name = "PATH")]
    deployed: Vec<PathBuf>,
    /// Delete the releases; without it, only list them
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    remote: Remote,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

#[derive(serde::Serialize)]
struct Report {
    kept: Vec<String>,
    /// Images that stay since a machine has them
    deployed: usize,
    deletable: Vec<Manifest>,
    /// Manifests that are gone; none without `--yes`
    deleted: usize,
}

impl Prune {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        let project = Project::read(start)?;
        let locked = project.locked_build()?;
        let client = self.remote.client(&self.namespace)?;
        let prune = prune::Prune {
            client: &client,
            namespace: &self.namespace,
        };
        let keep = usize::try_from(self.keep).unwrap_or(usize::MAX);
        let known = prune.known()?;
        let mut images = known.images.clone();
        images.extend(locked.lock.outputs.images.keys().cloned());
        let tags = prune.tags(&images)?;
        let mut kept = prune::kept(known, &tags, keep, clock::now())?;
        for record in self.deployed()? {
            kept.deployed(&record);
        }
        let deployed = kept.digests.len();
        kept.digests.extend(prune.indexed(&tags)?);
        let deletable = prune.deletable(&tags, &kept)?;
        let mut report = Report {
            kept: kept.releases.iter().map(ToString::to_string).collect(),
            deployed,
            deletable,
            deleted: 0,
        };
        if self.yes {
            let deleted = prune.delete(&report.deletable, &tags)?;
            report.deleted = deleted.done;
            if deleted.refused {
                return Err(finding(format!(
                    "`{}` refuses to delete; {} manifests were already deleted\n\nhint: allow \
                     deletion in the registry's configuration (`storage.delete.enabled: true` for docker-registry), or delete with the provider's own tools",
                    self.namespace.host, deleted.done
                )));
            }
        }
        self.tell(&report)?;
        Ok(Outcome::Fine)
    }

    /// What machines have, and may start again
    fn deployed(&self) -> Result<Vec<Record>> {
        let own = Path::new(fleet::table::Machine::STATE);
        let mut records = if own.is_dir() {
            of_folder(own)?
        } else {
            Vec::new()
        };
        for path in &self.deployed {
            let of_machine = if path.is_dir() {
                of_folder(path)?
            } else {
                vec![of_file(path)?]
            };
            // What is meant to stay must not be deleted for a word that was mistyped.
            ensure!(
                !of_machine.is_empty(),
                "`{}` contains no release\n\nhint: give a machine's state folder, such as {}, or \
                 one of its `release.json` files",
                path.display(),
                own.display()
            );
            records.extend(of_machine);
        }
        Ok(records)
    }

    fn tell(&self, report: &Report) -> Result<()> {
        if self.json {
            println!("{}", serde_json::to_string_pretty(report)?);
            return Ok(());
        }
        println!("kept: {}", report.kept.join(", "));
        if report.deployed > 0 {
            println!("kept: {} images that machines run", report.deployed);
        }
        for manifest in &report.deletable {
            let digest: String = manifest.digest.to_string().chars().take(19).collect();
            let tags = manifest.tags.join(" ");
            let also = match manifest.referrers.len() {
                0 => String::new(),
                count => format!(", with its referrers: {count}"),
            };
            println!("{}  {digest}  {tags}{also}", manifest.repository);
        }
        let count = report.deletable.iter().flat_map(Manifest::digests).count();
        if count == 0 {
            println!("nothing to delete");
        } else if self.yes {
            println!(
                "{} manifests deleted; the registry frees their blobs at its next garbage collection",
                report.deleted
            );
        } else {
            println!("{count} manifests would be deleted: use `--yes` to delete them");
        }
        Ok(())
    }
}

/// Every release of a state folder: `gen-lock rollback` may start any of them
fn of_folder(path: &Path) -> Result<Vec<Record>> {
    let state = State::at(path);
    let releases = state.releases()?;
    let records = releases.iter().map(|release| state.record(release));
    records
        .collect::<Result<_>>()
        .with_context(|| format!("`{}`", path.display()))
}

fn of_file(path: &Path) -> Result<Record> {
    let record = Record::parse(&crate::file::read(path)?);
    record.with_context(|| format!("{}", path.display()))
}
