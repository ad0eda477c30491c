//! Podman quadlets: a `.container` a service, and a `.network` for the machine.
//!
//! Source: podman-systemd.unit(5) of Podman 5.4. Podman ignores a health check in an OCI config, so
//! each unit has its own; `Notify=healthy` makes `After=` wait for it.

mod unit;

use crate::compose::profile_lines;
use crate::header::{Form, Header};
use crate::image::WATCHED;
use crate::view::{Limits, MACHINE_LABEL, SOCKET};
use crate::{Files, Folder, Machine, Rollout, Service};
use fleet::image_config::USER;
use fleet::table::{Machine as Written, Network};
use fleet::{kebab, Error};
pub use unit::Unit;

/// Seconds in which a service must be healthy: models are read first
const START_SECONDS: u32 = 900;

/// The quadlets of a machine
///
/// # Errors
/// When the lock has no digest of an image.
pub fn quadlet(machine: &Machine<'_>, rollout: &Rollout<'_>) -> Result<Files, Error> {
    let header = Header::of(Form::Quadlet, machine);
    let mut files = Files::new();
    for service in &machine.services {
        let unit = container(machine, service, rollout)?;
        let lines = lines(machine, service);
        let comment = header.comment(machine.lock, lines.iter().map(String::as_str));
        files.insert(
            format!("{}.container", service.image),
            comment + unit.print(),
        );
    }
    if machine.network == Network::Bridge {
        let supervision = machine.supervision.iter().map(|name| (name.as_str(), true));
        for (name, inner) in std::iter::once((machine.name, false)).chain(supervision) {
            let mut unit = Unit::default();
            unit.section("Network");
            unit.set("NetworkName", name);
            unit.set("Driver", "bridge");
            if inner {
                unit.set("Internal", "true");
            }
            let comment = header.comment(machine.lock, std::iter::empty());
            files.insert(format!("{name}.network"), comment + unit.print());
        }
    }
    files.extend(machine.profile_files());
    Ok(files)
}

fn lines(machine: &Machine<'_>, service: &Service<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut say = |text: &str, commands: Vec<String>| {
        if !commands.is_empty() {
            lines.extend([String::new(), text.to_owned()]);
            lines.extend(commands);
        }
    };
    let mounts = service.mounts.iter();
    let folders = mounts.map(|mount| Folder::of(machine, service, mount).install());
    say("Folders that must be there:", folders.collect());
    let secrets = service.secrets.iter();
    let secrets =
        secrets.map(|name| format!("  podman secret create {name} {}", machine.secret(name)));
    say("Secrets that must be there:", secrets.collect());
    lines.extend(profile_lines(machine));
    lines
}

fn container(
    machine: &Machine<'_>,
    service: &Service<'_>,
    rollout: &Rollout<'_>,
) -> Result<Unit, Error> {
    let name = machine.container(service);
    let (image, environment) = rollout.image(machine, service)?;
    let mut unit = Unit::default();
    dependencies(machine, service, &mut unit);
    unit.section("Container");
    unit.set("Image", &image);
    unit.set("ContainerName", &name);
    unit.word("Label", &format!("{MACHINE_LABEL}={}", machine.name));
    // systemd makes a container that ended anew; the supervisor of a machine with quadlets looks on.
    let environment = environment.into_iter().filter(|(name, _)| *name != WATCHED);
    for (name, value) in environment {
        unit.word("Environment", &format!("{name}={value}"));
    }
    service
        .env_files
        .iter()
        .for_each(|file| unit.set("EnvironmentFile", file));
    service
        .secrets
        .iter()
        .for_each(|name| unit.set("Secret", name));
    network(machine, service, &mut unit);
    health(service, &mut unit);
    lock_down(machine, service, &mut unit);
    devices(machine, service, &mut unit);
    limits(&service.limits, &mut unit);
    volumes(machine, service, &mut unit);
    unit.set("LogDriver", "k8s-file");
    unit.set("LogOpt", "max-size=10m");
    unit.section("Service");
    unit.set("Restart", "always");
    unit.set("TimeoutStartSec", &START_SECONDS.to_string());
    unit.section("Install");
    unit.set("WantedBy", "multi-user.target");
    Ok(unit)
}

