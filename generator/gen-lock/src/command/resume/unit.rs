//! The units of systemd that run `gen-lock resume`.

use crate::environment;
use crate::printer::Printer;
use anyhow::{ensure, Context as _, Result};
use clap::ValueEnum;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

/// A unit
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Unit {
    /// gen-lock-resume.service
    Service,
    /// gen-lock-resume.timer
    Timer,
}

impl Unit {
    /// Prints it; it runs the program that prints it
    ///
    /// # Errors
    /// When a path is no text, for a unit is one.
    pub fn print(self, machine: &str, state: &Path, restart: Option<&str>) -> Result<()> {
        let text = match self {
            Self::Service => {
                let program = environment::program().context("cannot find the path of gen-lock")?;
                let state = std::path::absolute(state)?;
                let engine = environment::docker_host();
                if let Some(engine) = &engine {
                    ensure!(
                        !engine.contains(char::is_control),
                        "`DOCKER_HOST` has characters that a systemd unit cannot contain: `{engine}`"
                    );
                }
                let restart = restart
                    .map(|command| text(Path::new(command)))
                    .transpose()?;
                let real = std::fs::canonicalize(&program).unwrap_or_default();
                let mut places = program.ancestors().chain(real.ancestors());
                if let Some(path) = places.find(|path| !is_roots(path)) {
                    Printer::new().say(format!(
                        "warning: anybody who can write to `{}` becomes root when the unit \
                         runs\n\nhint: run `install -m 755 {} /usr/local/bin/gen-lock`, and print the unit with that program",
                        path.display(),
                        program.display()
                    ));
                }
                let (program, state) = (text(&program)?, text(&state)?);
                let mut words = vec!["resume", "--machine", machine, "--state", state];
                let restart = restart.iter();
                words.extend(restart.flat_map(|command| ["--restart-engine", command]));
                render::resume_service(machine, (program, &words), state, engine.as_deref())
            }
            Self::Timer => render::resume_timer(machine),
        };
        print!("{text}");
        Ok(())
    }
}

/// Whether root alone may write it, or replace what is in it; what is not there is nobody's
fn is_roots(path: &Path) -> bool {
    // Of a folder with the sticky bit nobody takes away what is another's.
    let shared = |of: &std::fs::Metadata| of.mode() & 0o022 != 0 && of.mode() & 0o1000 == 0;
    let writes = |of: std::fs::Metadata| of.uid() != 0 || shared(&of);
    !std::fs::metadata(path).is_ok_and(writes)
}

fn text(path: &Path) -> Result<&str> {
    let text = path
        .to_str()
        .filter(|text| !text.contains(char::is_control));
    text.with_context(|| {
        format!(
            "`{}` has characters that a systemd unit cannot contain",
            path.display()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::is_roots;
    use std::fs::{set_permissions, Permissions};
    use std::os::unix::fs::MetadataExt as _;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn what_another_may_write_is_not_roots() {
        let folder = tempfile::tempdir().unwrap();
        set_permissions(folder.path(), Permissions::from_mode(0o777)).unwrap();
        assert!(!is_roots(folder.path()));
        set_permissions(folder.path(), Permissions::from_mode(0o1777)).unwrap();
        let own = std::fs::metadata(folder.path()).unwrap().uid() == 0;
        assert_eq!(is_roots(folder.path()), own);
        assert!(is_roots(std::path::Path::new("/")));
        assert!(is_roots(&folder.path().join("nothing")));
    }
}
