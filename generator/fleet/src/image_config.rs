//! The `config` object of an image (OCI image-spec, config.md; `Healthcheck` as Docker extends it).

use crate::{Family, Fleet, Machine, Placement, Work};
use serde_json::{json, Value};
use std::collections::BTreeMap;

/// The user of every image
pub const USER: &str = "10001:10001";
const DIST_PACKAGES: &str = "/usr/local/lib/python3.11/dist-packages";

/// The config of a family's image on a machine
pub fn family(fleet: &Fleet, machine: &Machine, name: &str, family: &Family) -> Value {
    let labels = BTreeMap::from([
        ("org.opencontainers.image.title".to_owned(), name.to_owned()),
        (
            "org.opencontainers.image.description".to_owned(),
            family.file.description.clone(),
        ),
    ]);
    json!({
        "Cmd": ["/usr/bin/python3.11"],
        "Entrypoint": ["/usr/bin/tini", "--"],
        "Env": lines(&environment(fleet, machine, family)),
        "Labels": labels,
        "User": USER,
        "WorkingDir": "/app",
    })
}

/// The config of a service's image on a machine
pub fn service(
    fleet: &Fleet,
    machine: (&str, &Machine),
    image: &str,
    placement: &Placement,
) -> Value {
    let family = &fleet.families[&placement.family];
    let mut env = environment(fleet, machine.1, family);
    env.extend(placement.env.clone());
    env.extend(row(machine.0, image, placement));
    let health = Healthcheck::of(placement);
    json!({
        "Cmd": ["/usr/bin/python3.11", "-I", "-S", "/opt/gen-lock/runtime/main.py"],
        "Entrypoint": ["/usr/bin/tini", "--"],
        "Env": lines(&env),
        "ExposedPorts": exposed(placement),
        "Healthcheck": {
            "Interval": nanoseconds(health.interval),
            "Retries": health.retries,
            "StartPeriod": nanoseconds(health.start_period),
            "Test": health.test,
            "Timeout": nanoseconds(health.timeout),
        },
        "Labels": {
            "health_check_port": placement.health_port.to_string(),
            "org.opencontainers.image.title": image,
            "org.opencontainers.image.description": format!("{} on {}", placement.row, machine.0),
        },
        "User": USER,
        "WorkingDir": "/app",
    })
}

/// How an engine tells whether a service is healthy
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Healthcheck {
    /// `CMD`, a program and its arguments
    pub test: Vec<String>,
    /// Seconds between two probes
    pub interval: u64,
    /// Seconds that a probe may take
    pub timeout: u64,
    /// Seconds after the start in which a failure does not count
    pub start_period: u64,
    /// Failures in a row that make it unhealthy
    pub retries: u64,
}

impl Healthcheck {
    /// That of a service
    pub fn of(placement: &Placement) -> Self {
        let probe = format!("http://127.0.0.1:{}/health", placement.health_port);
        let test = ["CMD", "/usr/bin/curl", "-fsS", "-o", "/dev/null", &probe];
        Self {
            test: test.map(str::to_owned).to_vec(),
            interval: 10,
            timeout: 5,
            start_period: 30,
            retries: 3,
        }
    }
}

fn nanoseconds(seconds: u64) -> u64 {
    seconds * 1_000_000_000
}

fn exposed(placement: &Placement) -> Value {
    let named = [placement.port, placement.health_port];
    let ports = named.iter().chain(placement.listeners.values());
    ports
        .map(|port| (format!("{port}/tcp"), json!({})))
        .collect()
}

fn environment(fleet: &Fleet, machine: &Machine, family: &Family) -> BTreeMap<String, String> {
    let mut env = BTreeMap::new();
    for (name, value) in [
        ("HOME", "/home/appuser"),
        ("LANG", "C.UTF-8"),
        ("PATH", "/usr/local/bin:/usr/bin"),
        ("PYTHONPATH", "/app"),
        ("PYTHONUNBUFFERED", "1"),
        ("XDG_CACHE_HOME", "/home/appuser/.cache"),
    ] {
        env.insert(name.to_owned(), value.to_owned());
    }
    if family.gpu {
        for (name, value) in [
            ("NVIDIA_DRIVER_CAPABILITIES", "compute,utility"),
            ("NVIDIA_REQUIRE_CUDA", "cuda>=12.1"),
            ("NVIDIA_VISIBLE_DEVICES", "all"),
        ] {
            env.insert(name.to_owned(), value.to_owned());
        }
    }
    let chain = family.chain.iter().map(|name| &fleet.families[name].file);
    let folders: Vec<String> = chain
        .clone()
        .flat_map(|file| &file.library_path)
        .map(|folder| format!("{DIST_PACKAGES}/{folder}"))
        .collect();
    if !folders.is_empty() {
        env.insert("LD_LIBRARY_PATH".to_owned(), folders.join(":"));
    }
    env.extend(chain.flat_map(|file| file.env.clone()));
    env.extend(
        machine
            .profile
            .iter()
            .map(|(name, value)| (name.clone(), value.to_string())),
    );
    env
}

/// What the row says, under the names that `services/runtime` reads
fn row(machine: &str, image: &str, placement: &Placement) -> BTreeMap<String, String> {
    let mut env = BTreeMap::from([
        (
            "HEALTH_CHECK_PORT".to_owned(),
            placement.health_port.to_string(),
        ),
        ("MACHINE".to_owned(), machine.to_owned()),
        ("SERVICE_NAME".to_owned(), image.to_owned()),
        ("SERVICE_PORT".to_owned(), placement.port.to_string()),
    ]);
    match &placement.work {
        Work::App(app) => {
            env.insert("SERVICE_APP".to_owned(), app.clone());
        }
        Work::Command { command, probe } => {
            env.insert("SERVICE_COMMAND".to_owned(), json!(command).to_string());
            env.insert("SERVICE_PROBE".to_owned(), probe.clone());
        }
        Work::Nothing => {}
    }
    if let Some(workers) = placement.workers {
        env.insert("SERVICE_WORKERS".to_owned(), workers.to_string());
    }
    env
}

fn lines(env: &BTreeMap<String, String>) -> Vec<String> {
    env.iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect()
}
