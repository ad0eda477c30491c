//! What runs on a machine against the lock.

use crate::container::{Container, State};
use crate::image::{of_content, Difference, Image, Locked};
use fleet::build_lock::Outputs;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What the engine says, beside the lock
pub struct Engine<'a> {
    /// Every container
    pub containers: &'a [Container],
    /// Their images by the engine's own name
    pub images: &'a BTreeMap<String, Image>,
    /// What was changed in containers that can be written to, by name
    pub altered: &'a BTreeMap<String, Vec<String>>,
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
    /// What of it is not as locked
    pub differences: Vec<Difference>,
    /// Paths that were added, changed or deleted in it
    pub altered: Vec<String>,
}

impl Running {
    /// Every container that is `wanted` or says that it is the machine's, by name
    pub fn of(
        outputs: &Outputs,
        machine: &str,
        wanted: &BTreeSet<String>,
        engine: &Engine<'_>,
    ) -> Vec<Self> {
        let ours = |one: &&Container| {
            wanted.contains(&one.name) || one.machine.as_deref() == Some(machine)
        };
        let there = engine.containers.iter().filter(ours);
        let mut all: BTreeMap<String, Self> = there
            .map(|one| (one.name.clone(), Self::one(outputs, wanted, one, engine)))
            .collect();
        for name in wanted {
            let absent = || Self::one(outputs, wanted, &Container::absent(name), engine);
            all.entry(name.clone()).or_insert_with(absent);
        }
        all.into_values().collect()
    }

    fn one(
        outputs: &Outputs,
        wanted: &BTreeSet<String>,
        container: &Container,
        engine: &Engine<'_>,
    ) -> Self {
        let is_wanted = wanted.contains(&container.name);
        let differences = if is_wanted && container.state != State::Absent {
            differences(outputs, container, engine.images)
        } else {
            Vec::new()
        };
        Self {
            container: container.name.clone(),
            state: container.state.to_string(),
            wanted: is_wanted,
            runs: container.state.runs(),
            differences,
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

    /// Whether nobody has to know: a container that nobody wants and that does not run
    pub fn is_left_over(&self) -> bool {
        !self.wanted && !self.runs
    }
}

fn differences(
    outputs: &Outputs,
    container: &Container,
    images: &BTreeMap<String, Image>,
) -> Vec<Difference> {
    let locked = match Locked::of(outputs, &container.name) {
        Ok(locked) => locked,
        Err(error) => {
            return vec![Difference::new(
                "image",
                &error.to_string(),
                &container.image,
            )]
        }
    };
    let mut all = match images.get(&container.image_id) {
        Some(image) => of_content(&locked, image),
        None => vec![Difference::new("image", locked.config, &container.image_id)],
    };
    // What was asked for by digest, where it was
    if let Some((_, digest)) = container.image.rsplit_once('@') {
        if digest != locked.manifest {
            all.push(Difference::new("manifest", locked.manifest, digest));
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
mod tests {
    use super::{Engine, Running};
    use crate::{Container, Image, State};
    use fleet::build_lock::{self, Outputs};
    use std::collections::{BTreeMap, BTreeSet};

    fn outputs() -> Outputs {
        let image = build_lock::Image {
            config: "sha256:config".to_owned(),
            layers: vec!["base".to_owned()],
            manifest: "sha256:manifest".to_owned(),
            size: 0,
            sbom: None,
        };
        let layer = build_lock::Layer {
            blobs: BTreeMap::new(),
            diff_id: "sha256:tar".to_owned(),
        };
        let image = |name: &str| (name.to_owned(), image.clone());
        Outputs {
            images: ["box-a", "box-b", "box-c", "box-d"].map(image).into(),
            layers: BTreeMap::from([("base".to_owned(), layer)]),
        }
    }

    fn container(name: &str, image: &str, id: &str) -> Container {
        Container {
            image: image.to_owned(),
            image_id: id.to_owned(),
            state: State::Healthy,
            machine: Some("box".to_owned()),
            command: vec!["tini".to_owned(), "python".to_owned()],
            ..Container::absent(name)
        }
    }

    #[test]
    #[allow(clippy::too_many_lines)] // a table of cases
    fn each_way_not_to_be_as_locked() {
        let text = r#"[{"Id":"sha256:config","RootFS":{"Layers":["sha256:tar"]},"Config":{"Entrypoint":["tini"],"Cmd":["python"]}},
            {"Id":"sha256:other","RootFS":{"Layers":["sha256:rat"]}}]"#;
        let images = Image::all(text).unwrap();
        let images = images
            .into_iter()
            .map(|image| (image.id().to_owned(), image))
            .collect();
        let mut containers = [
            container("box-a", "r/box-a@sha256:manifest", "sha256:config"),
            container("box-b", "r/box-b@sha256:older", "sha256:other"),
            container("box-c", "box-c:latest", "sha256:config"),
            container("intruder", "x", "sha256:other"),
            container("left-over", "x", "sha256:other"),
            container("stranger", "x", "sha256:other"),
        ];
        containers[2].command = vec!["sh".to_owned()];
        containers[4].state = State::Exited(0);
        containers[5].machine = None;
        let altered = BTreeMap::from([("box-c".to_owned(), vec!["C /etc/passwd".to_owned()])]);
        let engine = Engine {
            containers: &containers,
            images: &images,
            altered: &altered,
        };
        let wanted = ["box-a", "box-b", "box-c", "box-d", "box-e"].map(str::to_owned);
        let all = Running::of(&outputs(), "box", &BTreeSet::from(wanted), &engine);
        let good: Vec<&str> = all
            .iter()
            .filter(|one| one.is_as_locked() || one.is_left_over())
            .map(|one| one.container.as_str())
            .collect();
        assert_eq!(good, ["box-a", "left-over"]);
        let all: Vec<&Running> = all.iter().filter(|one| !one.is_as_locked()).collect();
        insta::assert_snapshot!(serde_json::to_string_pretty(&all).unwrap(), @r#"
        [
          {
            "container": "box-b",
            "state": "healthy",
            "wanted": true,
            "runs": true,
            "differences": [
              "config: locked sha256:config, there is sha256:other",
              "layer 1 `base`: locked sha256:tar, there is sha256:rat",
              "manifest: locked sha256:manifest, there is sha256:older"
            ],
            "altered": []
          },
          {
            "container": "box-c",
            "state": "healthy",
            "wanted": true,
            "runs": true,
            "differences": [
              "command: locked `tini python`, there is `sh`"
            ],
            "altered": [
              "C /etc/passwd"
            ]
          },
          {
            "container": "box-d",
            "state": "not there",
            "wanted": true,
            "runs": false,
            "differences": [],
            "altered": []
          },
          {
            "container": "box-e",
            "state": "not there",
            "wanted": true,
            "runs": false,
            "differences": [],
            "altered": []
          },
          {
            "container": "intruder",
            "state": "healthy",
            "wanted": false,
            "runs": true,
            "differences": [],
            "altered": []
          },
          {
            "container": "left-over",
            "state": "ended with exit code 0",
            "wanted": false,
            "runs": false,
            "differences": [],
            "altered": []
          }
        ]
        "#);
    }
}
