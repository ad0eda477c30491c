use super::render::{digest, lock};
use super::Outcome;
use crate::commit::{Commit, ReleaseTag};
use crate::documents::{Documents, Selection};
use crate::failure::finding;
use crate::printer::{bytes, Printer};
use crate::project::Project;
use crate::push::{self, counted, Counts, Last, Plan, Releases};
use crate::remote::Remote;
use crate::store;
use anyhow::Result;
use clap::{Args, ValueEnum};
use fleet::build_lock::Outputs;
use fleet::BuildLock;
use provenance::BUILDER;
use registry::Repository;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Send images to a registry: each blob once, then the manifests, then the tags
///
/// Every image of every machine, or those that are chosen, as `<machine>-<image>` with the tag
/// `YYYYMMDD-<commit>`; the tag before gets `-prev` behind once all are complete. What the registry
/// has is not sent again. Credentials are those of the container tools (`skopeo login`).
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  gen-lock push registry.example/fleet
  gen-lock push 127.0.0.1:5000/fleet --fleet pc2 --codec gzip
  gen-lock push registry.example/fleet --image mainpc-stt-service --json")]
pub struct Push {
    /// The registry, and the namespace of the repositories
    #[arg(value_name = "REGISTRY/ORG")]
    namespace: Repository,
    /// The images of this machine alone; may be given several times
    #[arg(long, value_name = "MACHINE")]
    fleet: Vec<String>,
    /// This image alone, with its machine before it or for all machines; may be given several times
    #[arg(long, value_name = "NAME", conflicts_with = "fleet")]
    image: Vec<String>,
    /// Layers in this codec; by default the table's
    #[arg(long)]
    codec: Option<Codec>,
    #[command(flatten)]
    remote: Remote,
    /// The report as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Codec {
    /// For engines before Docker 23
    Gzip,
    /// Smaller and faster
    Zstd,
}

#[derive(serde::Serialize)]
struct Report<'a> {
    registry: String,
    tag: String,
    before: BTreeSet<String>,
    #[serde(flatten)]
    done: &'a Counts,
}

impl Push {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        let project = Project::read(start)?;
        let commit = Commit::clean(&project.root)?;
        let (lock, text) = lock(&project.root)?;
        let chosen = self.chosen(&project, &lock.outputs)?;
        let codec = self.codec(&project);
        let layouts = self.layouts(&project, &chosen, codec)?;
        let mut plan = Plan::default();
        for layout in &layouts {
            plan.add(layout, &self.namespace, &lock.outputs, codec.is_none())?;
        }
        let client = self.remote.client(&self.namespace)?;
        let push = push::Push {
            client: &client,
            namespace: &self.namespace,
            plan: &plan,
            tag: &commit.tag(codec),
            printer: &Printer::new(),
            done: Counts::default(),
        };
        let order = Order {
            project: &project,
            lock: &lock,
            text: &text,
            commit: &commit,
            whole: self.whole(&chosen, &lock.outputs),
            layouts,
            locked: codec.is_none(),
        };
        let before = order.run(&push)?;
        self.tell(&push, before)?;
        Ok(Outcome::Fine)
    }

    /// The codec, where it is not the table's
    fn codec(&self, project: &Project) -> Option<&'static str> {
        let codec = match self.codec? {
            Codec::Gzip => "gzip",
            Codec::Zstd => "zstd",
        };
        (codec != project.fleet.codec.name()).then_some(codec)
    }

    /// The names of the images
    fn chosen(&self, project: &Project, outputs: &Outputs) -> Result<BTreeSet<String>> {
        let mut chosen = BTreeSet::new();
        for machine in &self.fleet {
            if !project.fleet.machines.contains_key(machine) {
                return Err(unknown("machine", machine));
            }
        }
        for name in &self.image {
            let of_name = |image: &&String| {
                *image == name || image.split_once('-').is_some_and(|(_, rest)| rest == name)
            };
            let before = chosen.len();
            chosen.extend(outputs.images.keys().filter(of_name).cloned());
            if chosen.len() == before {
                return Err(unknown("image", name));
            }
        }
        let machines = &self.fleet;
        let wanted = |image: &&String| {
            machines.is_empty() || machines.iter().any(|machine| is_of(image, machine))
        };
        if self.image.is_empty() {
            chosen.extend(outputs.images.keys().filter(wanted).cloned());
        }
        Ok(chosen)
    }

    /// Builds what is to be sent, where that is still to do
    fn layouts(
        &self,
        project: &Project,
        chosen: &BTreeSet<String>,
        codec: Option<&str>,
    ) -> Result<Vec<PathBuf>> {
        let before = codec.map(|codec| format!("{codec}.")).unwrap_or_default();
        let attributes: Vec<String> = if self.image.is_empty() {
            let machines = project.fleet.machines.keys();
            let any = |machine: &&String| chosen.iter().any(|image| is_of(image, machine));
            machines
                .filter(any)
                .map(|machine| format!("{before}{machine}-fleet"))
                .collect()
        } else {
            chosen
                .iter()
                .map(|image| format!("{before}{image}"))
                .collect()
        };
        let built = store::build(&project.root, &attributes)?;
        Ok(built.into_iter().map(PathBuf::from).collect())
    }

    /// The machines of which all is sent
    fn whole(&self, chosen: &BTreeSet<String>, outputs: &Outputs) -> BTreeSet<String> {
        let machine = |image: &String| image.split('-').next().unwrap_or_default().to_owned();
        let lacking: BTreeSet<String> = outputs
            .images
            .keys()
            .filter(|image| !chosen.contains(*image))
            .map(machine)
            .collect();
        let all: BTreeSet<String> = chosen.iter().map(machine).collect();
        all.difference(&lacking).cloned().collect()
    }

    fn tell(&self, push: &push::Push<'_>, before: BTreeSet<ReleaseTag>) -> Result<()> {
        if self.json {
            let report = Report {
                registry: self.namespace.to_string(),
                tag: push.tag.to_string(),
                before: before.iter().map(ToString::to_string).collect(),
                done: &push.done,
            };
            println!("{}", serde_json::to_string_pretty(&report)?);
            return Ok(());
        }
        let done = &push.done;
        println!(
            "{} images as `{}` in {}: {} of {} blobs sent ({}), {} mounted, {} manifests, {} documents, {} tags",
            push.plan.images.len(),
            push.tag,
            self.namespace,
            counted(&done.uploaded),
            push.plan.blobs.len(),
            bytes(counted(&done.bytes)),
            counted(&done.mounted),
            counted(&done.manifests),
            counted(&done.referrers),
            counted(&done.tags),
        );
        Ok(())
    }
}

