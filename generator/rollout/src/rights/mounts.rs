//! What a container sees of the machine's files.

use super::canonical::{canonical, line, text};
use crate::{Difference, Granted};
use render::Bind;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Keys of a mount as it is asked for, of which its effect is judged
const JUDGED: [&str; 4] = ["Type", "Source", "Target", "ReadOnly"];

/// Each place of a container at which it sees something else than rendered
pub fn differences(rendered: &BTreeSet<Bind>, granted: &Granted) -> Vec<Difference> {
    let rendered: BTreeMap<String, String> = rendered
        .iter()
        .map(|bind| (bind.target.clone(), words(bind)))
        .collect();
    let mut there: BTreeMap<String, String> = BTreeMap::new();
    for mount in granted.mounts() {
        let (target, words) = mounted(mount);
        there
            .entry(target)
            .and_modify(|all| *all = format!("{all} and {words}"))
            .or_insert(words);
    }
    let targets: BTreeSet<&String> = rendered.keys().chain(there.keys()).collect();
    let none = "none".to_owned();
    let one = |target: &String| {
        let rendered = rendered.get(target).unwrap_or(&none);
        let there = there.get(target).unwrap_or(&none);
        let what = format!("mount at {}", line(target));
        (rendered != there).then(|| Difference::rendered(&what, &line(rendered), &line(there)))
    };
    let effects = targets.into_iter().filter_map(one);
    effects
        .chain(granted.asked_mounts().iter().flat_map(options))
        .collect()
}

fn words(bind: &Bind) -> String {
    let how = if bind.read_only {
        "read-only"
    } else {
        "writable"
    };
    format!("bind of {}, {how}", bind.source)
}

/// Where, and what
fn mounted(mount: &Value) -> (String, String) {
    // As it is: what a terminal is not shown is compared all the same.
    let word = |key: &str| match mount.get(key) {
        Some(Value::String(text)) => text.clone(),
        None | Some(Value::Null) => "none".to_owned(),
        Some(other) => other.to_string(),
    };
    let how = match mount.get("RW") {
        Some(Value::Bool(false)) => "read-only",
        _ => "writable",
    };
    // `rprivate` is what the engine takes where nothing is asked for.
    let propagation = match word("Propagation").as_str() {
        "none" | "rprivate" => String::new(),
        other => format!(", {other}"),
    };
    let what = format!("{} of {}, {how}{propagation}", word("Type"), word("Source"));
    (word("Destination"), what)
}

/// What its effect does not show: a bind may be read-only without what is mounted below it
fn options(mount: &Value) -> Vec<Difference> {
    let target = text(mount.get("Target").unwrap_or(&Value::Null));
    let fields = mount.as_object().into_iter().flatten();
    let fields = fields.filter(|(key, _)| !JUDGED.contains(&key.as_str()));
    let one = |(key, value): (&String, &Value)| {
        let mut value = value.clone();
        if let Value::Object(options) = &mut value {
            // Which folder is made on the machine where there is none
            options.remove("CreateMountpoint");
            options.retain(|key, value| !(key == "Propagation" && value == "rprivate"));
        }
        let value = canonical(&value);
        let harmless = value.is_null() || key == "Consistency";
        let key = crate::shown(key, 1).concat();
        let what = format!("mount at {target}, {key}");
        (!harmless).then(|| Difference::rendered(&what, "none", &text(&value)))
    };
    fields.filter_map(one).collect()
}
