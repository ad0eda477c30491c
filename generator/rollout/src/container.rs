//! A container as the engine has it.

use crate::{Granted, Unreadable};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// A container by name
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Container {
    /// The engine's own name of it: another one once it was recreated
    pub id: String,
    /// Without the slash that the engine writes before it
    pub name: String,
    /// The reference of its image as it was started
    pub image: String,
    /// How it is
    pub state: State,
    /// What its last health check printed
    pub said: String,
    /// The image that it was made of, by the engine's name
    pub image_id: String,
    /// The machine whose service it is
    pub machine: Option<String>,
    /// What it runs
    pub command: Vec<String>,
    /// Whether nothing can be written to its root
    pub read_only: bool,
    /// What the engine lets it do
    pub granted: Granted,
}

/// How a container is
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Its health check says that it is well
    Healthy,
    /// Its health check has not said yet
    Starting,
    /// Its health check says that it is not
    Unhealthy,
    /// It runs, and nothing tells how it is
    Unchecked,
    /// It ended, with this exit code
    Exited(i64),
    /// The engine's word, such as `created` or `restarting`
    Other(String),
    /// There is none
    Absent,
}

impl State {
    /// Whether it will not become healthy by waiting
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Unchecked | Self::Exited(_) | Self::Absent)
    }

    /// Whether its processes run
    pub fn runs(&self) -> bool {
        matches!(
            self,
            Self::Healthy | Self::Starting | Self::Unhealthy | Self::Unchecked
        )
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Healthy => f.write_str("healthy"),
            Self::Starting => f.write_str("starting"),
            Self::Unhealthy => f.write_str("unhealthy"),
            Self::Unchecked => f.write_str("without a health check"),
            Self::Exited(code) => write!(f, "ended with exit code {code}"),
            Self::Other(word) => f.write_str(word),
            Self::Absent => f.write_str("not there"),
        }
    }
}

impl Container {
    /// Reads what `docker container inspect` prints
    ///
    /// # Errors
    /// When it is no array of containers.
    pub fn all(text: &str) -> Result<Vec<Self>, Unreadable> {
        let all: Vec<Value> = serde_json::from_str(text)?;
        let one = |value| {
            Ok(Self::of(
                Inspected::deserialize(&value)?,
                Granted::new(value),
            ))
        };
        all.into_iter().map(one).collect()
    }

    fn of(inspected: Inspected, granted: Granted) -> Self {
        let Inspected {
            id,
            name,
            config,
            state,
            image,
            path,
            args,
            host_config,
        } = inspected;
        let labels = config.labels.unwrap_or_default();
        let machine = [MACHINE_LABEL, PROJECT_LABEL]
            .into_iter()
            .find_map(|label| labels.get(label));
        let log = state.health.iter().flat_map(|health| &health.log).flatten();
        let said = log.last().map(|one| one.output.clone());
        Self {
            id,
            name: name.trim_start_matches('/').to_owned(),
            image: config.image,
            said: said.unwrap_or_default(),
            state: state.judged(),
            image_id: image.unwrap_or_default(),
            machine: machine.cloned(),
            command: path.into_iter().chain(args.unwrap_or_default()).collect(),
            read_only: host_config.is_some_and(|host| host.readonly_rootfs),
            granted,
        }
    }

    /// A container that is not there
    pub fn absent(name: &str) -> Self {
        Self {
            id: String::new(),
            name: name.to_owned(),
            image: String::new(),
            state: State::Absent,
            said: String::new(),
            image_id: String::new(),
            machine: None,
            command: Vec::new(),
            read_only: false,
            granted: Granted::default(),
        }
    }
}

/// What rendered files say of the machine
const MACHINE_LABEL: &str = "gen-lock.machine";
/// What Compose adds; a machine's project has its name
const PROJECT_LABEL: &str = "com.docker.compose.project";

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Inspected {
    id: String,
    name: String,
    config: Config,
    state: Written,
    image: Option<String>,
    path: Option<String>,
    args: Option<Vec<String>>,
    host_config: Option<HostConfig>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct HostConfig {
    #[serde(default)]
    readonly_rootfs: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Config {
    image: String,
    labels: Option<BTreeMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Written {
    status: String,
    #[serde(default)]
    exit_code: i64,
    health: Option<Health>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Health {
    status: String,
    log: Option<Vec<Probe>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Probe {
    #[serde(default)]
    output: String,
}

impl Written {
    fn judged(self) -> State {
        let health = self.health.map(|health| health.status);
        match (self.status.as_str(), health.as_deref()) {
            ("exited", _) => State::Exited(self.exit_code),
            ("running", Some("healthy")) => State::Healthy,
            ("running", Some("starting")) => State::Starting,
            ("running", Some("unhealthy")) => State::Unhealthy,
            ("running", Some("none") | None) => State::Unchecked,
            _ => State::Other(crate::shown(&self.status, 1).concat()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Container, State};
    use proptest::prelude::*;

    const DOCKER_20: &str = include_str!("../tests/recorded/docker-20.10-container.json");

    fn state(state: &str) -> State {
        let text =
            format!(r#"[{{"Id":"1","Name":"/a","Config":{{"Image":"b"}},"State":{state}}}]"#);
        Container::all(&text).unwrap().remove(0).state
    }

    #[test]
    fn what_docker_says() {
        let all = Container::all(DOCKER_20).unwrap();
        assert_eq!(all[0].name, "mainpc-nlu-agent");
        assert!(all[0].image.contains("/mainpc-nlu-agent@sha256:"));
        assert_eq!(all[0].state, State::Healthy);
        assert_eq!(all[0].machine.as_deref(), Some("mainpc"));
        assert!(all[0].image_id.starts_with("sha256:9f8cf6ea"));
        assert!(!all[0].said.contains("Error"), "{}", all[0].said);
    }

    #[test]
    fn every_state() {
        for (text, want) in [
            (r#"{"Status":"running"}"#, State::Unchecked),
            (
                r#"{"Status":"running","Health":{"Status":"starting","Log":null}}"#,
                State::Starting,
            ),
            (
                r#"{"Status":"running","Health":{"Status":"unhealthy"}}"#,
                State::Unhealthy,
            ),
            (
                r#"{"Status":"exited","ExitCode":137,"Health":{"Status":"healthy"}}"#,
                State::Exited(137),
            ),
            (
                r#"{"Status":"dead","ExitCode":137}"#,
                State::Other("dead".to_owned()),
            ),
            (
                r#"{"Status":"created"}"#,
                State::Other("created".to_owned()),
            ),
            (
                r#"{"Status":"\u001b[2Jx"}"#,
                State::Other("\\u{1b}[2Jx".to_owned()),
            ),
        ] {
            assert_eq!(state(text), want, "{text}");
        }
    }

    #[test]
    fn only_the_running_run() {
        assert!(State::Unhealthy.runs() && !State::Exited(0).runs());
        assert!(State::Absent.is_final() && !State::Unhealthy.is_final());
    }

    proptest! {
        #[test]
        fn anything_is_input(text in ".*") {
            let _ = Container::all(&text);
            let _ = crate::Image::all(&text);
        }
    }
}
