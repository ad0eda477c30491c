use anyhow::{bail, Context as _, Result};
use std::process::{Command, Stdio};

/// Runs a program and gives what it printed. Its own errors go where ours go.
///
/// # Errors
/// When it is not there (with `remedy`), or fails.
pub fn output(command: &mut Command, remedy: &str) -> Result<String> {
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

/// What a program said, whatever its status
pub struct Said {
    /// Whether it ended well
    pub fine: bool,
    /// Its exit code; none where a signal ended it
    pub code: Option<i32>,
    /// Its data
    pub out: String,
    /// Its words
    pub err: String,
}

/// Runs a program whose failure is for the caller to judge
///
/// # Errors
/// When it is not there.
pub fn judged(command: &mut Command, remedy: &str) -> Result<Said> {
    let program = command.get_program().to_string_lossy().into_owned();
    let done = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot run `{program}`\n\nhint: {remedy}"))?;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).trim().to_owned();
    Ok(Said {
        fine: done.status.success(),
        code: done.status.code(),
        out: text(done.stdout),
        err: text(done.stderr),
    })
}

/// What a program said, or `None` when it is not there
///
/// # Errors
/// When it could not be run for another reason.
pub fn found(said: Result<Said>) -> Result<Option<Said>> {
    let absent = |error: &anyhow::Error| {
        let error = error.downcast_ref::<std::io::Error>();
        error.is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound)
    };
    match said {
        Err(error) if absent(&error) => Ok(None),
        said => said.map(Some),
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
