use crate::command::{
    archive::Archive, compare::Compare, completions::Completions, deploy::Deploy, diff::Diff,
    doctor::Doctor, explain::Explain, fetch::Fetch, generate::Generate, hardening::Hardening,
    import::Import, layer::Layer, lint::Lint, list::List, lock::Lock, provenance::Provenance,
    prune::Prune, push::Push, record::Record, refresh::Refresh, render::Render, resume::Resume,
    rollback::Rollback, sbom::Sbom, scan::Scan, verify::Verify, Outcome,
};
use crate::environment::{Addresses, Environment};
use crate::failure::Failure;
use anyhow::Result;
use clap::{Args, CommandFactory as _, Parser, Subcommand};
use std::path::PathBuf;

/// Reproducible container images for Python and CUDA fleets.
///
/// Turns locks into generated Nix and verified OCI images. Exit codes: 0 success, 1 something was
/// found, 2 the command could not run.
#[derive(Debug, Parser)]
#[command(version, after_help = "Example: gen-lock verify result")]
pub struct Cli {
    /// The project's folder, or a folder inside it
    #[arg(
        long,
        short = 'C',
        global = true,
        default_value = ".",
        value_name = "DIR"
    )]
    project: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Refresh(Refresh),
    Fetch(Fetch),
    Archive(Archive),
    Generate(Generate),
    Verify(Verify),
    Diff(Diff),
    Record(Record),
    Compare(Compare),
    List(List),
    Sbom(Sbom),
    Provenance(Provenance),
    Import(Import),
    Lint(Lint),
    Scan(Scan),
    Explain(Explain),
    Hardening(Hardening),
    Render(Render),
    Doctor(Doctor),
    Push(Push),
    Prune(Prune),
    Deploy(Deploy),
    Rollback(Rollback),
    Resume(Resume),
    Layer(Layer),
    Lock(Lock),
    Completions(Completions),
}

impl Cli {
    /// Runs the subcommand
    ///
    /// # Errors
    /// As the subcommand's.
    pub fn run(self) -> Result<Outcome, Failure> {
        Ok(match self.command {
            Command::Refresh(command) => command.run(&self.project)?,
            Command::Fetch(command) => command.run(&self.project)?,
            Command::Archive(command) => command.run(&self.project)?,
            Command::Generate(command) => command.run(&self.project)?,
            Command::Verify(command) => command.run(&self.project)?,
            Command::Diff(command) => command.run(&self.project)?,
            Command::Record(command) => command.run(&self.project)?,
            Command::Compare(command) => command.run()?,
            Command::List(command) => command.run(&self.project)?,
            Command::Sbom(command) => command.run(&self.project)?,
            Command::Provenance(command) => command.run(&self.project)?,
            Command::Import(command) => command.run(&self.project)?,
            Command::Lint(command) => command.run(&self.project)?,
            Command::Scan(command) => command.run(&self.project)?,
            Command::Explain(command) => command.run()?,
            Command::Hardening(command) => command.run(&self.project)?,
            Command::Render(command) => command.run(&self.project)?,
            Command::Doctor(command) => command.run(&self.project)?,
            Command::Push(command) => command.run(&self.project)?,
            Command::Prune(command) => command.run(&self.project)?,
            Command::Deploy(command) => command.run(&self.project)?,
            Command::Rollback(command) => command.run()?,
            Command::Resume(command) => command.run()?,
            Command::Layer(command) => command.run()?,
            Command::Lock(command) => command.run()?,
            Command::Completions(command) => command.run()?,
        })
    }
}

/// Whether a word names a command
pub fn is_command(word: &str) -> bool {
    Cli::command().find_subcommand(word).is_some()
}

/// Where to fetch from. By default, the indexes of pip or uv, apt's sources and cargo's registry, as
/// configured on this machine.
#[derive(Debug, Args)]
pub struct From {
    /// A Python index (simple API); may be given several times. A package comes from the first index that
    /// has it
    #[arg(long, value_name = "URL", help_heading = "Addresses")]
    index_url: Vec<String>,
    /// The base URL of a Debian mirror; may be given several times
    #[arg(long, value_name = "URL", help_heading = "Addresses")]
    debian_mirror: Vec<String>,
    /// The base URL of a mirror of Debian's security archive; may be given several times
    #[arg(long, value_name = "URL", help_heading = "Addresses")]
    debian_security_mirror: Vec<String>,
    /// The keyring to verify Debian's indexes with
    #[arg(long, value_name = "FILE", help_heading = "Addresses")]
    debian_keyring: Option<PathBuf>,
}

impl From {
    /// The environment, with what the flags say before all else
    ///
    /// # Errors
    /// When the user's config file cannot be read.
    pub fn environment(self) -> Result<Environment> {
        let mut environment = Environment::read()?;
        let said = Addresses {
            index_url: self.index_url,
            debian_mirror: self.debian_mirror,
            debian_security_mirror: self.debian_security_mirror,
            debian_keyring: self.debian_keyring,
        };
        environment.addresses = said.or(environment.addresses);
        Ok(environment)
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_table_is_sound() {
        super::Cli::command().debug_assert();
    }

    #[test]
    fn every_command_shows_an_example() {
        for command in super::Cli::command().get_subcommands() {
            let help = command
                .get_after_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            assert!(
                help.contains("Example"),
                "`{}` has none",
                command.get_name()
            );
        }
    }
}
