//! A container's environment: values may be secret, and are not shown.

use crate::told::Told;
use crate::Difference;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// For schedulers of old, by 1.29: no program reads it
const OF_COMPOSE: &str = "affinity:container";

/// Each variable that is not as rendered, and as the image says of the others
pub fn differences(rendered: &Told, image: &[String], there: &Value) -> Vec<Difference> {
    let mut expected: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, value) in image.iter().map(|line| split(line)) {
        expected.insert(name, value.into_iter().collect());
    }
    for (name, values) in rendered {
        expected.insert(name, values.iter().map(String::as_str).collect());
    }
    let lines = there.as_array().map_or(&[][..], Vec::as_slice);
    let mut found: BTreeMap<&str, Vec<Option<&str>>> = BTreeMap::new();
    for (name, value) in lines.iter().filter_map(Value::as_str).map(split) {
        found.entry(name).or_default().push(value);
    }
    let names: BTreeSet<&str> = expected.keys().chain(found.keys()).copied().collect();
    let names = names.into_iter().filter(|name| *name != OF_COMPOSE);
    names
        .filter_map(|name| one(name, expected.get(name), found.get(name)))
        .collect()
}

fn one(
    name: &str,
    expected: Option<&Vec<&str>>,
    found: Option<&Vec<Option<&str>>>,
) -> Option<Difference> {
    let accepts =
        |value: &str| expected.is_some_and(|values| values.is_empty() || values.contains(&value));
    let (rendered, there) = match (expected, found.map(Vec::as_slice)) {
        (Some(_), Some([Some(value)])) if accepts(value) => return None,
        (Some(_), Some([Some(_)])) => ("a value", "another"),
        (Some(_), None | Some([None])) => ("a value", "none"),
        (Some(_), Some(_)) => ("a value", "several"),
        (None, _) => ("none", "a value"),
    };
    let what = format!("environment `{}`", crate::shown(name, 1).concat());
    Some(Difference::rendered(&what, rendered, there))
}

fn split(line: &str) -> (&str, Option<&str>) {
    match line.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (line, None),
    }
}
