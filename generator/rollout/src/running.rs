//! What runs on a machine against the lock.

use crate::container::{Container, State};
use crate::image::{is_digest, of_content, plain_name, Difference, Image};
use crate::{rights, Expected, Info};
use fleet::build_lock::Outputs;
use serde::Serialize;
use std::collections::BTreeMap;
use verify::Locked;

/// What the engine says, beside the lock
pub struct Engine<'a> {
    /// Every container
    pub containers: &'a [Container],
    /// Their images by the engine's own name
    pub images: &'a BTreeMap<String, Image>,
    /// What was changed in containers that can be written to, by name
    pub altered: &'a BTreeMap<String, Vec<String>>,
    /// What it is
    pub info: &'a Info,
}

/// A container of the machine, or one that should be there
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Running {
    /// Its name
    pub container: String,
    /// How it is
    pub state: String,
    /// Whether it is to be there
    pub wanted: bool,
    /// Whether it runs
    pub runs: bool,
    /// The image of the lock that it was made of
    pub image: Option<String>,
    /// What of it is not as locked
    pub differences: Vec<Difference>,
    /// Paths that were added, changed or deleted in it
    pub altered: Vec<String>,
}

impl Running {
    /// Every container that is `wanted`, says that it is the machine's, is of an image of the lock, or is in a
    /// network or another namespace of those, by name
    pub fn of(
        outputs: &Outputs,
        machine: &str,
        wanted: &BTreeMap<String, Expected>,
        engine: &Engine<'_>,
    ) -> Vec<Self> {
        let ours = |one: &&Container| {
            wanted.contains_key(&one.name)
                || one.machine.as_deref() == Some(machine)
                || image_of(outputs, one, engine.images).is_some()
                || is_among(wanted, one, engine.containers)
        };
        let there = engine.containers.iter().filter(ours);
        let mut all: BTreeMap<String, Self> = there
            .map(|one| (one.name.clone(), Self::one(outputs, wanted, one, engine)))
            .collect();
        for name in wanted.keys() {
            let absent = || Self::one(outputs, wanted, &Container::absent(name), engine);
            all.entry(name.clone()).or_insert_with(absent);
        }
        all.into_values().collect()
    }

    fn one(
        outputs: &Outputs,
        wanted: &BTreeMap<String, Expected>,
        container: &Container,
        engine: &Engine<'_>,
    ) -> Self {
        let expected = wanted.get(&container.name);
        let judged = expected.filter(|_| container.state != State::Absent);
        let differences = judged.map(|expected| {
            let image = engine.images.get(&container.image_id);
            let mut all = differences(outputs, container, engine.images);
            all.extend(rights::differences(
                expected,
                image,
                engine.info,
                &container.granted,
            ));
            all
        });
        Self {
            container: container.name.clone(),
            state: container.state.to_string(),
            wanted: expected.is_some(),
            runs: container.state.runs(),
            image: image_of(outputs, container, engine.images),
            differences: differences.unwrap_or_default(),
            altered: engine
                .altered
                .get(&container.name)
                .cloned()
                .unwrap_or_default(),
        }
    }

    /// Whether it is what the lock says, and runs
    pub fn is_as_locked(&self) -> bool {
        self.wanted && self.runs && self.differences.is_empty() && self.altered.is_empty()
    }

    /// Whether nobody has to know: a container that nobody wants, that does not run, and is of no image of
    /// the lock
    pub fn is_left_over(&self) -> bool {
        !self.wanted && !self.runs && self.image.is_none()
    }
}

/// Whether a container is where the wanted alone should be: in one of their networks, or in a namespace of one
fn is_among(wanted: &BTreeMap<String, Expected>, container: &Container, all: &[Container]) -> bool {
    let rights = wanted.values().map(|expected| &expected.rights);
    let mut networks = rights.flat_map(|rights| &rights.networks);
    let there = container.granted.networks();
    let private = |network: &&String| network.as_str() != "host";
    let is_there = |network: &String| there.contains(&network.as_str());
    let joined = container.granted.joined();
    // By its name, or by the beginning of its id
    let is_joined = |one: &Container| {
        let mut joined = joined.iter().filter(|word| !word.is_empty());
        joined.any(|word| one.name == *word || one.id.starts_with(word))
    };
    let mut others = all.iter().filter(|one| wanted.contains_key(&one.name));
    networks.any(|network| private(&network) && is_there(network)) || others.any(is_joined)
}

/// The image of the lock that a container was made of: by manifest, by config, or by name alone
fn image_of(
    outputs: &Outputs,
    container: &Container,
    images: &BTreeMap<String, Image>,
) -> Option<String> {
    let image = images.get(&container.image_id);
    let find = |is: &dyn Fn(&str, &fleet::build_lock::Image) -> bool| {
        let mut all = outputs.images.iter();
        all.find(|(name, one)| is(name, one)).map(|(name, _)| name)
    };
    let manifest = container.image.rsplit_once('@').map(|(_, digest)| digest);
    let own = plain_name(&container.image);
    let called = image.map(Image::called).unwrap_or_default();
    let ids = [Some(container.image_id.as_str()), image.map(Image::config)];
    // Images may share a config: what it was called decides between them.
    find(&|_, one| manifest.is_some_and(|digest| is_digest(digest, one.manifest)))
        .or_else(|| find(&|name, _| own == Some(name)))
        .or_else(|| find(&|name, _| called.contains(name)))
        .or_else(|| {
            find(&|_, one| {
                let mut ids = ids.iter().flatten();
                ids.any(|id| is_digest(id, one.config) || is_digest(id, one.manifest))
            })
        })
        .cloned()
}

fn differences(
    outputs: &Outputs,
    container: &Container,
    images: &BTreeMap<String, Image>,
) -> Vec<Difference> {
    let locked = match Locked::of(outputs, &container.name) {
        Ok(locked) => locked,
        Err(error) => return vec![Difference::new("image", &error, &container.image)],
    };
    let mut all = match images.get(&container.image_id) {
        Some(image) => of_content(&locked, image),
        None => vec![Difference::new(
            "image",
            &locked.config,
            &container.image_id,
        )],
    };
    // What was asked for by digest, where it was
    if let Some((_, digest)) = container.image.rsplit_once('@') {
        if !is_digest(digest, locked.manifest) {
            all.push(Difference::new("manifest", &locked.manifest, digest));
        }
    }
    let command = images.get(&container.image_id).and_then(Image::command);
    if let Some(command) = command.filter(|command| container.command != *command) {
        let words = |words: &[&str]| crate::shown(&words.join(" "), 1).concat();
        let runs: Vec<&str> = container.command.iter().map(String::as_str).collect();
        let (locked, there) = (
            format!("`{}`", words(&command)),
            format!("`{}`", words(&runs)),
        );
        all.push(Difference::new("command", &locked, &there));
    }
    all
}

#[cfg(test)]
mod tests;
