//! Names: of a registry, and of a repository in it.

use std::borrow::Cow;
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
    "want a registry and a lower-case name, such as `registry.example:5000/fleet`, got `{text}`{}",
    hint(*.is_short, .text)
)]
pub struct Illegal {
    text: String,
    /// Whether engines read it as a name in Docker Hub
    is_short: bool,
}

fn hint(is_short: bool, text: &str) -> String {
    match is_short {
        true => format!(
            "\n\nhint: engines read this as `docker.io/{text}`: write that if you mean Docker Hub; \
             a host name without a dot needs a port, such as `host:443/fleet`"
        ),
        false => String::new(),
    }
}

/// Engines refuse longer ones
const LONGEST: usize = 255;
/// Docker Hub's names: the one in references, the one of its logins, the one of its API
const HUB: [&str; 3] = ["docker.io", "index.docker.io", HUB_API];
const HUB_API: &str = "registry-1.docker.io";
/// What `docker login` calls Docker Hub
const HUB_LOGIN: &str = "https://index.docker.io/v1/";
/// Where Docker Hub keeps what has a name of one part
const HUB_LIBRARY: &str = "library";

impl Host {
    fn is_hub(&self) -> bool {
        HUB.iter().any(|name| self.0.eq_ignore_ascii_case(name))
    }

    /// The host of its API: of Docker Hub that is not the one in references
    pub(crate) fn api(&self) -> &str {
        if self.is_hub() {
            HUB_API
        } else {
            &self.0
        }
    }

    /// A repository's name in the API: Docker Hub has none of one part (`python` is `library/python`)
    pub(crate) fn path<'a>(&self, name: &'a str) -> Cow<'a, str> {
        if self.is_hub() && !name.contains('/') {
            return Cow::Owned(format!("{HUB_LIBRARY}/{name}"));
        }
        Cow::Borrowed(name)
    }

    /// Other names of the same registry, in lower case
    pub(crate) fn names(&self) -> &'static [&'static str] {
        if self.is_hub() {
            &HUB
        } else {
            &[]
        }
    }

    /// What credential helpers call it, the likeliest first
    pub(crate) fn servers(&self) -> Vec<String> {
        if self.is_hub() {
            let names = std::iter::once(HUB_LOGIN).chain(HUB);
            return names.map(str::to_owned).collect();
        }
        vec![self.0.clone()]
    }

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

    /// Its name in the registry's API
    pub(crate) fn path(&self) -> Cow<'_, str> {
        self.host.path(&self.name)
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
        let illegal = |is_short| Illegal {
            text: text.chars().take(100).collect(),
            is_short,
        };
        let (host, name) = text.split_once('/').ok_or_else(|| illegal(false))?;
        if text.len() > LONGEST || !is_host(host) || !name.split('/').all(is_component) {
            return Err(illegal(false));
        }
        // Engines tell hosts from names so, and they pull what is pushed here.
        if !host.contains(['.', ':']) && host != "localhost" {
            return Err(illegal(true));
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
    use super::{Repository, HUB_API};

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
            "host.example/",
            "host.example/Fleet",
            "host.example/a//b",
            "host.example/-a",
            "host.example/a___b",
            "host.example/a..b",
            "host:x/a",
            "host:1:2/a",
            "host:/a",
            "host:99999/a",
            "user@host/a",
            "https://host/a",
            "host.example/a?b",
            "host.example/ä",
        ] {
            let said = text.parse::<Repository>().unwrap_err().to_string();
            assert!(!said.contains("hint"), "{said}");
        }
        let said = "fleet/a".parse::<Repository>().unwrap_err().to_string();
        assert!(said.contains("as `docker.io/fleet/a`"), "{said}");
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
    fn docker_hub_is_reached_at_its_api() {
        for (text, api, path) in [
            ("docker.io/python", HUB_API, "library/python"),
            ("index.docker.io/fleet/a", HUB_API, "fleet/a"),
            ("registry-1.docker.io/python", HUB_API, "library/python"),
            ("Docker.io/fleet/a", HUB_API, "fleet/a"),
            ("registry.example/python", "registry.example", "python"),
            ("hub.docker.io/python", "hub.docker.io", "python"),
            ("docker.io:443/python", "docker.io:443", "python"),
        ] {
            let repository: Repository = text.parse().unwrap();
            assert_eq!(repository.host.api(), api, "{text}");
            assert_eq!(repository.path(), path, "{text}");
            assert_eq!(repository.to_string(), text);
        }
    }

    #[test]
    fn loopback_is_this_machine_alone() {
        let loopback = |text: &str| text.parse::<Repository>().unwrap().host.is_loopback();
        assert!(loopback("127.0.0.1:5000/a") && loopback("localhost/a") && loopback("127.1.2.3/a"));
        assert!(!loopback("10.0.0.1/a") && !loopback("localhost.example/a"));
    }
}
