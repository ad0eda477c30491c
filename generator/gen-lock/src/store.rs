//! The Nix store, through Nix's own programs.

use crate::environment::says_substituters;
use crate::process::{capture, stdout};
use anyhow::{bail, Result};
use nix::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

const REMEDY: &str = "install Nix (Debian: `apt-get install nix-bin`), or run `./factory`";

/// What images are built for
const SYSTEM: &str = "x86_64-linux";

/// Where a daemon listens, if one does
const DAEMON: &str = "/nix/var/nix/daemon-socket/socket";

/// `nix` or `nix-store` with the settings that the flake needs, whatever the host's `nix.conf`
/// says; nothing on the host is edited. A daemon has settings of its own; without one, root owns
/// the store alone and builds without build users. Outputs are taken from where `NIX_CONFIG` says,
/// and else from nobody.
fn program(name: &str) -> Command {
    let mut command = Command::new(name);
    if !Path::new(DAEMON).exists() {
        command.args(["--option", "build-users-group", ""]);
        command.args(["--option", "sandbox", "true"]);
        if !says_substituters() {
            command.args(["--option", "substituters", ""]);
        }
    }
    command
}

/// `nix` with flakes
fn nix(arguments: &[&str]) -> Command {
    let mut command = program("nix");
    command
        .args(["--extra-experimental-features", "nix-command flakes"])
        .args(arguments);
    command
}

/// Those of the paths that the store has not
///
/// # Errors
/// When `nix-store` cannot be run.
pub fn missing(paths: &BTreeSet<String>) -> Result<BTreeSet<String>> {
    let mut missing = BTreeSet::new();
    let paths: Vec<&String> = paths.iter().collect();
    for some in paths.chunks(500) {
        let mut command = program("nix-store");
        command
            .args(["--check-validity", "--print-invalid"])
            .args(some);
        missing.extend(stdout(&mut command, REMEDY)?.lines().map(str::to_owned));
    }
    Ok(missing)
}

/// Adds a file by its content; its store name is its file name
///
/// # Errors
/// When Nix refuses, or the disk is full.
pub fn add_flat(file: &Path) -> Result<String> {
    add(&["--add-fixed", "sha256"], file)
}

/// Adds a folder by its NAR hash
///
/// # Errors
/// When Nix refuses, or the disk is full.
pub fn add_recursive(folder: &Path) -> Result<String> {
    add(&["--add-fixed", "--recursive", "sha256"], folder)
}

fn add(arguments: &[&str], path: &Path) -> Result<String> {
    let mut command = program("nix-store");
    command.args(arguments).arg(path);
    let ended = capture(&mut command, REMEDY)?;
    if !ended.success {
        bail!("Nix could not add `{}`: {}", path.display(), ended.stderr);
    }
    Ok(ended.stdout)
}

/// Builds attributes of the flake and gives their store paths; Nix shows its own progress
///
/// # Errors
/// When a build fails.
pub fn build(project: &Path, attributes: &[String]) -> Result<Vec<String>> {
    // `--print-out-paths` is newer than Nix 2.8
    let mut command = nix(&["build", "--no-link", "--json", "--print-build-logs"]);
    command.args(
        attributes
            .iter()
            .map(|name| format!("{}#{name}", project.display())),
    );
    let text = stdout(&mut command, REMEDY)?;
    let built: Vec<Built> = serde_json::from_str(&text)?;
    Ok(built
        .into_iter()
        .filter_map(|one| one.outputs.get("out").cloned())
        .collect())
}

/// Nix's version
///
/// # Errors
/// When Nix cannot be run.
pub fn version() -> Result<String> {
    let said = stdout(program("nix-store").arg("--version"), REMEDY)?;
    let version = said.split_whitespace().last();
    Ok(version.unwrap_or_default().to_owned())
}

/// Where the flake's images lie once they are built; those that are there
///
/// # Errors
/// When Nix is not there, or the flake does not evaluate.
pub fn image_paths(project: &Path, images: &[&String]) -> Result<Vec<String>> {
    if images.is_empty() {
        return Ok(Vec::new());
    }
    let mut command = nix(&["eval", "--json"]);
    command.arg(format!("{}#packages.{SYSTEM}", project.display()));
    let names = nix::print(&Value::strings(images.iter().copied()));
    command.arg("--apply");
    command.arg(format!("all: map (name: all.${{name}}.outPath) {names}"));
    let ended = capture(&mut command, REMEDY)?;
    if !ended.success {
        bail!("Nix could not evaluate the images: {}", ended.stderr);
    }
    let mut paths: Vec<String> = serde_json::from_str(&ended.stdout)?;
    paths.retain(|path| Path::new(path).exists());
    Ok(paths)
}

