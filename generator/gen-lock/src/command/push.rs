use super::Outcome;
use crate::commit::{Commit, ReleaseTag};
use crate::failure::finding;
use crate::printer::{bytes, Printer};
use crate::project::Project;
use crate::push::{self, counted, Counts, Plan};
use crate::remote::Remote;
use crate::store;
use crate::uploads::Uploads;
use anyhow::Result;
use clap::{Args, ValueEnum};
use fleet::build_lock::Outputs;
use fleet::image_name::{is_called, is_of};
use registry::Repository;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Push images to a registry: each blob once, then the manifests, then the tags
///
/// Pushes every image of every machine, or the selected ones, as `<machine>-<image>` with the tag
/// `YYYYMMDD-<commit>`. Once all are complete, the images of the previous release get their tag again
/// with the suffix `-prev`. Blobs that the registry has are not uploaded again. Credentials are those of
/// the container tools (`skopeo login`).
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  gen-lock push registry.example/fleet
  gen-lock push 127.0.0.1:5000/fleet --fleet pc2 --codec gzip
  gen-lock push registry.example/fleet --image mainpc-stt-service --json")]
pub struct Push {
    /// The registry and the namespace of the repositories
    #[arg(value_name = "REGISTRY/ORG")]
    namespace: Repository,
    /// Only the images of this machine; may be given several times
    #[arg(long, value_name = "MACHINE")]
    fleet: Vec<String>,
    /// Only this image: `<machine>-<image>`, or `<image>` for all machines; may be given several times
    #[arg(long, value_name = "NAME", conflicts_with = "fleet")]
    image: Vec<String>,
    /// The layers' compression; by default the table's
    #[arg(long)]
    codec: Option<Codec>,
    #[command(flatten)]
    remote: Remote,
    #[command(flatten)]
    uploads: Uploads,
    /// Print the report as JSON
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
        let lock_file = project.locked_build()?;
        let lock = &lock_file.lock;
        let commit = Commit::clean(&project.root)?;
        let chosen = self.chosen(&project, &lock.outputs)?;
        let codec = self.codec(&project);
        let layouts = self.layouts(&project, &chosen, codec)?;
        let mut plan = Plan::default();
        for layout in &layouts {
            plan.add(layout, &self.namespace, &lock.outputs, codec.is_none())?;
        }
        let (host, printer) = (&self.namespace.host, Printer::new());
        let blobs = plan.blobs.values();
        let named = blobs.map(|blob| (blob.label.as_str(), blob.size));
        self.uploads.check(host, named)?;
        let method = self.uploads.method();
        let mut client = self.remote.client_that_sends(&self.namespace, method)?;
        self.uploads.listen(&mut client, &printer);
        let push = push::Push {
            client: &client,
            namespace: &self.namespace,
            plan: &plan,
            tag: &commit.tag(codec),
            printer: &printer,
            done: Counts::default(),
        };
        let order = push::Order {
            project: &project,
            lock_file,
            commit: &commit,
            whole: Self::whole(&project, &chosen, &lock.outputs),
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
            let mut called = outputs.images.keys().filter(|image| is_called(image, name));
            let first = called.next().ok_or_else(|| unknown("image", name))?;
            chosen.insert(first.clone());
            chosen.extend(called.cloned());
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
    fn whole(project: &Project, chosen: &BTreeSet<String>, outputs: &Outputs) -> BTreeSet<String> {
        let is_whole = |machine: &&String| {
            let mut images = outputs.images.keys().filter(|image| is_of(image, machine));
            images.clone().next().is_some() && images.all(|image| chosen.contains(image))
        };
        let machines = project.fleet.machines.keys();
        machines.filter(is_whole).cloned().collect()
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

fn unknown(what: &str, name: &str) -> anyhow::Error {
    finding(format!(
        "{what} `{name}` is not in build-lock.json\n\nhint: `gen-lock list` shows what is"
    ))
}
