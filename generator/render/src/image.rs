//! Which image a service runs, and what a roll-out says of it.

use crate::legal::{is_name, Illegal};
use crate::{Machine, Service};
use fleet::build_lock::Outputs;
use fleet::table::Service as Row;
use fleet::Error;
use oci::Digest;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// The file of the digests
const LOCK: &str = "build-lock.json";

/// A registry with a namespace: `registry.example:5000/fleet`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registry(String);

/// A tag of an image
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag(String);

/// A commit
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GitSha(String);

/// Where images come from
#[derive(Debug, Clone, Copy)]
pub struct Images<'a> {
    /// Where they were pushed to
    pub registry: &'a Registry,
    /// Their digests
    pub outputs: &'a Outputs,
    /// For emergencies: this tag of every image in place of its digest, whatever it is
    pub force_tag: Option<&'a Tag>,
}

/// What is known of a roll-out and not of an image
#[derive(Debug, Clone, Copy)]
pub struct Rollout<'a> {
    /// Where images come from
    pub images: Images<'a>,
    /// The commit that the lock is of
    pub git_sha: &'a GitSha,
}

/// The containers that the supervisor may restart
pub(crate) const WATCHED: &str = "FLEET_CONTAINERS";

/// Names and values of a container beside its image's own
type Environment = Vec<(&'static str, String)>;

/// An image by reference
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// `registry/org/name@sha256:…`, or with a tag
    pub text: String,
    /// The manifest's; none where a tag decides
    pub digest: Option<Digest>,
    /// Of what the image is made of; none where a tag decides, or none is recorded
    pub sbom: Option<Digest>,
}

impl Images<'_> {
    /// An image by its name: `<machine>-<image>`
    ///
    /// # Errors
    /// When the lock has no digest of it.
    pub fn reference(&self, name: &str) -> Result<Reference, Error> {
        let registry = &self.registry.0;
        if let Some(Tag(tag)) = self.force_tag {
            return Ok(Reference {
                text: format!("{registry}/{name}:{tag}"),
                digest: None,
                sbom: None,
            });
        }
        let image = self.outputs.images.get(name).ok_or_else(|| Error {
            file: LOCK.to_owned(),
            position: None,
            message: format!("the outputs have no image `{name}`"),
            hint: Some("build and record it: `gen-lock refresh --locked`".to_owned()),
        })?;
        Ok(Reference {
            text: format!("{registry}/{name}@{}", image.manifest),
            digest: Some(image.manifest),
            sbom: image.sbom,
        })
    }
}

impl Rollout<'_> {
    /// A service's image by reference, and its container's environment beside the image's own
    pub(crate) fn image(
        &self,
        machine: &Machine<'_>,
        service: &Service<'_>,
    ) -> Result<(String, Environment), Error> {
        let reference = self.images.reference(&machine.container(service))?;
        let mut environment = vec![
            ("GIT_SHA", self.git_sha.0.clone()),
            ("IMAGE_DIGEST", text(reference.digest)),
            ("LOCK_DIGEST", format!("sha256:{}", machine.lock)),
            ("SBOM_DIGEST", text(reference.sbom)),
        ];
        if let Some(address) = &machine.roles.observability {
            environment.push(("OBSERVABILITY_URL", address.clone()));
        }
        environment.extend(self.of_role(machine, service)?);
        Ok((reference.text, environment))
    }

    /// A container's environment beside its image's own and that of its files
    ///
    /// # Errors
    /// When the lock has no digest of its image.
    pub fn environment(
        &self,
        machine: &Machine<'_>,
        service: &Service<'_>,
    ) -> Result<BTreeMap<&'static str, String>, Error> {
        let (_, environment) = self.image(machine, service)?;
        Ok(environment.into_iter().collect())
    }

    /// What a service is told for its role
    fn of_role(&self, machine: &Machine<'_>, service: &Service<'_>) -> Result<Environment, Error> {
        let row = service.row;
        let mut environment = Environment::new();
        if row.is(Row::OBSERVABILITY) {
            environment.push(("FLEET_EXPECTED", self.expected(machine)?));
            environment.push(("FLEET_MACHINES", machine.roles.machines.join(" ")));
        }
        if row.is(Row::ENGINE_PROXY) {
            environment.push((WATCHED, machine.roles.watched.join(" ")));
        }
        if row.is(Row::SUPERVISOR) {
            let proxy = machine.roles.proxy.iter();
            environment.extend(proxy.map(|address| ("ENGINE_URL", address.clone())));
            environment.push(("FLEET_REGISTRY", self.images.registry.0.clone()));
            let tag = self.images.force_tag.iter();
            environment.extend(tag.map(|Tag(tag)| ("FORCE_IMAGE_TAG", tag.clone())));
        }
        Ok(environment)
    }

    /// `image=sha256:… image=sha256:…`: what should run; without a digest where a tag decides
    fn expected(&self, machine: &Machine<'_>) -> Result<String, Error> {
        let word = |service: &Service<'_>| {
            let reference = self.images.reference(&machine.container(service))?;
            Ok(format!("{}={}", service.image, text(reference.digest)))
        };
        let words: Result<Vec<String>, Error> = machine.services.iter().map(word).collect();
        Ok(words?.join(" "))
    }
}

/// A digest as the environment has it; empty where there is none
fn text(digest: Option<Digest>) -> String {
    digest.map_or_else(String::new, |digest| digest.to_string())
}

impl fmt::Display for GitSha {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Registry {
    type Err = Illegal;

    fn from_str(text: &str) -> Result<Self, Illegal> {
        let lower = |part: &str| is_name(part) && !part.contains(|c: char| c.is_ascii_uppercase());
        let (host, path) = text.split_once('/').unwrap_or_default();
        let (host, port) = host.split_once(':').unwrap_or((host, "1"));
        if is_name(host) && port.parse::<u16>().is_ok() && path.split('/').all(lower) {
            return Ok(Self(text.to_owned()));
        }
        Err(Illegal(
            "a registry and a namespace in lower case, such as `registry.example:5000/fleet`",
        ))
    }
}

impl FromStr for Tag {
    type Err = Illegal;

    fn from_str(text: &str) -> Result<Self, Illegal> {
        let first = !text.starts_with(['.', '-']);
        if first && is_name(text) && text.len() <= 128 {
            return Ok(Self(text.to_owned()));
        }
        Err(Illegal("a tag: at most 128 letters, digits and `._-`"))
    }
}

impl FromStr for GitSha {
    type Err = Illegal;

    fn from_str(text: &str) -> Result<Self, Illegal> {
        let digits = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if [40, 64].contains(&text.len()) && text.bytes().all(digits) {
            return Ok(Self(text.to_owned()));
        }
        Err(Illegal("a commit in full: 40 or 64 hexadecimal digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::{GitSha, Registry, Tag};

    #[test]
    fn a_registry_has_a_namespace() {
        for text in ["localhost:5000/fleet", "registry.example/a/b"] {
            assert!(text.parse::<Registry>().is_ok(), "{text}");
        }
        for text in [
            "",
            "host",
            "https://host/a",
            "host/A",
            "host/",
            "host/a/",
            "h:x/a",
            "h/a@b",
        ] {
            assert!(text.parse::<Registry>().is_err(), "{text}");
        }
    }

    #[test]
    fn tags_and_commits() {
        assert!("20250812-latest".parse::<Tag>().is_ok());
        assert!(".a".parse::<Tag>().is_err() && "a b".parse::<Tag>().is_err());
        assert!("0123456789".repeat(4).parse::<GitSha>().is_ok());
        assert!("HEAD".parse::<GitSha>().is_err());
    }
}
