use crate::view::Limits;
use crate::view::{MACHINE_LABEL, SOCKET};
use crate::yaml::{Map, Value};
use crate::{Machine, Rollout, Service};
use fleet::image_config::{Healthcheck, USER};
use fleet::table::{Machine as Written, Network};
use fleet::{kebab, Error};

/// What a service has of the root that is writable: folders in memory
const TMPFS_MB: u32 = 256;
/// A cache of compiled kernels is loaded from where it lies
const CACHE_MB: u32 = 1024;

pub fn service(
    machine: &Machine<'_>,
    service: &Service<'_>,
    rollout: &Rollout<'_>,
) -> Result<Map, Error> {
    let name = machine.container(service);
    let (image, environment) = rollout.image(machine, service)?;
    let mut map = Map::default();
    map.set("image", image);
    map.set("container_name", name);
    map.set("labels", Map::from_iter([(MACHINE_LABEL, machine.name)]));
    map.set("restart", if service.supervised { "no" } else { "always" });
    map.set_some("env_file", service.env_files.clone());
    map.set("environment", Map::from_iter(environment));
    network(machine, service, &mut map);
    for dropped in &service.dropped {
        map.comment(&dropped.to_string());
    }
    map.set_some("depends_on", depends_on(service));
    map.set("healthcheck", healthcheck(&service.health));
    lock_down(machine, service, &mut map);
    limits(&service.limits, &mut map);
    map.set_some("deploy", gpus(service));
    map.set_some("devices", devices(service));
    map.set_some("group_add", groups(machine, service));
    map.set("tmpfs", tmpfs(service));
    map.set_some("volumes", volumes(machine, service));
    map.set_some("secrets", service.secrets.clone());
    map.set("logging", logging());
    Ok(map)
}

fn network(machine: &Machine<'_>, service: &Service<'_>, map: &mut Map) {
    match machine.network {
        Network::Host => map.set("network_mode", "host"),
        Network::Bridge => {
            map.set("networks", machine.networks(service));
            let ports = service.ports.all().into_iter();
            let ports = ports.filter(|_| service.published);
            let ports = ports.map(|port| format!("{port}:{port}"));
            map.set_some("ports", ports.collect::<Vec<_>>());
        }
    }
}

fn depends_on(service: &Service<'_>) -> Map {
    let healthy = || Map::from_iter([("condition", "service_healthy")]);
    let rows = service.waits_for.iter();
    rows.map(|row| (kebab(row), healthy())).collect()
}

fn healthcheck(health: &Healthcheck) -> Map {
    let seconds = |seconds: u64| Value::from(format!("{seconds}s"));
    Map::from_iter([
        ("test", Value::from(health.test.clone())),
        ("interval", seconds(health.interval)),
        ("timeout", seconds(health.timeout)),
        ("start_period", seconds(health.start_period)),
        ("retries", health.retries.into()),
    ])
}

fn lock_down(machine: &Machine<'_>, service: &Service<'_>, map: &mut Map) {
    let mut options = vec!["no-new-privileges:true".to_owned()];
    let seccomp = service.seccomp.iter();
    options.extend(seccomp.map(|file| format!("seccomp={file}")));
    options.extend(machine.apparmor.map(|name| format!("apparmor={name}")));
    map.set("user", USER);
    map.set("read_only", true);
    map.set("cap_drop", vec!["ALL"]);
    map.set("security_opt", options);
}

fn limits(limits: &Limits, map: &mut Map) {
    if let Some(memory) = limits.memory_mb {
        map.set("mem_limit", format!("{memory}m"));
    }
    if let Some(quota) = limits.cpu_quota {
        map.set("cpu_period", Limits::PERIOD);
        map.set("cpu_quota", quota);
    }
    if let Some(pids) = limits.pids {
        map.set("pids_limit", u64::from(pids));
    }
}

fn gpus(service: &Service<'_>) -> Map {
    if service.gpus.is_empty() {
        return Map::default();
    }
    let device = Map::from_iter([
        ("driver", Value::from("nvidia")),
        ("device_ids", service.gpus.clone().into()),
        ("capabilities", vec!["gpu"].into()),
    ]);
    let reservations = Map::from_iter([("devices", vec![device])]);
    Map::from_iter([(
        "resources",
        Map::from_iter([("reservations", reservations)]),
    )])
}

fn devices(service: &Service<'_>) -> Vec<String> {
    let devices = service.devices.iter();
    devices.map(|device| format!("{device}:{device}")).collect()
}

fn groups(machine: &Machine<'_>, service: &Service<'_>) -> Vec<String> {
    machine
        .groups_of(service)
        .iter()
        .map(u32::to_string)
        .collect()
}

fn tmpfs(service: &Service<'_>) -> Vec<String> {
    let (uid, gid) = USER.split_once(':').unwrap_or((USER, USER));
    let exec = if service.gpus.is_empty() { "" } else { ",exec" };
    let owner = format!("uid={uid},gid={gid}");
    vec![
        format!("/tmp:{owner},mode=1777,size={TMPFS_MB}m"),
        format!("/home/appuser/.cache:{owner},mode=0700,size={CACHE_MB}m{exec}"),
    ]
}

/// Long, so that 1.29 says which folder is missing in place of making one that root owns. What tells
/// every 2 the same, `create_host_path`, 1.29 refuses.
fn volumes(machine: &Machine<'_>, service: &Service<'_>) -> Vec<Map> {
    let volume = |mount| {
        let mut map = Map::default();
        map.set("type", "bind");
        map.set("source", machine.folder(service, mount));
        map.set("target", mount.target);
        if mount.read_only {
            map.set("read_only", true);
        }
        map
    };
    let socket = machine
        .socket_of(service, Written::SOCKET)
        .map(|socket| Map::from_iter([("type", "bind"), ("source", socket), ("target", SOCKET)]));
    service.mounts.iter().map(volume).chain(socket).collect()
}

fn logging() -> Map {
    let options = Map::from_iter([("max-size", "10m"), ("max-file", "3")]);
    let driver = Value::from("json-file");
    Map::from_iter([("driver", driver), ("options", options.into())])
}
