mod list;

use super::Outcome;
use crate::engine::Engine;
use crate::failure::finding;
use crate::interrupt::Interrupt;
use crate::printer::Printer;
use crate::roll_out::{Ending, Outcome as RolledOut, RollOut};
use crate::state::{Link, State};
use anyhow::Result;
use clap::Args;
use rollout::Release;
use std::path::PathBuf;
use std::time::Duration;

/// Return this machine to an earlier release; run it on the machine itself
///
/// It needs no checkout: a release contains everything that it runs. Images that the engine lacks are
/// pulled by digest and compared with the release's own build-lock.json. The current release becomes
/// the previous one, so that a second `rollback` undoes the first.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  gen-lock rollback --machine pc2
  gen-lock rollback --list
  gen-lock rollback --machine pc2 --to 0012-3f9a1c0b77de")]
pub struct Rollback {
    /// This machine's name
    #[arg(long, value_name = "NAME", required_unless_present = "list")]
    machine: Option<String>,
    /// A release that was healthy before, instead of the previous one
    #[arg(long, value_name = "RELEASE", conflicts_with = "list")]
    to: Option<Release>,
    /// Only list the releases
    #[arg(long)]
    list: bool,
    /// The machine's state folder
    #[arg(long, value_name = "DIR", default_value = fleet::table::Machine::STATE)]
    state: PathBuf,
    /// How long to wait for the services to become healthy
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: u64,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

impl Rollback {
    pub fn run(self) -> Result<Outcome> {
        let state = State::at(&self.state);
        let Some(machine) = self.machine.as_deref().filter(|_| !self.list) else {
            list::print(&state, self.json)?;
            return Ok(Outcome::Fine);
        };
        if state.releases()?.is_empty() {
            return Err(finding(format!(
                "`{}` has no releases\n\nhint: give the machine's state folder: `--state DIR`",
                self.state.display()
            )));
        }
        let printer = Printer::new();
        let engine = Engine::new(Interrupt::listen()?);
        let roll_out = RollOut {
            engine: &engine,
            printer: &printer,
            state: &state,
            timeout: Duration::from_secs(self.timeout),
            resumes: false,
        };
        let mut ending = Ending::new(machine);
        let ended = self.steps(&roll_out, machine, &mut ending);
        ending.tell(ended, self.json)
    }

    fn steps(&self, at: &RollOut<'_>, machine: &str, ending: &mut Ending) -> Result<()> {
        let _guard = at.state.lock()?;
        at.state.is_of(machine)?;
        let release = self.target(at.state)?;
        let record = at.state.record(&release)?;
        if record.machine != machine {
            let whose = &record.machine;
            return Err(finding(format!(
                "release {release} belongs to machine `{whose}`"
            )));
        }
        at.images_of(&release, &record)?;
        ending.wants(&release);
        match at.start(&release, &record)? {
            Ok(health) => {
                at.state.promote(&release)?;
                at.state.end()?;
                ending.runs(RolledOut::Deployed, &release, health);
            }
            Err(failure) => {
                at.failed((&release, &record), &failure, ending);
                at.leave(&failure)?;
            }
        }
        Ok(())
    }

    fn target(&self, state: &State) -> Result<Release> {
        let list = "hint: `gen-lock rollback --list` shows the releases";
        let Some(to) = &self.to else {
            let previous = state.release(Link::Previous);
            let current = state.release(Link::Current);
            return previous
                .filter(|previous| current.as_ref() != Some(previous))
                .ok_or_else(|| finding(format!("there is no previous release\n\n{list}")));
        };
        if !state.releases()?.contains(to) {
            return Err(finding(format!("there is no release `{to}`\n\n{list}")));
        }
        if !state.was_healthy(to) {
            return Err(finding(format!(
                "release `{to}` was never healthy\n\n{list}"
            )));
        }
        Ok(to.clone())
    }
}
