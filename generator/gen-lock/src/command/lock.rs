use super::Outcome;
use crate::file;
use anyhow::Result;
use clap::{Args, Subcommand};
use python::{
    decode, judge_pylock, judge_requirements, Finding, Format, Glibc, Interpreter, MetadataOf,
    Severity,
};
use std::path::{Path, PathBuf};

/// Check locks that other tools made
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

/// Report every problem of a pylock.toml or a requirements file with hashes
#[derive(Debug, Args)]
#[command(after_help = "Example: gen-lock lock check --python 3.11.2 requirements.txt")]
struct Check {
    /// A pylock.toml, or a requirements file with hashes
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The full version of the interpreter that will install from the locks
    #[arg(long, default_value = "3.11.2")]
    python: String,
    /// Exit with code 1 also for warnings
    #[arg(long)]
    strict: bool,
    /// Print the result as JSON
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
            let found = judge(path, &file::bytes(path)?, &interpreter);
            rows.extend(found.into_iter().map(|finding| row(path, &finding)));
        }
        if self.json {
            println!("{}", serde_json::to_string_pretty(&rows)?);
        } else {
            rows.iter().for_each(print);
            println!("{} files, {} findings", self.files.len(), rows.len());
        }
        let is_bad = |row: &Row| self.strict || row.severity == "error";
        Ok(Outcome::of(!rows.iter().any(is_bad)))
    }
}

/// By its format, which its name or its text says; what isn't read here is said with the way to a
/// lock that is.
fn judge(path: &Path, bytes: &[u8], interpreter: &Interpreter) -> Vec<Finding> {
    let alone = |problem| Finding {
        place: None,
        problem,
    };
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(problem) => return vec![alone(problem)],
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let metadata = MetadataOf::new();
    match Format::of(&name, &text) {
        Format::Other(problem) => vec![alone(problem)],
        Format::Requirements => judge_requirements(&text, interpreter, &metadata),
        Format::Pylock(misnamed) => {
            let found = judge_pylock(&text, interpreter, &metadata);
            misnamed.map(alone).into_iter().chain(found).collect()
        }
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
