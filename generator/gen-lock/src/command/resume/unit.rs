//! The units of systemd that run `gen-lock resume`.

use anyhow::{Context as _, Result};
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
    pub fn print(self, machine: &str, state: &Path) -> Result<()> {
        let text = match self {
            Self::Service => {
                let program = std::env::current_exe().context("cannot tell where gen-lock is")?;
                let state = std::path::absolute(state)?;
                render::resume_service(machine, text(&program)?, text(&state)?)
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