#[derive(serde::Deserialize)]
struct Built {
    outputs: std::collections::BTreeMap<String, String>,
}

/// The derivations that attributes stand for, with all they need
///
/// # Errors
/// When the flake does not evaluate.
pub fn derivations(project: &Path, attributes: &[String]) -> Result<BTreeSet<String>> {
    let mut all = BTreeSet::new();
    for name in attributes {
        let mut command = nix(&["path-info", "--derivation", "--recursive"]);
        command.arg(format!("{}#{name}", project.display()));
        all.extend(stdout(&mut command, REMEDY)?.lines().map(str::to_owned));
    }
    Ok(all)
}

/// The names of the derivations that building attributes would run: neither what the store has nor
/// what a substituter gives
///
/// # Errors
/// When the flake does not evaluate.
pub fn to_build(project: &Path, attributes: &[String]) -> Result<BTreeSet<String>> {
    let mut command = nix(&["build", "--dry-run", "--no-link"]);
    command.args(
        attributes
            .iter()
            .map(|name| format!("{}#{name}", project.display())),
    );
    let ended = capture(&mut command, REMEDY)?;
    if !ended.success {
        bail!(
            "Nix could not determine what it would build: {}",
            ended.stderr
        );
    }
    Ok(ended.stderr.lines().filter_map(derivation_name).collect())
}

/// `  /nix/store/HASH-NAME.drv` → `NAME`
fn derivation_name(line: &str) -> Option<String> {
    let path = line.trim().strip_prefix("/nix/store/")?;
    let (_hash, name) = path.strip_suffix(".drv")?.split_once('-')?;
    Some(name.to_owned())
}

/// A derivation whose second build was another
pub struct Another {
    /// Nix's words
    pub said: String,
    /// The first output and the second, where Nix kept both
    pub outputs: Option<(PathBuf, PathBuf)>,
}

/// Builds a derivation a second time; tells when what comes out is not what came out first
///
/// # Errors
/// When Nix cannot be run, or the build fails.
pub fn rebuild(derivation: &str) -> Result<Option<Another>> {
    let mut command = program("nix-store");
    // What differs is kept beside the first.
    command.args(["--realise", "--check", "--keep-failed", derivation]);
    let ended = capture(&mut command, REMEDY)?;
    if ended.success {
        return Ok(None);
    }
    if !ended.code.is_some_and(came_out_otherwise) {
        bail!(
            "`{derivation}` could not be built a second time: {}",
            ended.stderr
        );
    }
    let mut query = program("nix-store");
    query.args(["--query", "--outputs", derivation]);
    let first = capture(&mut query, REMEDY)?.stdout;
    let second = format!("{first}.check");
    let kept = Path::new(&first).exists() && Path::new(&second).exists();
    Ok(Some(Another {
        said: ended.stderr,
        outputs: kept.then(|| (PathBuf::from(first), PathBuf::from(second))),
    }))
}

/// Whether Nix says by its exit code that an output differs (104, or with other bits): a build that failed
/// has another (100 to 102)
fn came_out_otherwise(code: i32) -> bool {
    const CHECK_MISMATCH: i32 = 0b110_1000;
    code & CHECK_MISMATCH == CHECK_MISMATCH
}

#[cfg(test)]
mod tests {
    use super::{came_out_otherwise, derivation_name};

    #[test]
    fn a_build_that_failed_is_no_other_output() {
        let codes = [1, 2, 100, 101, 102, 104, 108, 109];
        assert_eq!(
            codes.map(came_out_otherwise),
            [false, false, false, false, false, true, true, true]
        );
    }

    #[test]
    fn names_of_derivations_alone() {
        let hash = "0".repeat(32);
        let name = |line: &str| derivation_name(line);
        assert_eq!(
            name(&format!("  /nix/store/{hash}-jq_1.6-2_amd64.deb.drv")).as_deref(),
            Some("jq_1.6-2_amd64.deb")
        );
        assert_eq!(
            name(&format!("  /nix/store/{hash}-pc2-profile-layer")),
            None
        );
        assert_eq!(name("these 2 derivations will be built:"), None);
    }
}
