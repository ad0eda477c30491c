use crate::{Probe, Readings};
use serde_json::Value;

/// The engine that containers run in
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engine {
    pub kind: Kind,
    pub version: String,
    /// Where it keeps images
    pub root: Option<String>,
    /// What it says of seccomp: its default profile's name, or nothing
    pub seccomp: Option<String>,
    pub apparmor: bool,
    /// Names of OCI runtimes
    pub runtimes: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Docker,
    Podman,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Docker => "Docker Engine",
            Self::Podman => "Podman",
        }
    }
}

/// Where the engine keeps images: the folder that [`Source::Disk`](crate::Source::Disk) is about
pub fn data_root(readings: &Readings) -> Option<String> {
    Engine::used(readings)?.root
}

impl Engine {
    /// The one that is used: Docker where its daemon answers, else Podman
    pub fn used(readings: &Readings) -> Option<Self> {
        let of = |probe| Self::parse(&readings.0.get(&probe)?.text);
        of(Probe::DockerInfo).or_else(|| of(Probe::PodmanInfo))
    }

    /// By shape, for `docker` may be Podman's
    fn parse(text: &str) -> Option<Self> {
        let info: Value = serde_json::from_str(text).ok()?;
        docker(&info).or_else(|| podman(&info))
    }
}

/// Without a daemon the client prints the object too, its `ServerVersion` empty or absent
fn docker(info: &Value) -> Option<Engine> {
    let version = text(info, "/ServerVersion")?;
    let options: Vec<&str> = strings(info.get("SecurityOptions"));
    // `name=seccomp,profile=builtin`; before Docker 1.13, `seccomp`
    let seccomp = options.iter().find_map(|option| {
        let rest = option.strip_prefix("name=").unwrap_or(option);
        let rest = rest.strip_prefix("seccomp")?;
        let profile = rest.strip_prefix(",profile=").unwrap_or("builtin");
        Some(profile.to_owned())
    });
    let apparmor = options.iter().any(|option| option.ends_with("apparmor"));
    let runtimes = info.get("Runtimes").and_then(Value::as_object);
    Some(Engine {
        kind: Kind::Docker,
        version,
        root: root(info),
        seccomp,
        apparmor,
        runtimes: runtimes.map_or_else(Vec::new, |names| names.keys().cloned().collect()),
    })
}

/// With containerd's image store the images are in containerd's own folder
fn root(info: &Value) -> Option<String> {
    let rows = info.get("DriverStatus").and_then(Value::as_array);
    let containerd = rows
        .into_iter()
        .flatten()
        .any(|row| strings(Some(row)).contains(&"io.containerd.snapshotter.v1"));
    if containerd {
        return Some("/var/lib/containerd".to_owned());
    }
    text(info, "/DockerRootDir")
}

fn podman(info: &Value) -> Option<Engine> {
    let flag = |at: &str| info.pointer(at).and_then(Value::as_bool).unwrap_or(false);
    Some(Engine {
        kind: Kind::Podman,
        version: text(info, "/version/Version")?,
        root: text(info, "/store/graphRoot"),
        seccomp: flag("/host/security/seccompEnabled").then(|| "default".to_owned()),
        apparmor: flag("/host/security/apparmorEnabled"),
        runtimes: text(info, "/host/ociRuntime/name").into_iter().collect(),
    })
}

fn text(value: &Value, at: &str) -> Option<String> {
    let text = value.pointer(at)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn strings(value: Option<&Value>) -> Vec<&str> {
    let items = value.and_then(Value::as_array).into_iter().flatten();
    items.filter_map(Value::as_str).collect()
}

#[cfg(test)]
mod tests;
