mod kept;
mod layout;
mod rebuild;
mod registry;
mod report;
mod running;
mod target;
mod threshold;
mod wanted;

use super::Outcome;
use crate::project::{find, Project};
use crate::remote::Remote;
use anyhow::{bail, Result};
use clap::Args;
use render::Tag;
use std::path::{Path, PathBuf};
use target::Target;
use wanted::Asked;

/// Prove against build-lock.json what was built, pushed, is kept by an engine, or runs here
///
/// Of an OCI image layout, every digest is recomputed from its bytes. A registry is asked for every
/// image: its manifest, its config, and whether each blob is there, of its size. Of `docker-daemon:` and
/// `containers-storage:`, configs and `diff_id`s are compared. With `--deep` their bytes are hashed, too; a
/// mirror's layers that were compressed anew are then judged by what they hold.
/// With `--machine` alone it is what runs on this machine: from which images, and with which rights. Where what was locked is at hand, in the Nix store
/// or in a layout named with `--against`, a difference is named down to path and field, texts by line.
/// Exit code 1: something is not as locked.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nix build .#mainpc-fleet && gen-lock verify
  gen-lock verify result --image stt-service --json
  gen-lock verify registry.example/fleet --machine pc2 --deep
  gen-lock verify docker-daemon: --machine pc2
  gen-lock verify containers-storage: --image pc2-stt-service --deep
  gen-lock verify --machine pc2
  gen-lock verify --threshold 2 mainpc.json pc2.json ci.json
  gen-lock verify --rebuild")]
pub struct Verify {
    /// An OCI image layout, a registry with the namespace of its repositories, `docker-daemon:`,
    /// `containers-storage:`, or records with `--threshold`; by default `result`
    #[arg(value_name = "WHAT")]
    what: Vec<PathBuf>,
    /// One image of it, with or without its machine's name
    #[arg(long, value_name = "NAME")]
    image: Option<String>,
    /// What runs here of this machine's services; of an engine or a storage, the images that they need;
    /// of a registry, this machine's images alone
    #[arg(long, value_name = "NAME")]
    machine: Option<String>,
    /// Of a registry: what this tag names, in place of the digests of the lock
    #[arg(long)]
    tag: Option<Tag>,
    /// Hash the bytes of a registry's, an engine's or a storage's images
    #[arg(long)]
    deep: bool,
    /// Of what runs: it was rolled out with `--no-gpu`
    #[arg(long, conflicts_with_all = ["threshold", "rebuild"])]
    no_gpu: bool,
    /// Of what runs: it was rolled out with `--no-devices`
    #[arg(long, conflicts_with_all = ["threshold", "rebuild"])]
    no_devices: bool,
    #[command(flatten)]
    remote: Remote,
    /// A layout that holds what was locked, to name what differs; by default what the Nix store has
    #[arg(long, value_name = "DIR")]
    against: Option<PathBuf>,
    /// How many builders have to agree on every digest; the files are their records
    #[arg(long, value_name = "K", conflicts_with_all = ["image", "tag", "deep", "against", "rebuild"])]
    threshold: Option<std::num::NonZeroUsize>,
    /// Build every layer, image and fleet a second time and compare; with `--image` those of one image
    #[arg(long, conflicts_with_all = ["what", "machine", "tag", "deep", "against"])]
    rebuild: bool,
    /// As JSON
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        let project = &find(start)?;
        if self.rebuild {
            return rebuild::run(&Project::read(project)?, self.image.as_deref(), self.json);
        }
        let machine = self.machine.as_deref();
        if let Some(threshold) = self.threshold {
            return threshold::run(project, &self.what, threshold.get(), (machine, self.json));
        }
        let what = match (&self.what[..], machine) {
            ([], Some(machine)) => {
                self.refuse(&["--image", "--tag", "--deep", "--against"], "what runs")?;
                let asked = Asked {
                    name: machine,
                    gpu: !self.no_gpu,
                    devices: !self.no_devices,
                };
                return running::run(project, &asked, self.json);
            }
            ([], None) => PathBuf::from("result"),
            ([one], _) => one.clone(),
            _ => {
                bail!("one thing at a time\n\nhint: several files are records, with `--threshold`")
            }
        };
        self.refuse(&["--no-gpu", "--no-devices"], "what does not run")?;
        match Target::of(&what)? {
            Target::Layout(path) => {
                self.refuse(&["--machine", "--tag", "--deep"], "a layout")?;
                layout::run(project, &path, &self)
            }
            Target::Kept(store) => {
                self.refuse(&["--tag"], "what is kept on a machine")?;
                kept::run(project, &store, &self)
            }
            Target::Registry(namespace) => registry::run(project, &namespace, &self),
        }
    }

    /// Refuses options that mean nothing
    fn refuse(&self, options: &[&str], what: &str) -> Result<()> {
        let given = [
            ("--image", self.image.is_some()),
            ("--machine", self.machine.is_some()),
            ("--tag", self.tag.is_some()),
            ("--deep", self.deep),
            ("--against", self.against.is_some()),
            ("--no-gpu", self.no_gpu),
            ("--no-devices", self.no_devices),
        ];
        for (option, given) in given {
            if given && options.contains(&option) {
                bail!("`{option}` means nothing for {what}");
            }
        }
        Ok(())
    }
}

/// The lock, without which nothing can be proved
fn lock(project: &Path) -> Result<fleet::BuildLock> {
    Ok(super::render::lock(project).map_err(unanswered)?.0)
}

/// Who does not answer proves nothing, and is no finding about what is there
fn unanswered(error: anyhow::Error) -> anyhow::Error {
    anyhow::anyhow!("{error:#}")
}

/// Says how to see more of what differs
fn hint_at(image: &str) {
    println!(
        "\nhint: what was locked is not at hand for all of it: to see what differs, build it (`nix \
         build --no-link .#{image}`), or name a layout that holds it with `--against`"
    );
}
