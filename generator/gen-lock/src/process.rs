use anyhow::{bail, Context as _, Result};
use std::process::{Command, Stdio};

/// Runs a program and gives its stdout. Its stderr goes to this process's stderr.
///
/// # Errors
/// When it is not there (with `remedy`), or fails.
pub fn stdout(command: &mut Command, remedy: &str) -> Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let done = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot run `{program}`\n\nhint: {remedy}"))?;
    if !done.status.success() {
        bail!("`{}` failed: {}", line(command), done.status);
    }
    String::from_utf8(done.stdout)
        .with_context(|| format!("the output of `{program}` is not UTF-8"))
}

/// A program's output and exit status
pub struct Captured {
    /// Whether it exited with code 0
    pub success: bool,
    /// Its exit code; none if a signal ended it
    pub code: Option<i32>,
    /// Its stdout, trimmed
    pub stdout: String,
    /// Its stderr, trimmed
    pub stderr: String,
}

/// Runs a program and captures its output; the caller checks its status
///
/// # Errors
/// When it is not there.
pub fn capture(command: &mut Command, remedy: &str) -> Result<Captured> {
    let program = command.get_program().to_string_lossy().into_owned();
    let done = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot run `{program}`\n\nhint: {remedy}"))?;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).trim().to_owned();
    Ok(Captured {
        success: done.status.success(),
        code: done.status.code(),
        stdout: text(done.stdout),
        stderr: text(done.stderr),
    })
}

/// A program's output, or `None` if it is not installed
///
/// # Errors
/// When it could not be run for another reason.
pub fn if_installed(ended: Result<Captured>) -> Result<Option<Captured>> {
    let absent = |error: &anyhow::Error| {
        let error = error.downcast_ref::<std::io::Error>();
        error.is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound)
    };
    match ended {
        Err(error) if absent(&error) => Ok(None),
        ended => ended.map(Some),
    }
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let mut text = words
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ");
    if text.len() > 200 {
        let cut = (0..=200)
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or_default();
        text.truncate(cut);
        text.push('…');
    }
    text
}
