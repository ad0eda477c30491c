//! The units of systemd that run `gen-lock resume`.

use crate::environment;
use anyhow::{ensure, Context as _, Result};
use clap::ValueEnum;
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
                let program = environment::program().context("cannot tell where gen-lock is")?;
                let state = std::path::absolute(state)?;
                let engine = environment::docker_host();
                if let Some(engine) = &engine {
                    ensure!(
                        !engine.contains(char::is_control),
                        "`DOCKER_HOST` cannot stand in a unit of systemd: `{engine}`"
                    );
                }
                let restart = restart
                    .map(|command| text(Path::new(command)))
                    .transpose()?;
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

fn text(path: &Path) -> Result<&str> {
    let text = path
        .to_str()
        .filter(|text| !text.contains(char::is_control));
    text.with_context(|| format!("`{}` cannot stand in a unit of systemd", path.display()))
}
