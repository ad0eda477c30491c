use super::Outcome;
use crate::commit::Commit;
use crate::failure::finding;
use crate::printer::{bytes, Printer};
use crate::project::Project;
use crate::remote::Remote;
use crate::sources;
use crate::uploads::Uploads;
use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};
use fleet::build_lock::Inputs;
use oci::Digest;
use registry::archive::Archive as SourceArchive;
use registry::{Client, Repository};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

/// Tags that a message shows
const SHOWN: usize = 10;

/// Store every locked source in a registry: wheels, debs, crates, everything in the lock
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  gen-lock archive push registry.example/fleet/sources
  gen-lock fetch --from oci://registry.example/fleet/sources")]
pub struct Archive {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Push(Push),
    Pull(Pull),
}

/// Upload the sources that the registry lacks, from the Nix store
///
/// A source's SHA-256 is its blob's digest. The tags are `lock-<digits>`, derived from all inputs of
/// the build, and `YYYYMMDD-<commit>` if everything is committed.
#[derive(Debug, Args)]
#[command(after_help = "Example: gen-lock archive push registry.example/fleet/sources")]
struct Push {
    /// The repository that stores the sources
    #[arg(value_name = "REGISTRY/ORG/sources")]
    repository: Repository,
    #[command(flatten)]
    remote: Remote,
    #[command(flatten)]
    uploads: Uploads,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

/// Download the sources into a folder of files named by sha256, for `fetch --from`
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  gen-lock archive pull registry.example/fleet/sources /media/usb/sources
  gen-lock archive pull registry.example/fleet/sources sources --tag 20261126-0123456789ab")]
struct Pull {
    /// The repository that stores the sources
    #[arg(value_name = "REGISTRY/ORG/sources")]
    repository: Repository,
    /// The target folder; files there that are correct are kept
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The sources that this tag names, instead of those of this checkout's lock; needs no checkout
    #[arg(long, value_name = "TAG")]
    tag: Option<String>,
    #[command(flatten)]
    remote: Remote,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

#[derive(serde::Serialize)]
struct Report<T> {
    repository: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(flatten)]
    done: T,
}

impl Archive {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        match self.command {
            Command::Push(push) => push.run(start),
            Command::Pull(pull) => pull.run(start),
        }
    }
}

impl Push {
    fn run(self, start: &Path) -> Result<Outcome> {
        let project = Project::read(start)?;
        let inputs = inputs(&project)?;
        let mut tags = vec![sources::tag(&inputs)];
        // Without a commit that is what is pushed, no commit is named.
        if let Ok(commit) = Commit::clean(&project.root) {
            tags.push(commit.tag(None).to_string());
        }
        let named = inputs.sources.iter();
        let named = named.map(|(locator, content)| (locator.as_str(), content.size));
        self.uploads.check(&self.repository.host, named)?;
        let (method, printer) = (self.uploads.method(), Printer::new());
        let mut client = self.remote.client_that_sends(&self.repository, method)?;
        self.uploads.listen(&mut client, &printer);
        let push = sources::Push {
            client: &client,
            repository: &self.repository,
            printer: &printer,
        };
        let done = push.push(&inputs.sources, &tags)?;
        if self.json {
            return report(&self.repository, tags, &done);
        }
        println!(
            "{} sources in {} as `{}`: {} sent ({})",
            done.sources,
            self.repository,
            tags.join("` and `"),
            done.sent,
            bytes(done.bytes)
        );
        Ok(Outcome::Fine)
    }
}

impl Pull {
    fn run(self, start: &Path) -> Result<Outcome> {
        let client = self.remote.client(&self.repository)?;
        let archive = match &self.tag {
            Some(tag) => tagged(&client, &self.repository, tag)?,
            None => sources::archive(&inputs(&Project::read(start)?)?.sources)?,
        };
        let wanted: BTreeMap<Digest, u64> = archive
            .sources
            .values()
            .map(|kept| (kept.digest, kept.size))
            .collect();
        let from = (&client, &self.repository);
        let done = sources::pull(from, &wanted, &self.folder, &Printer::new())?;
        if self.json {
            return report(&self.repository, self.tag.into_iter().collect(), &done);
        }
        println!(
            "{} sources, {}, in `{}`: {} pulled",
            done.sources,
            bytes(done.bytes),
            self.folder.display(),
            done.pulled.load(Ordering::Relaxed)
        );
        Ok(Outcome::Fine)
    }
}

fn inputs(project: &Project) -> Result<Inputs> {
    Ok(project.locked_build()?.lock.inputs.clone())
}

/// What a tag names
fn tagged(client: &Client, repository: &Repository, tag: &str) -> Result<SourceArchive> {
    let at = |name: &str| format!("`{name}` in `{repository}` is not an archive of sources");
    let Some(index) = client.manifest(repository, tag)? else {
        return Err(unknown(client, repository, tag));
    };
    let mut archive = SourceArchive::default();
    for digest in SourceArchive::parse_index(&index.bytes).with_context(|| at(tag))? {
        let name = digest.to_string();
        let manifest = client.manifest(repository, &name)?;
        let manifest = manifest.with_context(|| format!("`{repository}` has no `{name}`"))?;
        archive.add(&manifest.bytes).with_context(|| at(&name))?;
    }
    Ok(archive)
}

fn unknown(client: &Client, repository: &Repository, tag: &str) -> anyhow::Error {
    let tags = client.tags(repository).unwrap_or_default();
    let shown = tags[tags.len().saturating_sub(SHOWN)..].join(", ");
    let hint = if shown.is_empty() {
        "nothing was pushed there: use `gen-lock archive push`".to_owned()
    } else {
        format!("it has: {shown}")
    };
    finding(format!("`{repository}` has no tag `{tag}`\n\nhint: {hint}"))
}

fn report<T: serde::Serialize>(
    repository: &Repository,
    tags: Vec<String>,
    done: T,
) -> Result<Outcome> {
    let report = Report {
        repository: repository.to_string(),
        tags,
        done,
    };
    println!("{}", serde_json::to_string_pretty(&report)?);
    Ok(Outcome::Fine)
}
