//! Starts a release and waits until it is healthy.

use super::wait::Wait;
use super::{hardening, Failure, Health, RollOut};
use crate::interrupt::Interrupted;
use crate::state::{Link, COMPOSE};
use anyhow::Result;
use rollout::{Record, Release, Standing};
use std::collections::BTreeSet;
use std::time::Instant;

/// What is started before a supervisor; none where there is no supervisor
fn others(record: &Record) -> Vec<&str> {
    let supervised = record.services.iter().any(|one| one.supervises);
    let others = record.services.iter().filter(|one| !one.supervises);
    let others = others.filter(|_| supervised);
    others.map(|one| one.service.as_str()).collect()
}

impl RollOut<'_> {
    /// Starts a release and waits for it
    ///
    /// # Errors
    /// When the engine cannot be asked, or somebody interrupts: what runs is told then.
    pub fn start(&self, release: &Release, record: &Record) -> Result<Result<Health, Failure>> {
        let mut begun = false;
        let started = self.attempt(release, record, &mut begun);
        started.map_err(|error| {
            let interrupted = error.is::<Interrupted>();
            let error = if interrupted {
                self.interrupted(release, record)
            } else {
                error
            };
            self.start_supervisors(record);
            // A person stopped it, and was told what runs. Anything else is for `gen-lock resume`.
            let left = interrupted && begun && self.engine.interrupt().is_by_a_person();
            match (left && !self.resumes).then(|| self.state.end()) {
                Some(Err(noting)) => error.context(noting.to_string()),
                _ => error,
            }
        })
    }

    fn attempt(
        &self,
        release: &Release,
        record: &Record,
        begun: &mut bool,
    ) -> Result<Result<Health, Failure>> {
        let compose = self.engine.compose()?;
        hardening::put(self.state, release)?;
        let supervisors = self.supervisors(record)?;
        // From here on until its end, whatever kills this program or the machine: `gen-lock resume` sees it.
        if !self.resumes {
            self.state.forget_tries()?;
        }
        self.state.begin(release)?;
        *begun = true;
        self.stop(&supervisors)?;
        self.remove_half_created(record)?;
        self.printer.say(format!("up: release {release}"));
        let until = Instant::now() + self.timeout;
        let mut wait = Wait::begin(self, record)?;
        let file = self.state.folder(release).join(COMPOSE);
        let project = (record.machine.as_str(), file.as_path());
        let mut up = |services: &[&str]| {
            let tick = &mut || wait.now_and_then();
            self.engine.up(compose, project, services, until, tick)
        };
        // A supervisor would restart what Compose stops to make it anew: it comes when all is made.
        let others = others(record);
        let mut ended = up(&others)?;
        if ended.success && !others.is_empty() {
            ended = up(&[])?;
        }
        let judged = if ended.success {
            wait.until(until)?
        } else {
            Err(match self.standing(record) {
                Ok(standing) => self.not_up(&ended, &standing),
                Err(error) if error.is::<Interrupted>() => return Err(error),
                Err(error) => Failure::from_error(&error),
            })
        };
        wait.end();
        Ok(judged)
    }

    /// Leaves what runs to a person; where the engine went away, to `gen-lock resume`
    ///
    /// # Errors
    /// When the state folder cannot be written.
    pub fn leave(&self, failure: &Failure) -> Result<()> {
        if failure.is_of_the_engine {
            return Ok(());
        }
        self.state.end()
    }

    /// Starts supervisors that were stopped, where what runs is left as it is: else nobody restarts it
    pub fn start_supervisors(&self, record: &Record) {
        let Ok(names) = self.supervisors(record) else {
            return;
        };
        for name in names {
            if self.engine.start(&name) {
                self.printer.say(format!("started `{name}` again"));
            }
        }
    }

    /// The containers that restart others: of a release, and of what was started before it
    fn supervisors(&self, record: &Record) -> Result<BTreeSet<String>> {
        let before = self.state.release(Link::Started);
        let before = before
            .map(|before| self.state.record(&before))
            .transpose()?;
        let records = std::iter::once(record).chain(&before);
        let services = records.flat_map(|record| &record.services);
        let supervisors = services.filter(|service| service.supervises);
        Ok(supervisors
            .map(|service| service.container.clone())
            .collect())
    }

    /// Nothing is to be restarted meanwhile
    fn stop(&self, supervisors: &BTreeSet<String>) -> Result<()> {
        let names: Vec<&str> = supervisors.iter().map(String::as_str).collect();
        for name in self.engine.stop(&names)? {
            self.printer
                .say(format!("stopped `{name}`, which restarts the others"));
        }
        Ok(())
    }

    /// Compose neither starts nor replaces what a Compose that was killed left half made.
    fn remove_half_created(&self, record: &Record) -> Result<()> {
        let all = self.engine.all_containers()?;
        let names: Vec<&str> = rollout::half_made(&all, record)
            .map(|one| one.name.as_str())
            .collect();
        self.engine.remove(&names)?;
        for name in names {
            self.printer
                .say(format!("removed `{name}`, which was only half created"));
        }
        Ok(())
    }

    /// How a release stands now
    ///
    /// # Errors
    /// When the engine does not say.
    pub(super) fn standing<'a>(&self, record: &'a Record) -> Result<Standing<'a>> {
        let names = record.services.iter();
        let names: Vec<&str> = names.map(|service| service.container.as_str()).collect();
        Ok(Standing::of(record, &self.engine.containers(&names)?))
    }

    /// Its health where all of a release runs as it names it
    ///
    /// # Errors
    /// When the engine does not say.
    pub fn whole(&self, record: &Record) -> Result<Option<Health>> {
        let standing = self.standing(record)?;
        Ok(standing
            .is_whole()
            .then(|| Health::from_standing(&standing)))
    }
}
