//! What a container may do against what was rendered for it.

mod canonical;
mod environment;
mod host_config;
mod mounts;
mod security;

use crate::{Difference, Expected, Granted, Image, Info};
use canonical::{canonical, text};
use fleet::image_config::Healthcheck;
use serde_json::{json, Value};
use std::collections::BTreeSet;

/// Everything that a container may do otherwise than it was rendered. What grants something and is not
/// known is told, too.
pub fn differences(
    expected: &Expected,
    image: Option<&Image>,
    info: &Info,
    granted: &Granted,
) -> Vec<Difference> {
    let rights = &expected.rights;
    let mut all = Vec::new();
    all.extend(field("user", &json!(rights.user), granted.config("User")));
    let folder = image.and_then(Image::working_dir).unwrap_or_default();
    all.extend(field(
        "working directory",
        &json!(folder),
        granted.config("WorkingDir"),
    ));
    all.extend(environment::differences(
        &expected.environment,
        image.map(Image::environment).unwrap_or_default(),
        granted.config("Env"),
    ));
    all.extend(health(&rights.health, granted.config("Healthcheck")));
    all.extend(networks(&rights.networks, &granted.networks()));
    all.extend(mounts::differences(&rights.binds, granted));
    all.extend(security::differences(rights, granted));
    all.extend(host_config::differences(
        rights,
        info,
        &granted.host_config(),
    ));
    all
}

fn field(what: &str, rendered: &Value, there: &Value) -> Option<Difference> {
    let (rendered, there) = (canonical(rendered), canonical(there));
    (rendered != there).then(|| Difference::rendered(what, &text(&rendered), &text(&there)))
}

fn health(health: &Healthcheck, there: &Value) -> Vec<Difference> {
    let nanoseconds = |seconds: u64| seconds * 1_000_000_000;
    let rendered = json!({
        "Test": health.test,
        "Interval": nanoseconds(health.interval),
        "Timeout": nanoseconds(health.timeout),
        "StartPeriod": nanoseconds(health.start_period),
        "Retries": health.retries,
    });
    let keys = |value: &Value| -> Vec<String> {
        let keys = value.as_object().map(|fields| fields.keys().cloned());
        keys.into_iter().flatten().collect()
    };
    let keys: BTreeSet<String> = keys(&rendered).into_iter().chain(keys(there)).collect();
    let one = |key: &String| {
        let what = format!("health check {}", crate::shown(key, 1).concat());
        field(
            &what,
            &rendered[key],
            there.get(key).unwrap_or(&Value::Null),
        )
    };
    keys.iter().filter_map(one).collect()
}

fn networks(rendered: &BTreeSet<String>, there: &[&str]) -> Option<Difference> {
    let there: BTreeSet<String> = there.iter().map(ToString::to_string).collect();
    let words = |names: &BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>().join(" ");
    (*rendered != there).then(|| {
        let there = crate::shown(&words(&there), 1).concat();
        Difference::rendered("networks", &words(rendered), &there)
    })
}

#[cfg(test)]
pub(crate) mod tests;
