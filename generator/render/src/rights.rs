//! What a container may do, as it is rendered. What an engine says of it is held against this, and the
//! compose file is written from it.

use crate::view::SOCKET;
use crate::{Limits, Machine, Service};
use fleet::image_config::{Healthcheck, USER};
use fleet::table::{Machine as Written, Network};
use std::collections::BTreeSet;

/// Capabilities that every container is without
pub const CAP_DROP: [&str; 1] = ["ALL"];
/// Whose GPUs they are
pub const GPU_DRIVER: &str = "nvidia";
/// What a GPU is to an engine
pub const GPU: &str = "gpu";
/// Who keeps what a container prints
pub const LOG_DRIVER: &str = "json-file";
/// How much of it
pub const LOG_OPTIONS: [(&str, &str); 2] = [("max-size", "10m"), ("max-file", "3")];
/// Where a container has its secrets
const SECRETS: &str = "/run/secrets";
/// What a service has of the root that is writable: folders in memory
const TMPFS_MB: u32 = 256;
/// A cache of compiled kernels is loaded from where it lies
const CACHE_MB: u32 = 1024;

/// What a container may do. All have a root that is read-only, no new privileges, and no namespace of
/// the machine's or of another container but the network's where it is the machine's.
#[derive(Debug, Clone, PartialEq)]
pub struct Rights {
    /// User and group by number
    pub user: &'static str,
    /// Which system calls it may make; `None`: what the engine lets through by default
    pub seccomp: Option<Seccomp>,
    /// Its AppArmor profile's name; `None`: the engine's own
    pub apparmor: Option<String>,
    /// Its networks as an engine names those of the machine's Compose project; or `host` alone
    pub networks: BTreeSet<String>,
    /// Ports that are the machine's too
    pub ports: BTreeSet<u16>,
    /// Devices of the machine, under the same path
    pub devices: BTreeSet<String>,
    /// Numbers or names of GPUs
    pub gpus: Vec<String>,
    /// Numbers of the groups that its user is in
    pub groups: BTreeSet<u32>,
    /// What it sees of the machine's files, secrets among it
    pub binds: BTreeSet<Bind>,
    /// Folders in memory, each with its options
    pub tmpfs: Vec<(&'static str, String)>,
    /// What it may take of the machine
    pub limits: Limits,
    /// How its health is told
    pub health: Healthcheck,
    /// When the engine starts it again, in Compose's word
    pub restart: &'static str,
    /// Files of environment on the machine
    pub env_files: Vec<String>,
}

/// A file or folder of the machine in a container
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bind {
    /// Where it is on the machine
    pub source: String,
    /// Where the container sees it
    pub target: String,
    /// Whether it may only be read
    pub read_only: bool,
}

/// Which system calls a container may make
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seccomp {
    /// All
    Unconfined,
    /// Those of a profile, JSON
    Profile(String),
    /// Those of a file that the machine has of its own
    File(String),
}

impl Rights {
    /// Those of a service on its machine
    pub fn of(machine: &Machine<'_>, service: &Service<'_>) -> Self {
        let bridge = machine.network == Network::Bridge;
        let ports = service.ports.all().into_iter();
        Self {
            user: USER,
            seccomp: service
                .seccomp
                .as_deref()
                .map(|path| seccomp(machine, path)),
            apparmor: machine.apparmor.map(str::to_owned),
            networks: networks(machine, service),
            ports: ports.filter(|_| bridge && service.published).collect(),
            devices: service.devices.iter().map(ToString::to_string).collect(),
            gpus: service.gpus.clone(),
            groups: machine.groups_of(service),
            binds: volumes(machine, service)
                .chain(secrets(machine, service))
                .collect(),
            tmpfs: tmpfs(service),
            limits: service.limits,
            health: service.health.clone(),
            restart: if service.supervised { "no" } else { "always" },
            env_files: service.env_files.iter().map(ToString::to_string).collect(),
        }
    }
}

fn seccomp(machine: &Machine<'_>, path: &str) -> Seccomp {
    if path == Written::UNCONFINED {
        return Seccomp::Unconfined;
    }
    let file = path.strip_prefix(&format!("{}/", machine.profile_folder()));
    let mut profiles = machine.profiles.iter();
    match profiles.find(|profile| Some(profile.file.as_str()) == file) {
        Some(profile) => Seccomp::Profile(profile.text.clone()),
        None => Seccomp::File(path.to_owned()),
    }
}

/// Compose puts its project's name before that of a network; a machine's project has its name.
fn networks(machine: &Machine<'_>, service: &Service<'_>) -> BTreeSet<String> {
    match machine.network {
        Network::Host => BTreeSet::from(["host".to_owned()]),
        Network::Bridge => {
            let project = machine.name;
            let names = machine.networks(service).into_iter();
            names.map(|name| format!("{project}_{name}")).collect()
        }
    }
}

/// The folders of a service, and the engine's socket where it has it
pub(crate) fn volumes<'a>(
    machine: &'a Machine<'_>,
    service: &'a Service<'_>,
) -> impl Iterator<Item = Bind> + 'a {
    let volume = move |mount: &crate::Mount<'_>| Bind {
        source: machine.folder(service, mount),
        target: mount.target.to_owned(),
        read_only: mount.read_only,
    };
    let socket = machine.socket_of(service, Written::SOCKET);
    let socket = socket.map(|socket| Bind {
        source: socket.to_owned(),
        target: SOCKET.to_owned(),
        read_only: false,
    });
    service.mounts.iter().map(volume).chain(socket)
}

fn secrets<'a>(
    machine: &'a Machine<'_>,
    service: &'a Service<'_>,
) -> impl Iterator<Item = Bind> + 'a {
    service.secrets.iter().map(|name| Bind {
        source: machine.secret(name),
        target: format!("{SECRETS}/{name}"),
        read_only: true,
    })
}

fn tmpfs(service: &Service<'_>) -> Vec<(&'static str, String)> {
    let (uid, gid) = USER.split_once(':').unwrap_or((USER, USER));
    let exec = if service.gpus.is_empty() { "" } else { ",exec" };
    let owner = format!("uid={uid},gid={gid}");
    let cache = format!("{owner},mode=0700,size={CACHE_MB}m{exec}");
    vec![
        ("/tmp", format!("{owner},mode=1777,size={TMPFS_MB}m")),
        ("/home/appuser/.cache", cache),
    ]
}
