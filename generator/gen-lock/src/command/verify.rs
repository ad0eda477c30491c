mod image_store;
mod layout;
mod rebuild;
mod registry;
mod report;
mod running;
mod target;
mod threshold;
mod wanted;

use super::Outcome;
use crate::failure::Failure;
use crate::project::{find, LockFile, Project};
use crate::remote::Remote;
use anyhow::{anyhow, bail, Result};
use clap::Args;
use render::Tag;
use std::path::{Path, PathBuf};
use target::Target;
use wanted::Asked;

/// Verify images (layout, registry, engine, running containers) against build-lock.json
///
/// For an OCI image layout, every digest is recomputed from its bytes. In a registry, every image's
/// manifest and config are checked, and the presence and size of each blob. For `docker-daemon:` and
/// `containers-storage:`, configs and `diff_id`s are compared. With `--deep`, the bytes are hashed as well; layers
/// that a mirror recompressed are then compared by their contents.
/// With `--machine` alone, the running containers on this machine are checked: their images and their privileges. If
/// the locked image is available, in the Nix store or in a layout given with `--against`, differences are shown
/// down to path and field, and for text files down to the line.
/// Exit code 1: something differs from the lock.
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
    /// What to verify: an OCI image layout, a registry with a namespace (`REGISTRY/ORG`), `docker-daemon:`,
    /// `containers-storage:`, or records with `--threshold`; by default `result`
    #[arg(value_name = "TARGET")]
    what: Vec<PathBuf>,
    /// Only this image, with or without its machine's name
    #[arg(long, value_name = "NAME")]
    image: Option<String>,
    /// Only this machine's images, in a registry, an engine or a storage; without a target, the running
    /// containers of its services
    #[arg(long, value_name = "NAME")]
    machine: Option<String>,
    /// In a registry: the images with this tag, instead of the digests in the lock
    #[arg(long)]
    tag: Option<Tag>,
    /// Hash the bytes of the images in a registry, an engine or a storage
    #[arg(long)]
    deep: bool,
    /// For running containers: they were deployed with `--no-gpu`
    #[arg(long, conflicts_with_all = ["threshold", "rebuild"])]
    no_gpu: bool,
    /// For running containers: they were deployed with `--no-devices`
    #[arg(long, conflicts_with_all = ["threshold", "rebuild"])]
    no_devices: bool,
    #[command(flatten)]
    remote: Remote,
    /// A layout with the locked images, to show differences in detail; by default the Nix store is used
    #[arg(long, value_name = "DIR")]
    against: Option<PathBuf>,
    /// How many builders must agree on every digest; the files are their records
    #[arg(long, value_name = "K", conflicts_with_all = ["image", "tag", "deep", "against", "rebuild"])]
    threshold: Option<std::num::NonZeroUsize>,
    /// Build every layer, image and fleet a second time and compare; with `--image`, only one image
    #[arg(long, conflicts_with_all = ["what", "machine", "tag", "deep", "against"])]
    rebuild: bool,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub fn run(self, start: &Path) -> Result<Outcome, Failure> {
        let project = &find(start)?;
        if self.rebuild {
            let project = Project::read(project)?;
            return Ok(rebuild::run(&project, self.image.as_deref(), self.json)?);
        }
        let machine = self.machine.as_deref();
        if let Some(threshold) = self.threshold {
            let told = (machine, self.json);
            return Ok(threshold::run(project, &self.what, threshold.get(), told)?);
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
                return Err(Failure::CannotRun(anyhow!(
                "expected one target\n\nhint: several files are only accepted with `--threshold`"
            )))
            }
        };
        self.refuse(&["--no-gpu", "--no-devices"], "images that do not run")?;
        match Target::of(&what)? {
            Target::Layout(path) => {
                self.refuse(&["--machine", "--tag", "--deep"], "a layout")?;
                Ok(layout::run(project, &path, &self)?)
            }
            Target::Kept(store) => {
                self.refuse(&["--tag"], "an engine or a storage")?;
                image_store::run(project, &store, &self)
            }
            Target::Registry(namespace) => Ok(registry::run(project, &namespace, &self)?),
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
                bail!("`{option}` does not apply to {what}");
            }
        }
        Ok(())
    }
}

/// The lock, without which nothing can be proved
fn lock(project: &Path) -> Result<fleet::BuildLock> {
    Ok(LockFile::read(project)?.lock)
}

/// Says how to see more of what differs
fn hint_at(image: &str) {
    println!(
        "\nhint: some locked images are not available: to see the differences, build them (`nix \
         build --no-link .#{image}`), or give a layout that contains them with `--against`"
    );
}