/// What is to be in the registry
struct Order<'a> {
    project: &'a Project,
    lock: &'a BuildLock,
    text: &'a str,
    commit: &'a Commit,
    /// Machines of which all is sent
    whole: BTreeSet<String>,
    layouts: Vec<PathBuf>,
    /// Whether the layouts are in the lock's codec
    locked: bool,
}

impl Order<'_> {
    /// In this order, so that whatever breaks off leaves nothing that looks complete and is not;
    /// gives the tags before
    fn run(&self, push: &push::Push<'_>) -> Result<BTreeSet<ReleaseTag>> {
        push::count(&push.done.images, push.plan.images.len() as u64);
        push::count(&push.done.blobs, push.plan.blobs.len() as u64);
        let there = push.there()?;
        let homes = push.blobs(&there)?;
        push.manifests(&homes, &there)?;
        self.documents(push)?;
        push.tags()?;
        self.release(push)
    }

    /// SBOMs and provenance, which are of images as the lock has them
    fn documents(&self, push: &push::Push<'_>) -> Result<()> {
        if !self.locked {
            return Ok(());
        }
        let lacking = push.undocumented()?;
        if lacking.is_empty() {
            return Ok(());
        }
        let selection = Selection::all(self.layouts.clone());
        let documents = Documents::read(self.project, self.lock, &selection, push.printer)?;
        let (lock, commit) = (digest(self.text), Some(self.commit.sha.as_str()));
        push.document(&lacking, |name, kind| match kind {
            _ if kind == push::KINDS[0] => documents.cyclonedx(name),
            _ if kind == push::KINDS[1] => documents.spdx(name),
            _ => documents.statement(name, &lock, commit, BUILDER),
        })
    }

    fn release(&self, push: &push::Push<'_>) -> Result<BTreeSet<ReleaseTag>> {
        let releases = Releases::of(push.client, push.namespace);
        push.lend(&push.namespace.child(push::LOCK_REPOSITORY))?;
        releases.put_lock(push.tag, self.commit, self.text.as_bytes())?;
        let mut all_before = BTreeSet::new();
        for machine in &self.whole {
            let note = format!("{machine}{}", push.tag.suffix());
            let last = releases.last(&note)?;
            let again = last.as_ref().filter(|last| last.tag == *push.tag);
            let before = match (again, &last) {
                (Some(again), _) => again.before.clone(),
                (None, last) => last.as_ref().map(|last| last.tag.clone()),
            };
            if let Some(before) = &before {
                push.keep_previous(machine, before)?;
                all_before.insert(before.clone());
            }
            let tag = push.tag.clone();
            releases.put_last(&note, &Last { tag, before }, self.text.as_bytes())?;
        }
        Ok(all_before)
    }
}

fn is_of(image: &str, machine: &str) -> bool {
    image
        .strip_prefix(machine)
        .is_some_and(|rest| rest.starts_with('-'))
}

fn unknown(what: &str, name: &str) -> anyhow::Error {
    finding(format!(
        "{what} `{name}` is not in build-lock.json\n\nhint: `gen-lock list` shows what is"
    ))
}
