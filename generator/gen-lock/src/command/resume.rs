mod unit;

use super::Outcome;
use crate::engine::Engine;
use crate::failure::finding;
use crate::interrupt::Interrupt;
use crate::printer::Printer;
use crate::roll_out::{Ending, Outcome as RolledOut, RollOut};
use crate::state::{Link, State, UnderWay};
use anyhow::Result;
use clap::Args;
use rollout::Release;
use std::path::PathBuf;
use std::time::Duration;
use unit::Unit;

/// Finish a roll-out that was killed; run it on the machine itself
///
/// While `deploy` or `rollback` runs, nothing restarts the services. If the machine loses power during
/// that time, or the command is killed, `resume` starts the current release again. If there is no
/// current release yet, it starts the release that was being rolled out. If no roll-out was killed, or
/// one is running, it does nothing. Let systemd run it after each boot and once a minute, as in the
/// examples. It retries until the release runs, with growing pauses of up to an hour; `deploy` and
/// `rollback` also end the retries.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  gen-lock resume --machine pc2
  gen-lock resume --machine pc2 --restart-engine 'systemctl restart docker' --print service \\
    > /etc/systemd/system/gen-lock-resume.service
  gen-lock resume --machine pc2 --print timer > /etc/systemd/system/gen-lock-resume.timer
  systemctl daemon-reload && systemctl enable --now gen-lock-resume.timer")]
pub struct Resume {
    /// This machine's name
    #[arg(long, value_name = "NAME")]
    machine: String,
    /// The machine's state folder
    #[arg(long, value_name = "DIR", default_value = fleet::table::Machine::STATE)]
    state: PathBuf,
    /// How long to wait for the services to become healthy
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: u64,
    /// A shell command that restarts the engine. It is used only if the engine keeps ports of containers
    /// that no longer exist, as a killed engine does. Without it, you have to restart the engine yourself
    #[arg(long, value_name = "COMMAND")]
    restart_engine: Option<String>,
    /// Only print a systemd unit that runs this command
    #[arg(long, value_enum, value_name = "UNIT", conflicts_with = "json")]
    print: Option<Unit>,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

impl Resume {
    pub fn run(self) -> Result<Outcome> {
        if let Some(unit) = self.print {
            unit.print(&self.machine, &self.state, self.restart_engine.as_deref())?;
            return Ok(Outcome::Fine);
        }
        let state = State::at(&self.state);
        let printer = Printer::new();
        let engine = Engine::new(Interrupt::listen()?);
        let roll_out = RollOut {
            engine: &engine,
            printer: &printer,
            state: &state,
            timeout: Duration::from_secs(self.timeout),
            resumes: true,
        };
        let mut ending = Ending::new(&self.machine);
        let ended = self.steps(&roll_out, &mut ending);
        ending.tell(ended, self.json)
    }

    fn steps(&self, at: &RollOut<'_>, ending: &mut Ending) -> Result<()> {
        if at.state.release(Link::RollingOut).is_none() {
            ending.rests("no roll-out was killed");
            return Ok(());
        }
        let _guard = match at.state.lock() {
            Err(error) if error.is::<UnderWay>() => {
                ending.rests("a roll-out is running");
                return Ok(());
            }
            locked => locked?,
        };
        // It may have ended meanwhile.
        let Some(cut_off) = at.state.release(Link::RollingOut) else {
            ending.rests("no roll-out was killed");
            return Ok(());
        };
        let (tries, wait) = at.state.tries();
        if !wait.is_zero() {
            let seconds = wait.as_secs();
            ending.rests(&format!(
                "failed attempts to finish a roll-out: {tries}; the next one may start in {seconds} s"
            ));
            return Ok(());
        }
        self.finish(at, &cut_off, ending)
    }

    fn finish(&self, at: &RollOut<'_>, cut_off: &Release, ending: &mut Ending) -> Result<()> {
        let machine = &self.machine;
        let release = at.state.release(Link::Current);
        let release = release.unwrap_or_else(|| cut_off.clone());
        let record = at.state.record(&release)?;
        if record.machine != *machine {
            let whose = &record.machine;
            return Err(finding(format!(
                "release {release} belongs to machine `{whose}`, not to `{machine}`"
            )));
        }
        at.printer.say(format!(
            "the roll-out of release {cut_off} was killed: starting {release}"
        ));
        let images = at.images_of(&release, &record);
        images.inspect_err(|_| at.start_supervisors(&record))?;
        ending.wants(&release);
        at.state.note_try()?;
        let mut started = at.start(&release, &record)?;
        if let (Err(failure), Some(command)) = (&started, &self.restart_engine) {
            if !failure.lost_ports.is_empty() {
                let details = &failure.details;
                at.printer
                    .say(format!("{details}restarting the engine: `{command}`"));
                let restarted = at.engine.restart(command);
                restarted.inspect_err(|_| at.start_supervisors(&record))?;
                started = at.start(&release, &record)?;
            }
        }
        match started {
            Ok(health) => {
                at.state.note_healthy(&release)?;
                at.state.promote(&release)?;
                at.state.end()?;
                ending.runs(RolledOut::Resumed, &release, health);
            }
            Err(failure) => at.failed((&release, &record), &failure, ending),
        }
        at.state.tidy()
    }
}
