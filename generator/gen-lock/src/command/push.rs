use super::Outcome;
use crate::commit::{Commit, ReleaseTag};
use crate::failure::finding;
use crate::printer::{bytes, Printer};
use crate::project::{Project, BUILD_LOCK};
use crate::push::{self, counted, Counts, Last, Plan, Releases};
use crate::remote::Remote;
use crate::{file, store};
use anyhow::Result;
use clap::{Args, ValueEnum};
use fleet::build_lock::Outputs;
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
        let text = file::read(&project.root.join(BUILD_LOCK))?;
        let outputs = project
            .build_lock()?
            .map(|lock| lock.outputs)
            .unwrap_or_default();
        let chosen = self.chosen(&project, &outputs)?;
        let codec = self.codec(&project);
        let plan = self.plan(&project, &outputs, &chosen, codec)?;
        let client = self.remote.client(&self.namespace)?;
        let tag = commit.tag(codec);
        let push = push::Push {
            client: &client,
            namespace: &self.namespace,
            plan: &plan,
            tag: &tag,
            printer: &Printer::new(),
            done: Counts::default(),
        };
        let whole = self.whole(&chosen, &outputs);
        let before = run(&push, &whole, &commit, text.as_bytes())?;
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
    fn plan(
        &self,
        project: &Project,
        outputs: &Outputs,
        chosen: &BTreeSet<String>,
        codec: Option<&str>,
    ) -> Result<Plan> {
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
        let mut plan = Plan::default();
        for layout in store::build(&project.root, &attributes)? {
            plan.add(
                &PathBuf::from(layout),
                &self.namespace,
                outputs,
                codec.is_none(),
            )?;
        }
        Ok(plan)
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
            "{} images as `{}` in {}: {} of {} blobs sent ({}), {} mounted, {} manifests, {} tags",
            push.plan.images.len(),
            push.tag,
            self.namespace,
            counted(&done.uploaded),
            push.plan.blobs.len(),
            bytes(counted(&done.bytes)),
            counted(&done.mounted),
            counted(&done.manifests),
            counted(&done.tags),
        );
        Ok(())
    }
}

/// In this order, so that whatever breaks off leaves nothing that looks complete and is not
fn run(
    push: &push::Push<'_>,
    whole: &BTreeSet<String>,
    commit: &Commit,
    lock: &[u8],
) -> Result<BTreeSet<ReleaseTag>> {
    push::count(&push.done.images, push.plan.images.len() as u64);
    push::count(&push.done.blobs, push.plan.blobs.len() as u64);
    let there = push.there()?;
    let homes = push.blobs(&there)?;
    push.images(&homes, &there, &push::Documents::new())?;
    let releases = Releases::of(push.client, push.namespace);
    releases.put_lock(push.tag, commit, lock)?;
    let mut all_before = BTreeSet::new();
    for machine in whole {
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
        releases.put_last(&note, &Last { tag, before }, lock)?;
    }
    Ok(all_before)
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
