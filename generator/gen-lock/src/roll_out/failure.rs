//! Why a release is not healthy, in the words of who knows.

use super::{Ending, RollOut};
use crate::engine::Ended;
use rollout::{Container, Record, Release, Standing, State};
use std::collections::BTreeSet;

/// Containers of a failed roll-out whose words are told
const TOLD: usize = 5;
/// Lines of each
const LINES: usize = 20;

/// Why a release is not healthy
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// One line
    pub reason: String,
    /// What Compose and the containers said
    pub details: String,
    /// Whether it was the engine that failed: it went away meanwhile, or keeps ports of what is gone
    pub is_of_the_engine: bool,
    /// The ports that it keeps until it is started anew
    pub lost_ports: BTreeSet<u16>,
}

impl Failure {
    /// The engine does not say how a release stands
    pub(super) fn from_error(error: &anyhow::Error) -> Self {
        Self {
            reason: format!("the current state is unknown: {error}"),
            details: String::new(),
            is_of_the_engine: true,
            lost_ports: BTreeSet::new(),
        }
    }

    fn lose(&mut self, ports: BTreeSet<u16>) {
        let named: Vec<String> = ports.iter().map(ToString::to_string).collect();
        self.details += &format!(
            "the engine keeps ports of containers that no longer exist until it is restarted \
             (`systemctl restart docker`): {}\n",
            named.join(", ")
        );
        self.is_of_the_engine = true;
        self.lost_ports = ports;
    }
}

/// How clients of every age say that the engine was not there, or went
const GONE: [&str; 5] = [
    "cannot connect to the docker daemon",
    "error during connect",
    "connection refused",
    "connection reset",
    "unexpected eof",
];

impl RollOut<'_> {
    /// Says that a release failed, and starts what watches the rest
    pub fn failed(
        &self,
        (release, record): (&Release, &Record),
        failure: &Failure,
        ending: &mut Ending,
    ) {
        let Failure {
            reason, details, ..
        } = failure;
        self.printer
            .say(format!("{details}failed: release {release}: {reason}"));
        ending.failed(failure);
        self.start_supervisors(record);
    }

    /// Compose failed. Some containers may be of the release before, so none are counted.
    pub(super) fn not_up(&self, up: &Ended, standing: &Standing<'_>) -> Failure {
        let what = if up.timed_out {
            format!("not up within {} s", self.timeout.as_secs())
        } else {
            "Compose failed".to_owned()
        };
        let mut failure = self.failure(&what, standing);
        let said = up.stderr.to_lowercase();
        failure.is_of_the_engine = GONE.iter().any(|words| said.contains(words));
        failure.details = section("Compose says", up.stderr.lines()) + &failure.details;
        // Where the engine does not say what there is, no port is known to be lost.
        let all = self.engine.all_containers();
        let lost = all.map(|all| rollout::lost_ports(&up.stderr, &all));
        if let Some(lost) = lost.ok().filter(|lost| !lost.is_empty()) {
            failure.lose(lost);
        }
        failure
    }

    /// Everything was started, and not enough of it is healthy
    pub(super) fn not_healthy(&self, what: &str, standing: &Standing<'_>) -> Failure {
        let (healthy, count) = (standing.healthy(), standing.count());
        let what = format!("{what}, {healthy} of {count} services are healthy");
        self.failure(&what, standing)
    }

    fn failure(&self, what: &str, standing: &Standing<'_>) -> Failure {
        let culprits = standing.culprits();
        let (reported, more) = culprits.split_at(culprits.len().min(TOLD));
        let name = |one: &&Container| format!("`{}` {}", one.name, one.state);
        let mut names: Vec<String> = reported.iter().map(name).collect();
        if !more.is_empty() {
            names.push(format!("{} more", more.len()));
        }
        let mut reason = what.to_owned();
        if !names.is_empty() {
            reason += &format!(": {}", names.join(", "));
        }
        let details = reported.iter().map(|container| self.last_lines(container));
        Failure {
            reason,
            details: details.collect(),
            is_of_the_engine: false,
            lost_ports: BTreeSet::new(),
        }
    }

    /// What a container says of itself
    fn last_lines(&self, container: &Container) -> String {
        if container.state == State::Absent {
            return String::new();
        }
        let name = &container.name;
        let probe = rollout::shown(&container.said, LINES);
        let probe = probe.iter().map(String::as_str);
        let lines = self.engine.last_lines(name, LINES);
        let lines = lines.iter().map(String::as_str);
        section(&format!("the last health check of `{name}` says"), probe)
            + &section(&format!("the last lines of `{name}`"), lines)
    }
}

/// A title and its lines, or nothing
fn section<'a>(title: &str, lines: impl Iterator<Item = &'a str>) -> String {
    let lines: String = lines.map(|line| format!("  {line}\n")).collect();
    if lines.is_empty() {
        return lines;
    }
    format!("{title}:\n{lines}")
}
