//! What a container is told by its environment, beside what its image says.

use crate::image::is_digest;
use crate::{Container, Record};
use fleet::build_lock::Outputs;
use render::{GitSha, Images, Machine, Registry, Rights, Rollout, Service, Tag};
use std::collections::BTreeMap;

/// Variables by name, each with the values that it may have; none: any
pub type Told = BTreeMap<String, Vec<String>>;

/// What a container is to be
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// What it may do
    pub rights: Rights,
    /// Its environment beside its image's
    pub environment: Told,
}

impl Expected {
    /// The containers of a machine by name. Where a release came from is no right: registry, tag and commit
    /// are what the containers and the release say.
    pub fn all(
        machine: &Machine<'_>,
        outputs: &Outputs,
        record: Option<&Record>,
        containers: &[Container],
    ) -> BTreeMap<String, Self> {
        let one = |service: &Service<'_>| {
            let name = machine.container(service);
            let container = containers.iter().find(|one| one.name == name);
            let started = Started::of(&name, container.map_or("", |one| &one.image));
            let expected = Self {
                rights: Rights::of(machine, service),
                environment: told(machine, service, outputs, (&started, record)),
            };
            (name, expected)
        };
        machine.services.iter().map(one).collect()
    }
}

/// The reference that a container was started by
struct Started<'a> {
    registry: &'a str,
    digest: Option<&'a str>,
    tag: Option<&'a str>,
}

impl<'a> Started<'a> {
    /// `REGISTRY/NAME@DIGEST` or `REGISTRY/NAME:TAG`
    fn of(name: &str, image: &'a str) -> Self {
        let (registry, last) = image.rsplit_once('/').unwrap_or_default();
        let rest = last.strip_prefix(name).unwrap_or_default();
        Self {
            registry,
            digest: rest.strip_prefix('@'),
            tag: rest.strip_prefix(':'),
        }
    }
}

fn told(
    machine: &Machine<'_>,
    service: &Service<'_>,
    outputs: &Outputs,
    (started, record): (&Started<'_>, Option<&Record>),
) -> Told {
    let tag: Option<Tag> = started.tag.and_then(|tag| tag.parse().ok());
    let commit = record.and_then(|record| record.git_sha.parse::<GitSha>().ok());
    let known = commit.is_some();
    let (Ok(registry), Ok(any)) = (registry(started.registry), "0".repeat(40).parse()) else {
        return Told::new();
    };
    let rollout = Rollout {
        images: Images {
            registry: &registry,
            outputs,
            force_tag: tag.as_ref(),
        },
        git_sha: &commit.unwrap_or(any),
    };
    let environment = rollout.environment(machine, service).unwrap_or_default();
    let owned = environment.into_iter();
    let mut told: Told = owned
        .map(|(name, value)| (name.to_owned(), vec![value]))
        .collect();
    let mut accept = |name: &str, values: Vec<String>| {
        told.entry(name.to_owned()).and_modify(|one| *one = values);
    };
    if !known {
        accept("GIT_SHA", Vec::new());
    }
    let lock = |lock: &str| format!("sha256:{lock}");
    let release = record.map_or(machine.lock, |record| &record.lock);
    accept("LOCK_DIGEST", vec![lock(machine.lock), lock(release)]);
    let locked = outputs.images.get(&machine.container(service));
    let is_locked = |digest: &str| locked.is_some_and(|image| is_digest(digest, image.manifest));
    let other = started.digest.filter(|digest| !is_locked(digest));
    if let Some(digest) = other {
        // That it runs another image is told already.
        accept("IMAGE_DIGEST", vec![digest.to_owned()]);
    }
    if other.is_some() || release != machine.lock {
        accept("SBOM_DIGEST", Vec::new());
        accept("FLEET_EXPECTED", Vec::new());
    }
    told
}

/// What a container was started from; of one that was started from nowhere, one that no container is told
fn registry(text: &str) -> Result<Registry, render::Illegal> {
    text.parse().or_else(|_| "none/none".parse())
}

/// A file of environment. What a reader of it may change, a quoted or interpolated value, may be any.
pub fn env_file(text: &str) -> Told {
    let lines = text.lines().map(str::trim_start);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let variable = |line: &str| {
        let line = line.strip_prefix("export ").unwrap_or(line);
        let (name, value) = line.split_once('=').unwrap_or((line, "$"));
        let plain = value.trim() == value && !value.contains(['\'', '"', '$', '#', '\\', '`']);
        let values = plain.then(|| value.to_owned());
        (name.trim().to_owned(), values.into_iter().collect())
    };
    lines.map(variable).collect()
}

#[cfg(test)]
mod tests {
    use super::env_file;

    #[test]
    fn values_of_a_file_that_every_reader_reads_alike() {
        let text = "# keys\n\nKEY=a=b\nexport OTHER=c\nQUOTED=\"d\"\nTAKEN\nVAR=$KEY\n";
        let told = env_file(text);
        let plain = |name: &str| told[name].join(",");
        assert_eq!(
            (plain("KEY"), plain("OTHER")),
            ("a=b".to_owned(), "c".to_owned())
        );
        for name in ["QUOTED", "TAKEN", "VAR"] {
            assert!(told[name].is_empty(), "{name}");
        }
        assert_eq!(told.len(), 5);
    }
}
