mod dry_run;
mod folders;
mod judged;
mod rendered;

use crate::engine::Engine;
use crate::interrupt::Interrupt;
use crate::printer::Printer;
use crate::roll_out::{Ending, Failure, Outcome, RollOut};
use crate::state::{Link, State, COMPOSE};
use anyhow::Result;
use clap::builder::PossibleValuesParser;
use clap::Args;
use render::{GitSha, Registry, Tag};
use rendered::Rendered;
use rollout::{Record, Release};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// Deploy the table and build-lock.json to this machine; run it on the machine itself
///
/// The steps: run the checks of `gen-lock doctor`, pull images by digest, compare each with the lock,
/// write a release to the machine's `state` folder, start it, and wait until every required service is
/// healthy. If the release fails, the previous one is started again. If everything already runs as
/// wanted, nothing is done. Exit code 1: the deployment failed; the message says what is running now.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  gen-lock deploy --machine pc2 --registry registry.example:5000/fleet
  gen-lock deploy --machine pc2 --registry registry.example:5000/fleet --dry-run
  gen-lock deploy --machine mainpc --registry registry.example:5000/fleet --no-gpu --despite disk")]
pub struct Deploy {
    /// This machine's name in services/fleet.toml
    #[arg(long, value_name = "NAME")]
    machine: String,
    /// Where the images were pushed, as `<machine>-<image>`
    #[arg(long, value_name = "REGISTRY/ORG")]
    registry: Registry,
    /// Request no GPU, even if a family needs one, and skip the GPU checks
    #[arg(long)]
    no_gpu: bool,
    /// Give containers no device of the machine, such as its sound card
    #[arg(long)]
    no_devices: bool,
    /// Doctor checks to report but ignore
    #[arg(long, value_name = "CHECK", value_delimiter = ',', value_parser = PossibleValuesParser::new(doctor::IDS))]
    despite: Vec<String>,
    /// How long to wait for the services to become healthy
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: u64,
    /// Only show what would be pulled and recreated
    #[arg(long)]
    dry_run: bool,
    /// For emergencies: run every image by this tag instead of its digest. Skips verification: the images'
    /// content is not checked
    #[arg(
        long,
        value_name = "TAG",
        env = "FORCE_IMAGE_TAG",
        hide_env_values = true
    )]
    force_image_tag: Option<Tag>,
    /// The commit to pass to the containers; by default the checkout's
    #[arg(long, value_name = "COMMIT")]
    git_sha: Option<GitSha>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

impl Deploy {
    pub fn run(self, start: &Path) -> Result<super::Outcome> {
        let printer = Printer::new();
        let engine = Engine::new(Interrupt::listen()?);
        let rendered = Rendered::of(&self, start)?;
        let state = State::at(&rendered.state);
        let roll_out = RollOut {
            engine: &engine,
            printer: &printer,
            state: &state,
            timeout: Duration::from_secs(self.timeout),
            resumes: false,
        };
        if self.dry_run {
            dry_run::tell(&roll_out, &rendered, self.json)?;
            return Ok(super::Outcome::Fine);
        }
        let mut ending = Ending::new(&self.machine);
        let ended = self.steps(&roll_out, &rendered, &mut ending);
        ending.tell(ended, self.json)
    }

    fn steps(&self, at: &RollOut<'_>, rendered: &Rendered, ending: &mut Ending) -> Result<()> {
        let _guard = at.state.lock()?;
        at.state.is_of(&self.machine)?;
        let same = same(at.state, &rendered.files);
        let settled = at.state.release(Link::Started) == at.state.release(Link::Current);
        // What a forced tag names may have changed
        let settled = settled && self.force_image_tag.is_none();
        let settled = settled && at.state.release(Link::RollingOut).is_none();
        if let Some(same) = same.as_ref().filter(|_| settled) {
            // An engine that does not answer is the doctor's to judge.
            if let Ok(Some(health)) = at.whole(&rendered.record) {
                ending.runs(Outcome::NothingToDo, same, health);
                return Ok(());
            }
        }
        judged::judge(&rendered.want, &self.despite, at.printer)?;
        at.pull(&rendered.record)?;
        at.verify(&rendered.record, &rendered.lock)?;
        let add = || at.state.add(&rendered.record.lock, &rendered.files);
        let release = same.map_or_else(add, Ok)?;
        folders::make(&rendered.folders, at.printer)?;
        ending.wants(&release);
        match at.start(&release, &rendered.record)? {
            Ok(health) => {
                at.state.note_healthy(&release)?;
                at.state.promote(&release)?;
                at.state.end()?;
                ending.runs(Outcome::Deployed, &release, health);
            }
            Err(failure) => back(at, (&release, &rendered.record), &failure, ending)?,
        }
        at.state.tidy()
    }
}

/// A release of just these files that may be started again: the last that was, or the current one
fn same(state: &State, files: &BTreeMap<String, String>) -> Option<Release> {
    let links = [Link::Started, Link::Current];
    let mut there = links.into_iter().filter_map(|link| state.release(link));
    there.find(|release| state.failure(release).is_none() && state.holds(release, files))
}

/// After a failure: to the release before, where there is one
fn back(
    at: &RollOut<'_>,
    (release, record): (&Release, &Record),
    failure: &Failure,
    ending: &mut Ending,
) -> Result<()> {
    ending.failed(failure);
    let Failure {
        reason, details, ..
    } = failure;
    at.printer
        .say(format!("{details}failed: release {release}: {reason}"));
    let (state, machine) = (at.state, &record.machine);
    let current = state.release(Link::Current);
    if current.as_ref() == Some(release) {
        at.printer.say(format!(
            "release {release} is already the current one, so there is no release to fall back to\n\nhint: \
             `gen-lock rollback --machine {machine}{}` goes to the previous one",
            state.option()
        ));
        at.start_supervisors(record);
        return at.leave(failure);
    }
    state.note_failed(release, reason)?;
    let Some(current) = current else {
        let file = state.folder(release).join(COMPOSE);
        at.printer.say(format!(
            "there is no previous release: the containers are left as they are for \
             inspection\n\nhint: to stop them, run `{}`",
            at.engine.compose()?.stop(machine, &file)
        ));
        at.start_supervisors(record);
        return at.leave(failure);
    };
    at.printer.say(format!("rolling back to {current}"));
    let before = state.record(&current)?;
    if let Some(tag) = &before.force_image_tag {
        at.printer.say(format!(
            "warning: {current} refers to its images by the tag `{tag}`, which may now name other \
             images than those that ran"
        ));
    }
    match at.start(&current, &before)? {
        Ok(health) => {
            state.end()?;
            ending.runs(Outcome::RolledBack, &current, health);
        }
        Err(Failure {
            reason, details, ..
        }) => {
            at.printer.say(format!(
                "{details}failed: the rollback to {current} failed too: {reason}; the containers are \
                 left as they are\n\nhint: `gen-lock resume --machine {machine}{}` tries again",
                state.option()
            ));
            at.start_supervisors(&before);
        }
    }
    Ok(())
}
