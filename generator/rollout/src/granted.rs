//! What an engine lets a container do, in its own words.

use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// An element of what `docker container inspect` prints
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Granted(Value);

/// `8080`, or `8000-8010` of which it gets one
fn range(words: &str) -> Option<RangeInclusive<u16>> {
    let (first, last) = words.split_once('-').unwrap_or((words, words));
    Some(first.parse().ok()?..=last.parse().ok()?)
}

impl Granted {
    pub(crate) fn new(inspected: Value) -> Self {
        Self(inspected)
    }

    /// What it asked the engine for beside what its image says
    pub(crate) fn host_config(&self) -> Map<String, Value> {
        let found = self.0.get("HostConfig").and_then(Value::as_object);
        found.cloned().unwrap_or_default()
    }

    /// Ports of the machine that lead to it: those that it asks for, and those that it got
    pub(crate) fn ports(&self) -> BTreeSet<u16> {
        let asked = self.at(&["HostConfig", "PortBindings"]);
        let got = self.at(&["NetworkSettings", "Ports"]);
        let bindings = [asked, got].into_iter().filter_map(Value::as_object);
        let places = bindings.flat_map(|all| all.values());
        let places = places.filter_map(Value::as_array).flatten();
        let words = places.filter_map(|place| place.get("HostPort")?.as_str());
        words.filter_map(range).flatten().collect()
    }

    /// A field of what it runs
    pub(crate) fn config(&self, key: &str) -> &Value {
        self.at(&["Config", key])
    }

    /// What it sees of the machine's files
    pub(crate) fn mounts(&self) -> &[Value] {
        self.list(&["Mounts"])
    }

    /// The same as it was asked for
    pub(crate) fn asked_mounts(&self) -> &[Value] {
        self.list(&["HostConfig", "Mounts"])
    }

    /// Names of the networks that it is in
    pub(crate) fn networks(&self) -> Vec<&str> {
        let networks = self.at(&["NetworkSettings", "Networks"]).as_object();
        networks
            .iter()
            .flat_map(|all| all.keys())
            .map(String::as_str)
            .collect()
    }

    /// The containers whose namespaces it is in
    pub(crate) fn joined(&self) -> Vec<&str> {
        let modes = ["NetworkMode", "PidMode", "IpcMode"];
        let modes = modes.map(|key| self.at(&["HostConfig", key]).as_str());
        let joined = modes.into_iter().flatten();
        joined
            .filter_map(|mode| mode.strip_prefix("container:"))
            .collect()
    }

    /// The AppArmor profile that it runs under; empty where the kernel has none
    pub(crate) fn apparmor(&self) -> &str {
        self.at(&["AppArmorProfile"]).as_str().unwrap_or_default()
    }

    fn list(&self, path: &[&str]) -> &[Value] {
        self.at(path).as_array().map_or(&[], Vec::as_slice)
    }

    fn at(&self, path: &[&str]) -> &Value {
        let mut path = path.iter();
        path.try_fold(&self.0, |value, key| value.get(key))
            .unwrap_or(&Value::Null)
    }
}
