//! The wait for health, and what is told of it.

use super::{Failure, Health, RollOut};
use crate::interrupt::Interrupted;
use anyhow::Result;
use indicatif::ProgressBar;
use rollout::{Record, Verdict};
use std::collections::BTreeSet;
use std::thread;
use std::time::{Duration, Instant};

const TICK: Duration = Duration::from_millis(200);
/// Between two questions to the engine
const PAUSE: Duration = Duration::from_secs(1);

/// The wait for health
pub struct Wait<'a> {
    roll_out: &'a RollOut<'a>,
    record: &'a Record,
    /// Containers that were there before
    before: BTreeSet<String>,
    begin: Instant,
    asked: Instant,
    bar: ProgressBar,
    told: Option<usize>,
}

impl<'a> Wait<'a> {
    /// Before Compose starts anything
    ///
    /// # Errors
    /// When the engine does not say what is there.
    pub fn begin(roll_out: &'a RollOut<'a>, record: &'a Record) -> Result<Self> {
        let services = &record.services;
        let names: Vec<&str> = services.iter().map(|one| one.container.as_str()).collect();
        let before = roll_out.engine.containers(&names)?;
        Ok(Self {
            roll_out,
            record,
            before: before.into_iter().map(|one| one.id).collect(),
            begin: Instant::now(),
            asked: Instant::now(),
            bar: roll_out.printer.steps(services.len() as u64, "healthy"),
            told: None,
        })
    }

    /// While Compose works: a container that was there before may yet be recreated
    pub fn now_and_then(&mut self) -> Result<()> {
        if self.asked.elapsed() >= PAUSE {
            // A busy engine may not answer: that is no reason to stop Compose.
            if let Ok(standing) = self.roll_out.standing(self.record) {
                self.tell(standing.healthy_anew(&self.before));
            }
            self.asked = Instant::now();
        }
        Ok(())
    }

    /// Until all is healthy, or cannot become it, or the time is over
    pub fn until(&mut self, until: Instant) -> Result<Result<Health, Failure>> {
        loop {
            let standing = match self.roll_out.standing(self.record) {
                Ok(standing) => standing,
                Err(error) if error.is::<Interrupted>() => return Err(error),
                Err(error) if Instant::now() >= until => {
                    return Ok(Err(Failure::from_error(&error)))
                }
                Err(_) => {
                    self.pause()?;
                    continue;
                }
            };
            self.tell(standing.healthy());
            let failure = |what: &str| Ok(Err(self.roll_out.not_healthy(what, &standing)));
            match standing.verdict() {
                Verdict::Healthy => return Ok(Ok(Health::from_standing(&standing))),
                Verdict::Failed => return failure("a required service exited"),
                Verdict::Waiting if Instant::now() >= until => {
                    let seconds = self.roll_out.timeout.as_secs();
                    return failure(&format!("not healthy within {seconds} s"));
                }
                Verdict::Waiting => self.pause()?,
            }
        }
    }

    /// The bar goes
    pub fn end(self) {
        self.bar.finish_and_clear();
    }

    fn pause(&self) -> Result<()> {
        let begin = Instant::now();
        while begin.elapsed() < PAUSE {
            self.roll_out.engine.interrupt().check()?;
            thread::sleep(TICK);
        }
        Ok(())
    }

    fn tell(&mut self, healthy: usize) {
        self.bar.set_position(healthy as u64);
        // Without a terminal there is no bar, and a line tells what changed.
        if self.bar.is_hidden() && self.told != Some(healthy) {
            let (count, seconds) = (self.record.services.len(), self.begin.elapsed().as_secs());
            self.roll_out.printer.say(format!(
                "{healthy} of {count} services are healthy after {seconds} s"
            ));
            self.told = Some(healthy);
        }
    }
}
