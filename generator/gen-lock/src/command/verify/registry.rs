//! A registry: that a pull would give what was locked.

use super::Verify;
use crate::command::Outcome;
use crate::commit::ReleaseTag;
use crate::failure::finding;
use crate::printer::Printer;
use crate::project::BUILD_LOCK;
use ::registry::Repository;
use anyhow::Result;
use fleet::image_name::{is_called, is_of};
use std::path::Path;
use verify::{Claim, Namespace, Registry};

pub fn run(project: &Path, namespace: &Repository, of: &Verify) -> Result<Outcome> {
    let outputs = super::lock(project)?.outputs;
    let chosen = |name: &&str| {
        let (image, machine) = (&of.image, &of.machine);
        image.as_ref().is_none_or(|image| is_called(name, image))
            && machine.as_ref().is_none_or(|machine| is_of(name, machine))
    };
    let names = outputs.images.keys().map(String::as_str);
    let names: Vec<&str> = names.filter(chosen).collect();
    if names.is_empty() {
        return Err(finding(format!(
            "{BUILD_LOCK} has no such image\n\nhint: `gen-lock list` shows what is"
        )));
    }
    let client = of.remote.client(namespace)?;
    let tag = of.tag.as_ref().map(ToString::to_string);
    let release = tag.as_deref().map(str::parse::<ReleaseTag>);
    let registry = Registry {
        repositories: &Namespace {
            client: &client,
            namespace,
        },
        outputs: &outputs,
        tag: tag.as_deref(),
        is_release: release.is_some_and(|tag| tag.is_ok_and(|tag| tag.suffix().is_empty())),
        deep: of.deep,
    };
    let (found, seen) = registry.verify(&names, &Printer::new().bars())?;
    let has_other_blobs = found.has(Claim::Stored);
    let outcome = super::report::explained(project, &outputs, found, &seen, of)?;
    if has_other_blobs && !of.deep && !of.json {
        println!("\nhint: if a mirror recompressed the layers, `--deep` compares their contents");
    }
    Ok(outcome)
}
