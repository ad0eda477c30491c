mod advised;
mod origin;
mod pushed;
mod revision;

use super::Outcome;
use crate::failure::Failure;
use crate::file;
use crate::project::source;
use crate::remote::Remote;
use crate::writer;
use anyhow::Result;
use change::{compare, print, Changes, Level, Policy, State};
use clap::{Args, ValueEnum};
use origin::Origin;
use std::path::{Path, PathBuf};

/// Show what changed between two states of the locks, and what each machine will pull
///
/// A state is a checkout's folder, a git revision, a `build-lock.json` alone, or what `gen-lock push` stored
/// in a registry: one image, or the lock of a release. For registry sources, the requirement that pulled
/// a package in is unknown. Exit code 1: the policy denies a change.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  gen-lock diff HEAD~1                      # compared with this folder
  gen-lock diff v1 v2 --format markdown     # for a pull request
  gen-lock diff v1 v2 --format html --out diff.html
  gen-lock diff main --policy policy.toml --database osv
  gen-lock diff docker://registry.example/fleet/build-lock:pc2     # compared with the last push
  gen-lock diff docker://registry.example/fleet/pc2-stt-service:20261126-0123456789ab \\
                docker://registry.example/fleet/pc2-stt-service:20261201-ba9876543210

A policy gives each of these a level, `allow` (by default), `warn` or `deny`:
  same-version-other-hash, built-from-source, downgrade, upgrade, new-direct-package,
  new-indirect-package, removed-package, new-image, removed-image, recompressed-layer,
  introduced-advisory, incomplete-comparison
It can also set limits; a change above a limit is warned about or denied:
  bytes-per-machine = { warn = \"100 MB\", deny = \"2 GB\" }
  changed-layers = { warn = 5 }")]
pub struct Diff {
    /// The old state: a folder, a git revision, a build lock, or `docker://REGISTRY/ORG/NAME:TAG`
    old: String,
    /// The new state, in the same form; by default the project's folder
    new: Option<String>,
    /// The output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Print the result as JSON
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// A folder of OSV records, as for `scan`: shows the advisories that the change fixes and introduces
    #[arg(long, value_name = "DIR")]
    database: Option<PathBuf>,
    /// A policy: which changes are allowed
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    #[command(flatten)]
    remote: Remote,
    /// Write the output to this file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For terminals
    Text,
    /// Everything, for programs
    Json,
    /// For the description of a pull request
    Markdown,
    /// One page with a map of each image's size and of shared layers
    Html,
}

impl Diff {
    /// What has not been compared is no finding, whatever is wrong with it
    pub fn run(self, start: &Path) -> Result<Outcome, Failure> {
        self.compare(start).map_err(Failure::CannotRun)
    }

    fn compare(&self, start: &Path) -> Result<Outcome> {
        let policy = self.policy.as_deref().map(read_policy).transpose()?;
        let old = Origin::of(&self.old, start)?.read(&self.remote)?;
        let new = match &self.new {
            Some(new) => Origin::of(new, start)?.read(&self.remote)?,
            None => Origin::Folder(start.to_owned()).read(&self.remote)?,
        };
        let mut changes = compare(&old.state, &new.state);
        if let Some(folder) = &self.database {
            changes.advisories = Some(advised::ask(folder, &old, &new)?);
        }
        if let Some(policy) = policy {
            changes.findings = policy.judge(&changes);
        }
        self.print(&changes, &new.state)?;
        let denied = changes
            .findings
            .iter()
            .any(|finding| finding.level == Level::Deny);
        Ok(Outcome::of(!denied))
    }

    fn print(&self, changes: &Changes, new: &State) -> Result<()> {
        let format = if self.json { Format::Json } else { self.format };
        let text = match format {
            Format::Text => print::text(changes),
            Format::Json => print::json(changes),
            Format::Markdown => print::markdown(changes),
            Format::Html => print::html(changes, new),
        };
        match (&self.out, format) {
            (Some(path), Format::Text) => file::write(
                path,
                anstream::adapter::strip_str(&text).to_string().as_bytes(),
            )?,
            (Some(path), _) => file::write(path, text.as_bytes())?,
            (None, Format::Text) => writer::coloured(&text),
            (None, _) => print!("{text}"),
        }
        Ok(())
    }
}

fn read_policy(path: &Path) -> Result<Policy> {
    let text = file::read(path)?;
    let name = path.display().to_string();
    Ok(Policy::parse(source(&name, &text))?)
}
