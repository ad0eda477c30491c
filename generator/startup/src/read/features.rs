//! `global_settings.features`: the fleet's switches.

use super::field;
use crate::yaml::Node;
use crate::{Error, Feature};

pub(super) fn read(settings: &Node) -> Result<Vec<Feature>, Error> {
    let settings = settings.map(|| "`global_settings`".to_owned())?;
    let Some(features) = settings.get("features") else {
        return Ok(vec![]);
    };
    let features = features.map(|| "`features`".to_owned())?;
    let read = features.entries.iter().map(|entry| {
        let what = format!("feature `{}`", entry.key.value);
        Ok(Feature {
            name: entry.key.clone(),
            value: field::template(&entry.value, &what)?,
        })
    });
    read.collect()
}
