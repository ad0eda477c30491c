//! Fleets to render: a small one, and the repository's own.

#![allow(dead_code)] // each test takes what it needs

use fleet::build_lock::{Image, Outputs};
use fleet::{FamilyFile, Fleet, Source, Table};
use oci::Digest;
use render::{GitSha, Images, Machine, Profile, Registry, Request, Rollout, Tag};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub const LOCK: &str = "10c0";
pub const SHA: &str = "0123456789abcdef0123456789abcdef01234567";

/// A table, resolved, with a digest for every image
pub struct Case {
    pub text: String,
    pub table: Table,
    pub fleet: Fleet,
    pub outputs: Outputs,
    pub profiles: BTreeMap<String, Profile>,
}

const FAMILIES: [(&str, &str); 2] = [
    ("base", "description = \"base\"\n"),
    (
        "cuda",
        "description = \"cuda\"\nparent = \"base\"\ngpu = true\n",
    ),
];

impl Case {
    pub fn new(text: &str) -> Self {
        let families = FAMILIES.map(|(name, text)| (name.to_owned(), text.to_owned()));
        Self::with(text, &families, &BTreeSet::new())
    }

    /// The fleet of this repository
    pub fn repository() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let read = |path: &Path| std::fs::read_to_string(path).unwrap();
        let names = |folder: &str| {
            let entries = std::fs::read_dir(root.join(folder)).unwrap();
            let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
            names.collect::<BTreeSet<String>>()
        };
        let mut families = Vec::new();
        for name in names("families") {
            let file = root.join("families").join(&name).join("family.toml");
            if file.exists() {
                families.push((name, read(&file)));
            }
        }
        let folders = names("services")
            .iter()
            .map(|name| format!("services/{name}"))
            .collect();
        Self::with(
            &read(&root.join("services/fleet.toml")),
            &families,
            &folders,
        )
    }

    fn with(text: &str, families: &[(String, String)], folders: &BTreeSet<String>) -> Self {
        let source = Source {
            file: "services/fleet.toml",
            text,
        };
        let table: Table = source.parse().unwrap();
        let files: BTreeMap<String, (Source<'_>, FamilyFile)> = families
            .iter()
            .map(|(name, text)| {
                let source = Source { file: name, text };
                (name.clone(), (source, source.parse().unwrap()))
            })
            .collect();
        let fleet = fleet::resolve(source, &table, &files, folders).unwrap();
        let names = fleet.placements.keys();
        let names = names.map(|(machine, image)| format!("{machine}-{image}"));
        let images = names
            .enumerate()
            .map(|(number, name)| (name, image(number)));
        let outputs = Outputs {
            images: images.collect(),
            layers: BTreeMap::new(),
        };
        let text = text.to_owned();
        let profile = |name: &String| (name.clone(), Profile::new("{}\n".to_owned()));
        let profiles = fleet.families.keys().map(profile).collect();
        Self {
            text,
            table,
            fleet,
            outputs,
            profiles,
        }
    }

    pub fn request<'a>(&'a self, machine: &'a str) -> Request<'a> {
        Request {
            source: Source {
                file: "services/fleet.toml",
                text: &self.text,
            },
            table: &self.table,
            fleet: &self.fleet,
            lock: LOCK,
            machine,
            profiles: &self.profiles,
            phase: None,
            gpu: true,
            devices: true,
        }
    }

    pub fn machine<'a>(&'a self, machine: &'a str) -> Machine<'a> {
        Machine::of(&self.request(machine)).unwrap()
    }

    /// Calls with a roll-out of all images by digest, or by a tag
    pub fn rollout<T>(&self, tag: Option<&str>, call: impl FnOnce(&Rollout<'_>) -> T) -> T {
        let registry: Registry = "registry.example:5000/fleet".parse().unwrap();
        let git_sha: GitSha = SHA.parse().unwrap();
        let tag: Option<Tag> = tag.map(|tag| tag.parse().unwrap());
        let images = Images {
            registry: &registry,
            outputs: &self.outputs,
            force_tag: tag.as_ref(),
        };
        call(&Rollout {
            images,
            git_sha: &git_sha,
        })
    }

    pub fn compose(&self, machine: &str) -> String {
        let machine = self.machine(machine);
        let files = self.rollout(None, |rollout| render::compose(&machine, rollout));
        files.unwrap().remove("compose.yaml").unwrap()
    }

    /// The one line of an error
    pub fn refused(&self, machine: &str) -> String {
        Machine::of(&self.request(machine)).unwrap_err().to_string()
    }
}

fn digest(number: usize) -> Digest {
    format!("sha256:{number:064x}").parse().unwrap()
}

fn image(number: usize) -> Image {
    Image {
        config: digest(0),
        layers: Vec::new(),
        manifest: digest(number),
        sbom: Some(digest(number + 0x50)),
        size: 0,
    }
}

/// A machine with a GPU and the supervisor, and one with neither
pub const SMALL: &str = r#"version = 1

[fleet]
python = "3.11.2"
codec = "zstd"
volumes = ["data"]
limits = { memory-mb = 2048, cpus = 2, pids = 256 }

[volumes.data]
target = "/app/data"

[volumes.models]
target = "/app/models"
shared = true
read-only = true

[features.NEW]
value = true

[machines.big]
gpu = "RTX"
engine-group = 998
network = "bridge"
port-offset = 100
phase = 2
startup = "grouped"
apparmor = "fleet"
[machines.big.profile]
GPU_VISIBLE_DEVICES = "0,1"
[machines.big.groups.core]
description = "What: the rest needs"
services = ["Registry", "Old"]
phase = 1

[machines.small]
seccomp = "/etc/fleet/seccomp.json"
state = "/srv/state"
limits = { memory-mb = 512 }
[machines.small.profile]

[needs.CPU]
[needs.GPU]
gpu = true
volumes = ["models"]
limits = { memory-mb = 8192 }
[needs.LLM]
gpu = true
limits = { memory-mb = 16384, cpus = 0.5 }
[needs.Audio]
devices = ["/dev/snd"]
device-groups = [29]

[[services]]
name = "Registry"
machines = ["big"]
needs = ["CPU"]
family = "base"
port = 7000
health-port = 8000
script = "registry.py"
group = "first"

[[services]]
name = "LLMAgent"
machines = ["big"]
needs = ["GPU", "LLM", "Audio"]
family = "cuda"
port = 7001
health-port = 8001
listeners = { grpc = 7002, zmq = 7001 }
dependencies = ["Registry", "Old", "Off", "Far"]
script = "llm.py"
group = "second"
env-files = ["/etc/fleet/llm.env"]
secrets = ["openai"]
required = false

[[services]]
name = "Watcher"
machines = ["big"]
needs = ["CPU"]
family = "base"
port = 7003
health-port = 8003
role = "supervisor"
volumes = []
script = "watch.py"
group = "first"
phase = 1

[[services]]
name = "Proxy"
machines = ["big"]
needs = ["CPU"]
family = "base"
port = 7009
health-port = 8009
role = "engine-proxy"
infrastructure = "for Watcher"
volumes = []

[[services]]
name = "Center"
machines = ["big"]
needs = ["CPU"]
family = "base"
port = 7010
health-port = 8010
role = "observability"
dependencies = ["Store"]
volumes = []
script = "center.py"
group = "first"

[[services]]
name = "Store"
machines = ["big"]
needs = ["CPU"]
family = "base"
port = 7011
health-port = 8011
infrastructure = "the configs expect one"

[[services]]
name = "Old"
machines = ["big"]
needs = ["CPU"]
family = "base"
port = 7004
health-port = 8004
when = "!NEW"

[[services]]
name = "Off"
machines = ["big"]
needs = ["CPU"]
family = "base"
port = 7005
health-port = 8005
disabled = "Watcher does it"

[[services]]
name = "Far"
machines = ["small"]
needs = ["CPU"]
family = "base"
port = 7006
health-port = 8006
"#;
