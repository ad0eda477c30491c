use crate::environment::Environment;
use crate::process::stdout;
use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Has cargo fetch every crate of the workspace's lock, from where this machine's cargo fetches,
/// and gives the folders that hold the `.crate` files
///
/// # Errors
/// When cargo fails.
pub fn fetch(environment: &Environment, project: &Path) -> Result<Vec<PathBuf>> {
    let mut command = Command::new("cargo");
    command
        .args(["fetch", "--locked", "--quiet"])
        .current_dir(project);
    stdout(
        &mut command,
        "install cargo (Debian: `apt-get install cargo-web`), or run `./factory`",
    )?;
    let cache = environment.cargo_home.join("registry/cache");
    let entries =
        std::fs::read_dir(&cache).with_context(|| format!("cannot read `{}`", cache.display()))?;
    let mut folders = Vec::new();
    for entry in entries {
        folders.push(entry?.path());
    }
    folders.sort();
    Ok(folders)
}
