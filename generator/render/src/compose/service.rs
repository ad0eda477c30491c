use crate::rights::{self, Bind, Rights};
use crate::view::Limits;
use crate::view::MACHINE_LABEL;
use crate::yaml::{Map, Value};
use crate::{Machine, Rollout, Service};
use fleet::image_config::Healthcheck;
use fleet::table::Network;
use fleet::{kebab, Error};

pub fn service(
    machine: &Machine<'_>,
    service: &Service<'_>,
    rollout: &Rollout<'_>,
) -> Result<Map, Error> {
    let name = machine.container(service);
    let (image, environment) = rollout.image(machine, service)?;
    let rights = Rights::of(machine, service);
    let mut map = Map::default();
    map.set("image", image);
    map.set("container_name", name);
    map.set("labels", Map::from_iter([(MACHINE_LABEL, machine.name)]));
    map.set("restart", rights.restart);
    map.set_some("env_file", service.env_files.clone());
    map.set("environment", Map::from_iter(environment));
    network(machine, service, &rights, &mut map);
    for dropped in &service.dropped {
        map.comment(&dropped.to_string());
    }
    map.set_some("depends_on", depends_on(service));
    map.set("healthcheck", healthcheck(&rights.health));
    lock_down(machine, service, &rights, &mut map);
    limits(&rights.limits, &mut map);
    map.set_some("deploy", gpus(&rights));
    map.set_some("devices", devices(&rights));
    map.set_some("group_add", groups(&rights));
    map.set("tmpfs", tmpfs(&rights));
    map.set_some("volumes", volumes(machine, service));
    map.set_some("secrets", service.secrets.clone());
    map.set("logging", logging());
    Ok(map)
}

fn network(machine: &Machine<'_>, service: &Service<'_>, rights: &Rights, map: &mut Map) {
    match machine.network {
        Network::Host => map.set("network_mode", "host"),
        Network::Bridge => {
            map.set("networks", machine.networks(service));
            let ports = rights.ports.iter();
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

fn lock_down(machine: &Machine<'_>, service: &Service<'_>, rights: &Rights, map: &mut Map) {
    let mut options = vec!["no-new-privileges:true".to_owned()];
    let seccomp = service.seccomp.iter();
    options.extend(seccomp.map(|file| format!("seccomp={file}")));
    options.extend(machine.apparmor.map(|name| format!("apparmor={name}")));
    map.set("user", rights.user);
    map.set("read_only", true);
    map.set("cap_drop", rights::CAP_DROP.to_vec());
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

fn gpus(rights: &Rights) -> Map {
    if rights.gpus.is_empty() {
        return Map::default();
    }
    let device = Map::from_iter([
        ("driver", Value::from(rights::GPU_DRIVER)),
        ("device_ids", rights.gpus.clone().into()),
        ("capabilities", vec![rights::GPU].into()),
    ]);
    let reservations = Map::from_iter([("devices", vec![device])]);
    Map::from_iter([(
        "resources",
        Map::from_iter([("reservations", reservations)]),
    )])
}

fn devices(rights: &Rights) -> Vec<String> {
    let devices = rights.devices.iter();
    devices.map(|device| format!("{device}:{device}")).collect()
}

fn groups(rights: &Rights) -> Vec<String> {
    rights.groups.iter().map(u32::to_string).collect()
}

fn tmpfs(rights: &Rights) -> Vec<String> {
    let folders = rights.tmpfs.iter();
    folders
        .map(|(folder, options)| format!("{folder}:{options}"))
        .collect()
}

/// Long, so that 1.29 says which folder is missing in place of making one that root owns. What tells
/// every 2 the same, `create_host_path`, 1.29 refuses.
fn volumes(machine: &Machine<'_>, service: &Service<'_>) -> Vec<Map> {
    let volume = |bind: Bind| {
        let mut map = Map::default();
        map.set("type", "bind");
        map.set("source", bind.source);
        map.set("target", bind.target);
        if bind.read_only {
            map.set("read_only", true);
        }
        map
    };
    rights::volumes(machine, service).map(volume).collect()
}

fn logging() -> Map {
    let options = Map::from_iter(rights::LOG_OPTIONS);
    let driver = Value::from(rights::LOG_DRIVER);
    Map::from_iter([("driver", driver), ("options", options.into())])
}
