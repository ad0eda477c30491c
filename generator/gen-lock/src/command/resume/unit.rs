//! The units of systemd that run `gen-lock resume`.

use anyhow::{ensure, Context as _, Result};
use clap::ValueEnum;
use std::path::{Path, PathBuf};

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
    pub fn print(self, machine: &str, state: &Path) -> Result<()> {
        let text = match self {
            Self::Service => {
                let program = program().context("cannot tell where gen-lock is")?;
                let state = std::path::absolute(state)?;
                let engine = std::env::var("DOCKER_HOST").ok();
                let engine = engine.as_deref().filter(|engine| !engine.is_empty());
                if let Some(engine) = engine {
                    ensure!(
                        engine
                            .chars()
                            .all(|letter| letter.is_ascii_graphic() && !"\"'\\".contains(letter)),
                        "`DOCKER_HOST` cannot stand in a unit of systemd: `{engine}`"
                    );
                }
                render::resume_service(machine, text(&program)?, text(&state)?, engine)
            }
            Self::Timer => render::resume_timer(machine),
        };
        print!("{text}");
        Ok(())
    }
}

/// As it was called, with its links: an upgrade changes what they lead to
fn program() -> Option<PathBuf> {
    let called = PathBuf::from(std::env::args_os().next()?);
    if called.components().count() > 1 {
        return std::path::absolute(called).ok();
    }
    let folders = std::env::var_os("PATH")?;
    let mut programs = std::env::split_paths(&folders).map(|folder| folder.join(&called));
    programs
        .find(|program| program.is_file())
        .or_else(|| std::env::current_exe().ok())
}

fn text(path: &Path) -> Result<&str> {
    let text = path
        .to_str()
        .filter(|text| !text.contains(char::is_control));
    text.with_context(|| format!("`{}` cannot stand in a unit of systemd", path.display()))
}
