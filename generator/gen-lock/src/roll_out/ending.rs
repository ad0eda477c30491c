//! How a roll-out ended, for people and for programs.

use super::{Failure, Health};
use anyhow::Result;
use rollout::Release;
use serde::Serialize;

/// How a roll-out ended
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The release runs
    Deployed,
    /// It ran already, as it is now rendered
    NothingToDo,
    /// A roll-out that was killed is finished: the release runs, or the one before it again
    Resumed,
    /// It failed, and the one before runs again
    RolledBack,
    /// It failed, and was left as it is
    Failed,
    /// It did not begin: nothing was started
    Stopped,
}

/// The report of a roll-out
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ending {
    machine: String,
    outcome: Outcome,
    /// The release that was wanted
    release: Option<String>,
    /// The release that runs
    current: Option<String>,
    healthy: usize,
    services: usize,
    /// Optional services that are not healthy
    optional: Vec<Optional>,
    /// Why it failed
    reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Optional {
    container: String,
    state: String,
}

impl Ending {
    /// Of a machine where nothing has happened yet
    pub fn new(machine: &str) -> Self {
        Self {
            machine: machine.to_owned(),
            outcome: Outcome::Stopped,
            release: None,
            current: None,
            healthy: 0,
            services: 0,
            optional: Vec::new(),
            reason: None,
        }
    }

    /// There is nothing to be done, for a reason
    pub fn rests(&mut self, reason: &str) {
        self.outcome = Outcome::NothingToDo;
        self.reason = Some(reason.to_owned());
    }

    /// A release is being started
    pub fn wants(&mut self, release: &Release) {
        self.release = Some(release.to_string());
        self.outcome = Outcome::Failed;
    }

    /// It failed
    pub fn failed(&mut self, failure: &Failure) {
        self.outcome = Outcome::Failed;
        self.reason = Some(failure.reason.clone());
    }

    /// A release runs
    pub fn runs(&mut self, outcome: Outcome, release: &Release, health: Health) {
        self.outcome = outcome;
        self.current = Some(release.to_string());
        (self.healthy, self.services) = (health.healthy, health.services);
        let optional = health.optional.into_iter();
        self.optional = optional
            .map(|(container, state)| Optional { container, state })
            .collect();
    }

    /// Says it: a line or JSON on stdout
    ///
    /// # Errors
    /// That which ended it.
    pub fn tell(mut self, ended: Result<()>, json: bool) -> Result<crate::command::Outcome> {
        if let Err(error) = &ended {
            self.reason = Some(format!("{error:#}"));
        }
        if json {
            print!("{}", fleet::document::canonical(&self));
        } else if ended.is_ok() {
            print!("{}", self.text());
        }
        ended?;
        let fine =
            [Outcome::Deployed, Outcome::NothingToDo, Outcome::Resumed].contains(&self.outcome);
        Ok(crate::command::Outcome::of(fine))
    }

    fn text(&self) -> String {
        let (machine, healthy) = (&self.machine, self.healthy);
        if let (Outcome::NothingToDo, Some(reason)) = (self.outcome, &self.reason) {
            return format!("{machine}: nothing to do: {reason}\n");
        }
        let current = self.current.as_deref().unwrap_or("none");
        let mut text = match self.outcome {
            Outcome::Deployed => format!("{machine}: release {current} runs, "),
            Outcome::Resumed => format!("{machine}: resumed: release {current} runs, "),
            Outcome::NothingToDo => format!("{machine}: nothing to do: release {current} runs, "),
            Outcome::RolledBack => {
                return format!("{machine}: rolled back to {current}: {healthy} services healthy\n")
            }
            Outcome::Failed | Outcome::Stopped => {
                return format!("{machine}: failed; the containers are left as they are\n")
            }
        };
        text += &format!("{healthy} of {} services healthy\n", self.services);
        for Optional { container, state } in &self.optional {
            text += &format!("optional `{container}` is {state}\n");
        }
        text
    }
}
