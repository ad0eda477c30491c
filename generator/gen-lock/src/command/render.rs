mod write;

use super::{hardening, Outcome};
use crate::git::git;
use crate::process;
use crate::project::{folders, LockFile, Written};
use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};
use fleet::BuildLock;
use render::{Files, GitSha, Header, Images, Machine, Registry, Request, Rollout, Tag};
use std::path::{Path, PathBuf};

/// Write the files that run a machine's services: compose file, Podman quadlets or startup config
///
/// Images are referred to by their digests in build-lock.json. If the folder has a file of the same
/// name that `render` did not write, the command stops and leaves it unchanged. Files of an earlier
/// render of the same machine that are no longer needed are removed.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  gen-lock render compose --machine pc2 --out pc2 --registry registry.example:5000/fleet
  gen-lock render quadlet --machine pc2 --out units --registry registry.example:5000/fleet
  gen-lock render startup-config --machine mainpc --out config --phase 1")]
pub struct Render {
    /// The output format
    #[arg(value_enum)]
    form: Form,
    /// The machine's name
    #[arg(long, value_name = "NAME")]
    machine: String,
    /// The output folder
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Where the images were pushed, as `<machine>-<image>`
    #[arg(
        long,
        value_name = "REGISTRY/ORG",
        required_if_eq_any([("form", "compose"), ("form", "quadlet")])
    )]
    registry: Option<Registry>,
    /// Request no GPU, even if a family needs one
    #[arg(long)]
    no_gpu: bool,
    /// Give containers no device of the machine, such as its sound card
    #[arg(long)]
    no_devices: bool,
    /// Only the services of this phase of the migration
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=3))]
    phase: Option<u8>,
    /// For emergencies: run every image by this tag instead of its digest. Skips verification: the images'
    /// content is not checked
    #[arg(long, value_name = "TAG", env = "FORCE_IMAGE_TAG")]
    force_image_tag: Option<Tag>,
    /// The commit to pass to the containers; by default the checkout's
    #[arg(long, value_name = "COMMIT")]
    git_sha: Option<GitSha>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    /// compose.yaml, for docker-compose 1.29 and 2
    Compose,
    /// One `.container` file for each service and a `.network` file, for Podman 5
    Quadlet,
    /// <machine>_startup_config.yaml, for the fleet's launcher
    StartupConfig,
}

impl Render {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        let written = Written::read(start)?;
        let families = written.families()?;
        let folders = folders(&written.root)?;
        let fleet = fleet::resolve(written.source(), &written.table, &families, &folders)?;
        let locked = LockFile::read(&written.root)?;
        let digest = locked.digest();
        let profiles = hardening::profiles(&written.root, &fleet)?;
        let machine = Machine::of(&Request {
            source: written.source(),
            table: &written.table,
            fleet: &fleet,
            lock: &digest,
            machine: &self.machine,
            profiles: &profiles,
            phase: self.phase,
            gpu: !self.no_gpu,
            devices: !self.no_devices,
        })?;
        let files = self.files(&machine, &locked.lock, &written.root)?;
        write::write(&self.out, &files, &Header::of(self.form.into(), &machine))?;
        println!(
            "{}: {} services of `{}`",
            self.out.display(),
            machine.services.len(),
            machine.name
        );
        Ok(Outcome::Fine)
    }

    fn files(&self, machine: &Machine<'_>, lock: &BuildLock, root: &Path) -> Result<Files> {
        let Some(registry) = &self.registry else {
            return Ok(render::startup_config(machine)?); // the others have one: see above
        };
        let git_sha = self.git_sha.clone().map_or_else(|| git_sha(root), Ok);
        let rollout = |git_sha| Rollout {
            images: Images {
                registry,
                outputs: &lock.outputs,
                force_tag: self.force_image_tag.as_ref(),
            },
            git_sha,
        };
        match self.form {
            Form::Compose => Ok(render::compose(machine, &rollout(&git_sha?))?),
            Form::Quadlet => Ok(render::quadlet(machine, &rollout(&git_sha?))?),
            Form::StartupConfig => Ok(render::startup_config(machine)?),
        }
    }
}

/// The checkout's commit
pub fn git_sha(root: &Path) -> Result<GitSha> {
    let remedy = "give the commit: `--git-sha COMMIT`";
    let ended = process::capture(git(root).args(["rev-parse", "HEAD"]), remedy)?;
    let sha = ended.stdout.parse();
    sha.with_context(|| {
        format!(
            "the project has no commit: {}\n\nhint: {remedy}",
            ended.stderr
        )
    })
}

impl From<Form> for render::Form {
    fn from(form: Form) -> Self {
        match form {
            Form::Compose => Self::Compose,
            Form::Quadlet => Self::Quadlet,
            Form::StartupConfig => Self::StartupConfig,
        }
    }
}
