mod probe;
mod program;
mod recording;
mod sockets;

use super::Outcome;
use crate::failure::finding;
use crate::project::{LockFile, Written, TABLE};
use anyhow::Result;
use clap::Args;
use doctor::{Check, Readings, Verdict, Want};
use fleet::build_lock::Outputs;
use std::path::{Path, PathBuf};

/// Check this machine before a deployment; run it on the machine itself
///
/// Checks the NVIDIA driver, GPU and container toolkit, the engine and its socket, cgroups, seccomp, AppArmor,
/// disk, ports, clock, and the timer that finishes a killed roll-out.
/// Run it as root: only root can read which AppArmor profiles are loaded and which program uses a port. Exit
/// code 1: there is a blocker.
///
/// A recording is a folder with the machine's answers, one file for each probe: `nvidia-module`,
/// `nvidia-smi`, `nvidia-ctk`, `cdi`, `docker-info`, `docker-ps`, `podman-info`, `podman-ps`,
/// `engine-socket`, `cgroup-controllers`, `cgroups`, `status`, `apparmor-enabled`,
/// `apparmor-profiles`, `disk`, `tcp`, `tcp6`, `sockets`, `chrony`, `timedatectl`,
/// `resume-timer`. If a probe failed, its error is in `NAME.error`; a probe that does not apply to the machine has no
/// file. Review the recording before you send it: it names the machine, its containers and the programs that have
/// open sockets.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  gen-lock doctor --machine mainpc
  gen-lock doctor --machine mainpc --no-gpu
  gen-lock doctor --machine mainpc --record ticket     # also save the machine's answers
  gen-lock doctor --machine mainpc --recorded ticket   # check them, on any machine")]
pub struct Doctor {
    /// This machine's name in services/fleet.toml
    #[arg(long)]
    machine: String,
    /// Save the machine's answers in this folder, for a support ticket
    #[arg(long, value_name = "DIR")]
    record: Option<PathBuf>,
    /// Check a recording instead of this machine
    #[arg(long, value_name = "DIR", conflicts_with = "record")]
    recorded: Option<PathBuf>,
    /// Skip the GPU checks: the services will run without one
    #[arg(long)]
    no_gpu: bool,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

impl Doctor {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        let written = Written::read(start)?;
        let locked = LockFile::read_if_there(&written.root)?;
        let outputs = locked.as_ref().map(|locked| &locked.lock.outputs);
        let want = want(&written, outputs, &self.machine, self.no_gpu)?;
        let readings = match &self.recorded {
            Some(folder) => recording::read(folder)?,
            None => readings(&want),
        };
        if let Some(folder) = &self.record {
            recording::write(folder, &readings)?;
        }
        let checks = doctor::check(&want, &readings);
        if self.json {
            print!("{}", doctor::json(&checks));
        } else {
            print!("{}", doctor::table(&self.machine, &checks));
        }
        let blocks = |check: &Check| check.verdict == Verdict::Blocker;
        Ok(Outcome::of(!checks.iter().any(blocks)))
    }
}

/// What this machine says
pub fn readings(want: &Want) -> Readings {
    probe::readings(want)
}

/// What the table wants of a machine
///
/// # Errors
/// When it has none of that name.
pub fn want(
    written: &Written,
    outputs: Option<&Outputs>,
    machine: &str,
    no_gpu: bool,
) -> Result<Want> {
    let families = written.families.keys();
    let want = Want::of(&written.table, families, outputs, machine).ok_or_else(|| {
        let known: Vec<_> = written.table.machines.keys().cloned().collect();
        let known = known.join(", ");
        finding(format!(
            "machine `{machine}` is not in {TABLE}\n\nhint: known machines: {known}"
        ))
    })?;
    Ok(if no_gpu { want.without_gpu() } else { want })
}
