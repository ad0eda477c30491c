use super::Outcome;
use anyhow::Result;
use clap::{Args, CommandFactory as _};

/// Print a completion script for a shell
#[derive(Debug, Args)]
#[command(after_help = "Example: gen-lock completions bash > /etc/bash_completion.d/gen-lock")]
pub struct Completions {
    /// The shell
    shell: clap_complete::Shell,
}

impl Completions {
    pub fn run(self) -> Result<Outcome> {
        let mut table = crate::cli::Cli::command();
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut table, "gen-lock", &mut script);
        print!("{}", String::from_utf8_lossy(&script));
        Ok(Outcome::Fine)
    }
}