fn dependencies(machine: &Machine<'_>, service: &Service<'_>, unit: &mut Unit) {
    unit.section("Unit");
    unit.set(
        "Description",
        &format!("{} on {}", service.name(), machine.name),
    );
    for dropped in &service.dropped {
        unit.comment(&dropped.to_string());
    }
    for row in &service.waits_for {
        let dependency = format!("{}.service", kebab(row));
        unit.set("After", &dependency);
        unit.set("Requires", &dependency);
    }
}

fn network(machine: &Machine<'_>, service: &Service<'_>, unit: &mut Unit) {
    match machine.network {
        Network::Host => unit.set("Network", "host"),
        Network::Bridge => {
            for name in machine.networks(service) {
                unit.set("Network", &format!("{name}.network"));
            }
            unit.set("NetworkAlias", &service.image);
            for port in service
                .ports
                .all()
                .into_iter()
                .filter(|_| service.published)
            {
                unit.set("PublishPort", &format!("{port}:{port}"));
            }
        }
    }
}

fn health(service: &Service<'_>, unit: &mut Unit) {
    let health = &service.health;
    unit.health(&health.test[1..]); // without `CMD`
    for (key, seconds) in [
        ("HealthInterval", health.interval),
        ("HealthTimeout", health.timeout),
        ("HealthStartPeriod", health.start_period),
    ] {
        unit.set(key, &format!("{seconds}s"));
    }
    unit.set("HealthRetries", &health.retries.to_string());
    unit.set("Notify", "healthy");
}

fn lock_down(machine: &Machine<'_>, service: &Service<'_>, unit: &mut Unit) {
    let (user, group) = USER.split_once(':').unwrap_or((USER, USER));
    unit.set("User", user);
    unit.set("Group", group);
    unit.set("ReadOnly", "true");
    unit.set("ReadOnlyTmpfs", "false");
    unit.set("DropCapability", "all");
    unit.set("NoNewPrivileges", "true");
    if let Some(file) = &service.seccomp {
        unit.set("SeccompProfile", file);
    }
    if let Some(name) = machine.apparmor {
        unit.set("PodmanArgs", &format!("--security-opt=apparmor={name}"));
    }
}

fn devices(machine: &Machine<'_>, service: &Service<'_>, unit: &mut Unit) {
    for gpu in &service.gpus {
        unit.bare_word("AddDevice", &format!("nvidia.com/gpu={gpu}"));
    }
    service
        .devices
        .iter()
        .for_each(|device| unit.bare_word("AddDevice", device));
    for group in machine.groups_of(service) {
        unit.set("GroupAdd", &group.to_string());
    }
}

fn limits(limits: &Limits, unit: &mut Unit) {
    if let Some(memory) = limits.memory_mb {
        unit.set("PodmanArgs", &format!("--memory={memory}m"));
    }
    if let Some(quota) = limits.cpu_quota {
        let period = Limits::PERIOD;
        unit.set(
            "PodmanArgs",
            &format!("--cpu-period={period} --cpu-quota={quota}"),
        );
    }
    if let Some(pids) = limits.pids {
        unit.set("PidsLimit", &pids.to_string());
    }
}

/// Podman's tmpfs has no owner: everybody in the container may write, and there is one user
fn volumes(machine: &Machine<'_>, service: &Service<'_>, unit: &mut Unit) {
    let exec = if service.gpus.is_empty() { "" } else { ",exec" };
    unit.set("Tmpfs", "/tmp:mode=1777,size=256m");
    unit.set(
        "Tmpfs",
        &format!("/home/appuser/.cache:mode=1777,size=1024m{exec}"),
    );
    for mount in &service.mounts {
        let (folder, target) = (machine.folder(service, mount), mount.target);
        let mode = if mount.read_only { ":ro" } else { "" };
        unit.set("Volume", &format!("{folder}:{target}{mode}"));
    }
    if let Some(socket) = machine.socket_of(service, Written::PODMAN_SOCKET) {
        unit.set("Volume", &format!("{socket}:{SOCKET}"));
    }
}
