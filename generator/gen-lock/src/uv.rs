//! Resolution of Python requirements, by uv.

use crate::address::pypi::index_urls;
use crate::environment::Environment;
use crate::process::judged;
use anyhow::{bail, Result};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How uv comes here
pub const REMEDY: &str =
    "install uv (`pip install uv`), name it in `GEN_LOCK_UV`, or run `./factory`";

/// A question to uv
pub struct Question<'a> {
    /// `requirements.in` files
    pub requirements: &'a [PathBuf],
    /// Pins that hold, `name==version`
    pub constraints: &'a [String],
    /// `overrides.txt` files
    pub overrides: &'a [PathBuf],
    /// Packages that are left out
    pub excludes: &'a [String],
    /// The date after which no release is looked at
    pub exclude_newer: &'a str,
    /// Full version of the interpreter
    pub python: &'a str,
}

/// Resolves for CPython on manylinux and gives uv's own `pylock.toml`
///
/// # Errors
/// When uv is not there, or finds no solution; its words are in the message.
pub fn compile(environment: &Environment, question: &Question<'_>) -> Result<String> {
    let folder = tempfile::tempdir()?;
    let output = folder.path().join("pylock.answer.toml");
    let mut command = Command::new(&environment.uv);
    command.args([
        "pip",
        "compile",
        "--quiet",
        "--no-header",
        "--no-annotate",
        "--no-build",
    ]);
    command.args([
        "--format",
        "pylock.toml",
        "--python-platform",
        "x86_64-manylinux_2_36",
    ]);
    command.args([
        "--python-version",
        question.python,
        "--exclude-newer",
        question.exclude_newer,
    ]);
    command
        .args(question.requirements)
        .arg("--output-file")
        .arg(&output);
    for file in question.overrides {
        command.arg("--overrides").arg(file);
    }
    lines(
        &mut command,
        "--constraints",
        folder.path(),
        question.constraints,
    )?;
    lines(&mut command, "--excludes", folder.path(), question.excludes)?;
    for (position, url) in index_urls(environment)?.iter().enumerate() {
        command
            .arg(if position == 0 {
                "--default-index"
            } else {
                "--index"
            })
            .arg(url);
    }
    let said = judged(&mut command, REMEDY)?;
    if !said.fine {
        bail!("uv finds no solution: {}", said.err);
    }
    crate::file::read(&output)
}

fn lines(command: &mut Command, flag: &str, folder: &Path, items: &[String]) -> Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    let path = folder.join(format!("{}.txt", flag.trim_start_matches('-')));
    let mut text = String::new();
    for item in items {
        writeln!(text, "{item}")?;
    }
    std::fs::write(&path, text)?;
    command.arg(flag).arg(path);
    Ok(())
}
