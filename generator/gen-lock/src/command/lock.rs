use super::Outcome;
use crate::file;
use anyhow::Result;
use clap::{Args, Subcommand};
use python::{judge_pylock, judge_requirements, Finding, Glibc, Interpreter, MetadataOf, Severity};
use std::path::{Path, PathBuf};

/// Judge locks made elsewhere
#[derive(Debug, Args)]
#[command(after_help = "Example: gen-lock lock check requirements.txt pylock.toml")]
pub struct Lock {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(Check),
}

/// Every finding in a pylock.toml or a hashed requirements file
#[derive(Debug, Args)]
#[command(after_help = "Example: gen-lock lock check --python 3.11.2 requirements.txt")]
struct Check {
    /// pylock.toml, or a requirements file with hashes
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The full version of the interpreter that installs from them
    #[arg(long, default_value = "3.11.2")]
    python: String,
    /// As JSON
    #[arg(long)]
    json: bool,
}

#[derive(serde::Serialize)]
struct Row {
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    id: &'static str,
    severity: &'static str,
    message: String,
    hint: Option<&'static str>,
}

impl Lock {
    pub fn run(self) -> Result<Outcome> {
        let Command::Check(check) = self.command;
        check.run()
    }
}

impl Check {
    fn run(self) -> Result<Outcome> {
        let interpreter = Interpreter::cpython(
            &self.python,
            Glibc {
                major: 2,
                minor: 36,
            },
        )?;
        let mut rows = Vec::new();
        for path in &self.files {
            let text = file::read(path)?;
            let found = judge(path, &text, &interpreter);
            rows.extend(found.into_iter().map(|finding| row(path, &finding)));
        }
        if self.json {
            println!("{}", serde_json::to_string_pretty(&rows)?);
        } else {
            rows.iter().for_each(print);
            println!("{} files, {} findings", self.files.len(), rows.len());
        }
        Ok(Outcome::of(rows.is_empty()))
    }
}

fn judge(path: &Path, text: &str, interpreter: &Interpreter) -> Vec<Finding> {
    let metadata = MetadataOf::new();
    if path
        .extension()
        .is_some_and(|extension| extension == "toml")
    {
        judge_pylock(text, interpreter, &metadata)
    } else {
        judge_requirements(text, interpreter, &metadata)
    }
}

fn row(path: &Path, finding: &Finding) -> Row {
    Row {
        file: path.display().to_string(),
        line: finding.place.map(|place| place.line),
        column: finding.place.map(|place| place.column),
        id: finding.id(),
        severity: match finding.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: finding.problem.to_string(),
        hint: finding.hint(),
    }
}

fn print(row: &Row) {
    let place = match (row.line, row.column) {
        (Some(line), Some(column)) => format!(":{line}:{column}"),
        _ => String::new(),
    };
    println!(
        "{}{place}: {} [{}]: {}",
        row.file, row.severity, row.id, row.message
    );
    if let Some(hint) = row.hint {
        println!("  hint: {hint}");
    }
}
