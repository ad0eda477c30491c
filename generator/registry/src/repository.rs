//! Names: of a registry, and of a repository in it.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// A registry's host with its port, where it has one of its own: `registry.example:5000`
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Host(String);

/// A repository, or the namespace of several: `registry.example:5000/fleet`
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Repository {
    /// Where it is
    pub host: Host,
    /// Its name there, such as `fleet/mainpc-stt-service`
    pub name: String,
}

/// What is no name
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "want a registry and a name in lower case, such as `registry.example:5000/fleet`, got `{0}`"
)]
pub struct Illegal(String);

/// Engines refuse longer ones
const LONGEST: usize = 255;

impl Host {
    /// Whether it is this machine: spoken to without TLS and without a proxy, as engines do
    pub fn is_loopback(&self) -> bool {
        let host = self
            .0
            .rsplit_once(':')
            .map_or(self.0.as_str(), |(host, _)| host);
        let address = host.parse::<IpAddr>();
        host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    }
}

impl Repository {
    /// A repository of this namespace
    #[must_use]
    pub fn child(&self, name: &str) -> Self {
        Self {
            host: self.host.clone(),
            name: format!("{}/{name}", self.name),
        }
    }

    /// The namespace that it is in; `None` where it is in none
    pub fn namespace(&self) -> Option<Self> {
        let (name, _) = self.name.rsplit_once('/')?;
        Some(Self {
            host: self.host.clone(),
            name: name.to_owned(),
        })
    }

    /// The last part of its name
    pub fn last(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or_default()
    }
}

/// `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*`, as the specification has it
fn is_component(text: &str) -> bool {
    let alphanumeric = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let separators = text.split(alphanumeric).filter(|part| !part.is_empty());
    let mut legal = separators
        .map(|part| matches!(part, "." | "_" | "__") || part.bytes().all(|byte| byte == b'-'));
    text.starts_with(alphanumeric) && text.ends_with(alphanumeric) && legal.all(|legal| legal)
}

fn is_host(text: &str) -> bool {
    let (host, port) = text.split_once(':').unwrap_or((text, "1"));
    let of_host = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    let port = !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit());
    port && text.split(':').count() <= 2
        && !host.is_empty()
        && host.chars().all(of_host)
        && !host.starts_with(['.', '-'])
        && text
            .split_once(':')
            .is_none_or(|(_, port)| port.parse::<u16>().is_ok())
}

impl FromStr for Repository {
    type Err = Illegal;

    fn from_str(text: &str) -> Result<Self, Illegal> {
        let illegal = || Illegal(text.chars().take(100).collect());
        let (host, name) = text.split_once('/').ok_or_else(illegal)?;
        let short = text.len() <= LONGEST;
        if !short || !is_host(host) || !name.split('/').all(is_component) {
            return Err(illegal());
        }
        Ok(Self {
            host: Host(host.to_owned()),
            name: name.to_owned(),
        })
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Repository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.host, self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::Repository;

    #[test]
    fn names_are_those_of_the_specification() {
        for text in [
            "127.0.0.1:5000/fleet",
            "localhost/a/b-c/d__e",
            "registry.example/a---b/c.d_e",
        ] {
            assert_eq!(text.parse::<Repository>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "fleet",
            "/fleet",
            "host/",
            "host/Fleet",
            "host/a//b",
            "host/-a",
            "host/a___b",
            "host/a..b",
            "host:x/a",
            "host:1:2/a",
            "host:/a",
            "host:99999/a",
            "user@host/a",
            "https://host/a",
            "host/a?b",
            "host/ä",
        ] {
            text.parse::<Repository>().unwrap_err();
        }
    }

    #[test]
    fn the_namespace_of_a_child_is_its_parent() {
        let fleet: Repository = "registry.example:5000/a/fleet".parse().unwrap();
        let child = fleet.child("box-alpha");
        assert_eq!(child.namespace(), Some(fleet));
        assert_eq!(child.last(), "box-alpha");
        let top: Repository = "registry.example/fleet".parse().unwrap();
        assert_eq!(top.namespace(), None);
    }

    #[test]
    fn loopback_is_this_machine_alone() {
        let loopback = |text: &str| text.parse::<Repository>().unwrap().host.is_loopback();
        assert!(loopback("127.0.0.1:5000/a") && loopback("localhost/a") && loopback("127.1.2.3/a"));
        assert!(!loopback("10.0.0.1/a") && !loopback("localhost.example/a"));
    }
}
