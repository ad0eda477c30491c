mod origin;
mod revision;

use super::Outcome;
use crate::file;
use crate::project::source;
use anyhow::{anyhow, Result};
use change::{compare, print, Changes, Level, Policy, State};
use clap::{Args, ValueEnum};
use origin::Origin;
use std::path::{Path, PathBuf};

/// Show what changed between two states of the locks, and what each machine will pull
///
/// A state is a checkout's folder, a git revision, or a `build-lock.json` alone; of the last it is not
/// known which image holds a package. Exit code 1 when a policy denies something.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  gen-lock diff HEAD~1                      # against this folder
  gen-lock diff v1 v2 --format markdown     # for a change request
  gen-lock diff v1 v2 --format html --out diff.html
  gen-lock diff main --policy policy.toml

A policy gives each of these a level, `allow` (by default), `warn` or `deny`:
  same-version-other-hash, built-from-source, downgrade, upgrade, new-direct-package,
  new-indirect-package, removed-package, new-image, removed-image, recompressed-layer,
  introduced-advisory, incomplete-comparison
and limits, from which on a change warns or is denied:
  bytes-per-machine = { warn = \"100 MB\", deny = \"2 GB\" }
  changed-layers = { warn = 5 }")]
pub struct Diff {
    /// A folder, a git revision, or a build lock
    old: String,
    /// The same; by default the project's folder
    new: Option<String>,
    /// How it is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// As JSON
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// What a change may do
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Write it to a file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// Everything, for programs
    Json,
    /// For a change request
    Markdown,
    /// One page with a map of each image's size and what is shared
    Html,
}

impl Diff {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        let policy = self.policy.as_deref().map(read_policy).transpose()?;
        let old = Origin::of(&self.old, start)?.read()?;
        let new = match &self.new {
            Some(new) => Origin::of(new, start)?.read()?,
            None => Origin::Folder(start.to_owned()).read()?,
        };
        let mut changes = compare(&old, &new);
        if let Some(policy) = policy {
            changes.findings = policy.judge(&changes);
        }
        self.print(&changes, &new)?;
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
            // Colours are taken off again where that is no terminal, or where `NO_COLOR` is set.
            (None, Format::Text) => anstream::print!("{text}"),
            (None, _) => print!("{text}"),
        }
        Ok(())
    }
}

fn read_policy(path: &Path) -> Result<Policy> {
    let text = file::read(path)?;
    let name = path.display().to_string();
    // Not a finding: with a wrong policy nothing is judged.
    Policy::parse(source(&name, &text)).map_err(|error| anyhow!("{error}"))
}
