//! `gen-lock`: locks in, generated Nix and verified images out.

#[macro_use]
mod writer;

mod address;
mod advisories;
mod archive;
mod audit;
mod checkout;
mod cli;
mod clock;
mod command;
mod commit;
mod crates;
mod credentials;
mod documents;
mod download;
mod engine;
mod environment;
mod failure;
mod fetch;
mod file;
mod generate;
mod git;
mod held;
mod http;
mod image_store;
mod interrupt;
mod login;
#[cfg(test)]
mod loopback;
mod outputs;
mod printer;
mod process;
mod project;
mod prune;
mod push;
mod remote;
mod roll_out;
mod seed;
mod seekable;
mod sources;
mod state;
mod store;
mod uploads;
mod uv;
mod wheel;

use clap::Parser as _;
use std::process::ExitCode;

/// 0: fine. 1: a finding. 2: cannot run, or the output could not be written.
fn main() -> ExitCode {
    let code = match cli::Cli::parse().run() {
        Ok(command::Outcome::Fine) => 0,
        Ok(command::Outcome::Found) => 1,
        Err(failure) => {
            // It may repeat what others wrote.
            let text = report::visible_lines(&failure.to_string());
            eprintln!("error: {text}");
            failure.exit_code()
        }
    };
    ExitCode::from(match writer::lost() {
        Some(error) => {
            eprintln!("error: cannot write to standard output: {error}");
            2
        }
        None => code,
    })
}
