//! Every other key of an engine's `HostConfig`: what grants something and was not rendered is told, and
//! so is what this does not know.

use super::canonical::{canonical, sorted, text};
use crate::{Difference, Info};
use render::rights::{CAP_DROP, GPU, GPU_DRIVER, LOG_DRIVER, LOG_OPTIONS};
use render::{Limits, Rights};
use serde_json::{json, Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Keys that are judged by what came of them, or say nothing of rights: a file on the client's side, and how
/// large its terminal was
const ELSEWHERE: [&str; 7] = [
    "Binds",
    "ConsoleSize",
    "ContainerIDFile",
    "MaskedPaths",
    "Mounts",
    "ReadonlyPaths",
    "SecurityOpt",
];
/// Keys that a rendered container leaves as they are
#[rustfmt::skip]
const LEFT: [&str; 47] = [
    "Annotations", "AutoRemove", "BlkioDeviceReadBps", "BlkioDeviceReadIOps", "BlkioDeviceWriteBps",
    "BlkioDeviceWriteIOps", "BlkioWeight", "BlkioWeightDevice", "CapAdd", "Capabilities", "Cgroup",
    "CgroupParent", "CpuCount", "CpuPercent", "CpuRealtimePeriod", "CpuRealtimeRuntime", "CpuShares",
    "CpusetCpus", "CpusetMems", "DeviceCgroupRules", "Dns", "DnsOptions", "DnsSearch", "ExtraHosts",
    "IOMaximumBandwidth", "IOMaximumIOps", "Init", "Isolation", "KernelMemory", "KernelMemoryTCP", "Links",
    "MemoryReservation", "MemorySwappiness", "NanoCpus", "NanoCPUs", "OomKillDisable", "OomScoreAdj",
    "PidMode", "Privileged", "PublishAllPorts", "StorageOpt", "Sysctls", "UTSMode", "Ulimits",
    "UsernsMode", "VolumeDriver", "VolumesFrom",
];
/// Bytes of `/dev/shm`, where nothing else is asked for
const SHM: u64 = 64 << 20;

type Accepted = BTreeMap<&'static str, Vec<Value>>;

pub fn differences(rights: &Rights, info: &Info, host: &Map<String, Value>) -> Vec<Difference> {
    let accepted = accepted(rights, info);
    let keys = host.keys().map(String::as_str);
    let keys: BTreeSet<&str> = keys.chain(accepted.keys().copied()).collect();
    let one = |key: &str| {
        let there = meaning(key, host.get(key).unwrap_or(&Value::Null));
        let rendered = accepted.get(key).map_or(&[Value::Null][..], Vec::as_slice);
        if rendered.contains(&there) {
            return None;
        }
        let known = accepted.contains_key(key) || LEFT.contains(&key);
        let doubt = if known { "" } else { "not judged: " };
        let what = format!("{doubt}HostConfig.{}", crate::shown(key, 1).concat());
        Some(Difference::rendered(
            &what,
            &text(&rendered[0]),
            &text(&there),
        ))
    };
    let keys = keys.into_iter().filter(|key| !ELSEWHERE.contains(key));
    keys.filter_map(one).collect()
}

/// A value in the one form of all that mean the same
fn meaning(key: &str, value: &Value) -> Value {
    match key {
        // A swappiness or a limit of -1 is none.
        "MemorySwappiness" | "PidsLimit" if *value == json!(-1) => Value::Null,
        "RestartPolicy" if value["Name"] == "no" => Value::Null,
        "Isolation" if value == "default" => Value::Null,
        "CapAdd" | "CapDrop" => sorted(canonical(&capabilities(value))),
        "PortBindings" => canonical(&ports(value)),
        "LogConfig" => canonical(&log(value)),
        "Devices" | "DeviceRequests" | "GroupAdd" => sorted(canonical(value)),
        _ => canonical(value),
    }
}

/// Engines name them with and without their prefix.
fn capabilities(value: &Value) -> Value {
    let plain = |name: &Value| {
        let name = name.as_str().unwrap_or_default().to_uppercase();
        json!(name.strip_prefix("CAP_").unwrap_or(&name))
    };
    let names = value.as_array().map(|all| all.iter().map(plain).collect());
    names.map_or_else(|| value.clone(), Value::Array)
}

/// An address of all zeros is every one, as none is.
fn ports(value: &Value) -> Value {
    let mut value = value.clone();
    let ports = value.as_object_mut().into_iter().flat_map(Map::values_mut);
    for binding in ports.filter_map(Value::as_array_mut).flatten() {
        if binding["HostIp"] == "0.0.0.0" {
            binding["HostIp"] = Value::Null;
        }
    }
    value
}

/// To the same driver an engine adds what options it has of its own.
fn log(value: &Value) -> Value {
    let mut value = value.clone();
    let options = (value["Type"] == LOG_DRIVER).then(|| value.get_mut("Config"));
    if let Some(Some(Value::Object(options))) = options {
        options.retain(|key, _| LOG_OPTIONS.iter().any(|(option, _)| key == option));
    }
    value
}

fn accepted(rights: &Rights, info: &Info) -> Accepted {
    let mut all = Accepted::new();
    let options = LOG_OPTIONS.map(|(name, value)| (name.to_owned(), json!(value)));
    let options = Value::Object(options.into_iter().collect());
    let tmpfs = rights.tmpfs.iter();
    let tmpfs = tmpfs.map(|(folder, options)| ((*folder).to_owned(), json!(options)));
    let groups = rights.groups.iter().map(u32::to_string);
    for (key, value) in [
        ("ReadonlyRootfs", json!(true)),
        ("CapDrop", json!(CAP_DROP)),
        ("Devices", devices(rights)),
        ("DeviceRequests", gpus(rights)),
        ("GroupAdd", groups.collect()),
        ("LogConfig", json!({"Type": LOG_DRIVER, "Config": options})),
        ("PortBindings", published(rights)),
        ("RestartPolicy", json!({ "Name": rights.restart })),
        ("ShmSize", json!(SHM)),
        ("Tmpfs", Value::Object(tmpfs.collect())),
    ] {
        all.insert(key, vec![meaning(key, &value)]);
    }
    let networks = rights.networks.iter().map(|name| json!(name));
    all.insert("NetworkMode", networks.collect());
    all.extend(of_engine(info));
    all.extend(limits(&rights.limits, info));
    all
}

/// What an engine decides where nothing is asked for
fn of_engine(info: &Info) -> Accepted {
    let mut cgroup = vec![json!("private"), Value::Null];
    if info.cgroup_version == "1" {
        cgroup.push(json!("host"));
    }
    Accepted::from([
        ("CgroupnsMode", cgroup),
        ("IpcMode", vec![json!("private"), Value::Null]),
        ("Runtime", vec![json!(info.default_runtime), Value::Null]),
    ])
}

/// An engine leaves away what its kernel cannot limit.
fn limits(limits: &Limits, info: &Info) -> Accepted {
    let memory = limits.memory_mb.map(|megabytes| u64::from(megabytes) << 20);
    let quota = limits.cpu_quota;
    let mut all = Accepted::new();
    let mut accept = |key, value: Option<u64>, is_limited: bool, otherwise: Value| {
        let mut values = vec![canonical(&json!(value))];
        values.extend((!is_limited).then_some(otherwise));
        all.insert(key, values);
    };
    accept("Memory", memory, info.memory_limit, Value::Null);
    // Twice the memory, where nothing is asked for
    let swap = memory.map(|bytes| bytes * 2);
    accept(
        "MemorySwap",
        swap,
        info.memory_limit && info.swap_limit,
        json!(-1),
    );
    let period = quota.map(|_| Limits::PERIOD);
    accept("CpuPeriod", period, info.cpu_cfs_quota, Value::Null);
    accept("CpuQuota", quota, info.cpu_cfs_quota, Value::Null);
    accept(
        "PidsLimit",
        limits.pids.map(u64::from),
        info.pids_limit,
        Value::Null,
    );
    all
}

fn devices(rights: &Rights) -> Value {
    let device = |path: &String| json!({"PathOnHost": path, "PathInContainer": path, "CgroupPermissions": "rwm"});
    rights.devices.iter().map(device).collect()
}

fn gpus(rights: &Rights) -> Value {
    if rights.gpus.is_empty() {
        return Value::Null;
    }
    json!([{"Driver": GPU_DRIVER, "DeviceIDs": rights.gpus, "Capabilities": [[GPU]]}])
}

fn published(rights: &Rights) -> Value {
    let port = |port: &u16| {
        (
            format!("{port}/tcp"),
            json!([{ "HostPort": port.to_string() }]),
        )
    };
    Value::Object(rights.ports.iter().map(port).collect())
}
