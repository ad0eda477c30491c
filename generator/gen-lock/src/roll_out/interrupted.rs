//! What runs, for somebody who stopped a roll-out in the middle.

use super::RollOut;
use crate::state::Link;
use anyhow::anyhow;
use rollout::{Record, Release};

impl RollOut<'_> {
    pub(super) fn interrupted(&self, release: &Release, record: &Record) -> anyhow::Error {
        self.engine.interrupt().forget();
        let current = self.state.release(Link::Current);
        let back = current.as_ref().map(|current| {
            let (machine, option) = (&record.machine, self.state.option());
            format!(", or go back: `gen-lock rollback --machine {machine}{option} --to {current}`")
        });
        let current = current.map_or("none".to_owned(), |current| current.to_string());
        anyhow!(
            "interrupted while release {release} was being started; it is left as it is, and the \
             current release is {current}; {}\n\nhint: run it again{}",
            self.running(record),
            back.unwrap_or_default()
        )
    }

    fn running(&self, record: &Record) -> String {
        let standing = match self.standing(record) {
            Ok(standing) => standing,
            Err(error) => return format!("the running containers are unknown: {error}"),
        };
        let running = standing.running();
        let (some, all) = (running.len(), standing.count());
        let names = running
            .iter()
            .map(|one| format!("{} ({})", one.name, one.state));
        let names: Vec<String> = names.collect();
        match names.as_slice() {
            [] => format!("0 of {all} containers run"),
            names => format!("{some} of {all} containers run: {}", names.join(", ")),
        }
    }
}
