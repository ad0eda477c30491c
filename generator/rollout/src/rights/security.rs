//! Seccomp, AppArmor, new privileges, and what of the kernel's files is hidden.

use super::canonical::text;
use crate::{Difference, Granted};
use render::{Rights, Seccomp};
use serde_json::{json, Map, Value};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What every engine since 20.10 hides
const MASKED: [&str; 10] = [
    "/proc/acpi",
    "/proc/asound",
    "/proc/kcore",
    "/proc/keys",
    "/proc/latency_stats",
    "/proc/sched_debug",
    "/proc/scsi",
    "/proc/timer_list",
    "/proc/timer_stats",
    "/sys/firmware",
];
/// What every engine since 20.10 lets nobody write to
const READ_ONLY: [&str; 5] = [
    "/proc/bus",
    "/proc/fs",
    "/proc/irq",
    "/proc/sys",
    "/proc/sysrq-trigger",
];
/// What a kernel with AppArmor gives a container that names no profile
const APPARMOR: &str = "docker-default";

pub fn differences(rights: &Rights, granted: &Granted) -> Vec<Difference> {
    let host = granted.host_config();
    let (rendered, there) = (expected(rights), options(host.get("SecurityOpt")));
    let names: BTreeSet<&String> = rendered.keys().chain(there.keys()).collect();
    let mut all: Vec<Difference> = names
        .into_iter()
        .filter(|name| rendered.get(*name) != there.get(*name))
        .map(|name| {
            let what = format!("HostConfig.SecurityOpt {}", crate::shown(name, 1).concat());
            let (rendered, there) = (rendered.get(name), there.get(name));
            Difference::rendered(&what, &shown(rendered), &shown(there))
        })
        .collect();
    let (want, runs) = (
        rights.apparmor.as_deref().unwrap_or(APPARMOR),
        granted.apparmor(),
    );
    // A kernel without AppArmor has none.
    if !runs.is_empty() && runs != want {
        let runs = crate::shown(runs, 1).concat();
        all.push(Difference::rendered("AppArmorProfile", want, &runs));
    }
    all.extend(hidden(&host, "MaskedPaths", &MASKED));
    all.extend(hidden(&host, "ReadonlyPaths", &READ_ONLY));
    all
}

type Options = BTreeMap<String, Vec<Value>>;

fn expected(rights: &Rights) -> Options {
    let mut all = Options::from([("no-new-privileges".to_owned(), vec![json!("true")])]);
    let seccomp = rights.seccomp.iter().map(|seccomp| match seccomp {
        Seccomp::Unconfined => json!("unconfined"),
        Seccomp::Profile(text) => parsed(text),
        // Nobody said what it holds: nothing is the same.
        Seccomp::File(path) => json!({ "file": path }),
    });
    let apparmor = rights.apparmor.iter().map(|name| json!(name));
    let options = [
        ("seccomp", seccomp.collect()),
        ("apparmor", apparmor.collect::<Vec<_>>()),
    ];
    let options = options.into_iter().filter(|(_, values)| !values.is_empty());
    all.extend(options.map(|(name, values): (_, Vec<Value>)| (name.to_owned(), values)));
    all
}

/// By name, as `NAME`, `NAME=VALUE` and, of old, `NAME:VALUE`
fn options(there: Option<&Value>) -> Options {
    let mut all = Options::new();
    for option in there.and_then(Value::as_array).into_iter().flatten() {
        let words = option.as_str().unwrap_or_default();
        let (name, value) = words.split_once(['=', ':']).unwrap_or((words, "true"));
        let value = if name == "seccomp" {
            parsed(value)
        } else {
            json!(value)
        };
        all.entry(name.to_owned()).or_default().push(value);
    }
    all
}

/// A profile by what it says: Composes print it each in its own way
fn parsed(profile: &str) -> Value {
    serde_json::from_str(profile).unwrap_or_else(|_| json!(profile))
}

fn shown(values: Option<&Vec<Value>>) -> String {
    let word = |value: &Value| match value {
        Value::Object(profile) if !profile.contains_key("file") => {
            let digest = hex::encode(Sha256::digest(value.to_string()));
            format!("profile {}", &digest[..12])
        }
        value => text(value),
    };
    let words = values.iter().copied().flatten().map(word);
    let words = words.collect::<Vec<_>>().join(" and ");
    if words.is_empty() {
        "none".to_owned()
    } else {
        words
    }
}

fn hidden(host: &Map<String, Value>, key: &str, every: &[&str]) -> Option<Difference> {
    let there = host.get(key).and_then(Value::as_array);
    let is_there = |path: &&&str| there.is_some_and(|all| all.iter().any(|one| one == **path));
    let bare: Vec<&str> = every
        .iter()
        .filter(|path| !is_there(path))
        .copied()
        .collect();
    (!bare.is_empty()).then(|| {
        let without = format!("all but {}", bare.join(" "));
        Difference::rendered(&format!("HostConfig.{key}"), "the engine's own", &without)
    })
}
