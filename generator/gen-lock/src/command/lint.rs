mod attributes;
mod code;
mod entering;
mod image;
mod locks;

use super::{hardening, Outcome};
use crate::clock;
use crate::failure::finding;
use crate::printer::Printer;
use crate::project::{Written, TABLE};
use crate::writer;
use anyhow::Result;
use clap::{Args, ValueEnum};
use lint::print::{self, Texts};
use lint::{Day, Finding, Input, Severity, RULES};
use report::plural;
use std::path::{Path, PathBuf};

/// Check the table, the families, the locks, the services' code, and built images
///
/// Exit code 1: there is an error or a warning. `gen-lock explain RULE` explains a rule.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  gen-lock lint
  gen-lock lint result                     # also checks the images
  gen-lock lint --format sarif > lint.sarif")]
pub struct Lint {
    /// OCI layouts of the fleet: also checks the images' users, labels and shared libraries
    layouts: Vec<PathBuf>,
    /// The output format
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// The date for which `allow` entries are evaluated; by default today
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Source excerpts and hints
    Human,
    /// A JSON array
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// GitHub workflow commands, shown beside the changed lines
    Github,
}

impl Lint {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        let written = Written::read(start)?;
        let families = written.families()?;
        let code = code::of(&written)?;
        let locks = locks::of(&written)?;
        let entering = entering::of(&written)?;
        let attributes = attributes::of(&written, &entering)?;
        let images = image::of(&written, &self.layouts, &Printer::new())?;
        let input = Input {
            source: written.source(),
            table: &written.table,
            families: &families,
            code: &code,
            locks: &locks,
            hardened: written.root.join(hardening::SECCOMP).exists(),
            images: &images,
            entering: &entering,
            attributes: &attributes,
        };
        let findings = lint::check(&input, RULES, self.day()?);
        let mut texts = Texts::from([(TABLE.to_owned(), written.text.clone())]);
        texts.extend(written.families.values().cloned());
        texts.extend(locks.into_iter().map(|lock| (lock.file, lock.text)));
        texts.extend(code.into_iter().map(|code| (code.file, code.text)));
        texts.extend(attributes.into_iter().map(|one| (one.file, one.text)));
        self.print(&findings, &texts);
        let bad = findings
            .iter()
            .any(|finding| finding.severity != Severity::Note);
        Ok(Outcome::of(!bad))
    }

    fn day(&self) -> Result<Day> {
        let Some(text) = &self.today else {
            return Ok(clock::today());
        };
        text.parse().map_err(|_| {
            finding(format!(
                "`{text}` is not a date\n\nhint: write `--today 2026-12-31`"
            ))
        })
    }

    fn print(&self, findings: &[Finding], texts: &Texts) {
        match self.format {
            Format::Human => {
                writer::coloured(&print::human(findings, texts, true));
                println!("{}", summary(findings));
            }
            Format::Json => println!("{}", print::json(findings, texts)),
            Format::Sarif => {
                println!(
                    "{}",
                    print::sarif(findings, texts, RULES, env!("CARGO_PKG_VERSION"))
                );
            }
            Format::Github => print!("{}", print::github(findings, texts)),
        }
    }
}

fn summary(findings: &[Finding]) -> String {
    let count = |severity| {
        findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    format!(
        "{} rules: {}, {}, {}",
        RULES.len(),
        plural(count(Severity::Error), "error"),
        plural(count(Severity::Warning), "warning"),
        plural(count(Severity::Note), "note")
    )
}
