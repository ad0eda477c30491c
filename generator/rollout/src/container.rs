//! A container as the engine has it.

use crate::Unreadable;
use serde::Deserialize;
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
        let all: Vec<Inspected> = serde_json::from_str(text)?;
        Ok(all.into_iter().map(Self::of).collect())
    }

    fn of(inspected: Inspected) -> Self {
        let Inspected {
            id,
            name,
            config,
            state,
        } = inspected;
        let log = state.health.iter().flat_map(|health| &health.log).flatten();
        let said = log.last().map(|one| one.output.clone());
        Self {
            id,
            name: name.trim_start_matches('/').to_owned(),
            image: config.image,
            said: said.unwrap_or_default(),
            state: state.judged(),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Inspected {
    id: String,
    name: String,
    config: Config,
    state: Written,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Config {
    image: String,
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
            ("exited" | "dead", _) => State::Exited(self.exit_code),
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
                r#"{"Status":"created"}"#,
                State::Other("created".to_owned()),
            ),
            (
                r#"{"Status":"\u001b[2Jx"}"#,
                State::Other("[2Jx".to_owned()),
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
