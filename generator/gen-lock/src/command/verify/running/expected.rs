//! What a machine's containers are to be, with what the table leaves to files of the machine.

use crate::file;
use anyhow::{Context as _, Result};
use fleet::build_lock::Outputs;
use render::{Machine, Seccomp};
use rollout::{Container, Expected, Record};
use std::collections::BTreeMap;
use std::path::Path;

/// By name. Files of environment, and a seccomp profile that the table names by its path, are read here.
///
/// # Errors
/// When such a file cannot be read: what it says cannot be compared.
pub fn all(
    machine: &Machine<'_>,
    outputs: &Outputs,
    record: Option<&Record>,
    containers: &[Container],
) -> Result<BTreeMap<String, Expected>> {
    let mut all = Expected::all(machine, outputs, record, containers);
    for expected in all.values_mut() {
        if let Some(Seccomp::File(path)) = &expected.rights.seccomp {
            let profile = Seccomp::Profile(read(path)?);
            expected.rights.seccomp = Some(profile);
        }
        let mut told = BTreeMap::new();
        for path in &expected.rights.env_files {
            told.extend(rollout::env_file(&read(path)?));
        }
        // What is rendered goes before what a file says.
        told.append(&mut expected.environment);
        expected.environment = told;
    }
    Ok(all)
}

fn read(path: &str) -> Result<String> {
    file::read(Path::new(path)).context(
        "running containers are compared with this file, which cannot be read\n\n\
         hint: run this as a user who can read it",
    )
}
