use super::Outcome;
use crate::checkout::Checkout;
use crate::failure::finding;
use crate::file;
use crate::printer::Printer;
use crate::project::{find, Written, TABLE};
use anyhow::Result;
use clap::Args;
use import::{Config, Finding, Merged, Severity};
use report::plural;
use startup::StartupConfig;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Compare the fleet's startup configs with services/fleet.toml, and add missing entries to it
///
/// Every difference is reported with its location on both sides. Declare an intended difference in the
/// table's `[[deviations]]`, with its reason. Exit code 1: there is another difference.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  gen-lock import --config mainpc=mainpc.yaml --config pc2=pc2.yaml
  gen-lock import --config pc2=pc2.yaml --write")]
pub struct Import {
    /// A machine's startup config, in either format
    #[arg(long, required = true, value_name = "MACHINE=FILE", value_parser = machine_and_file)]
    config: Vec<(String, PathBuf)>,
    /// Add missing entries to the table; existing entries stay unchanged
    #[arg(long)]
    write: bool,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

/// A config as read: its file's name and what it says
type Read = (String, StartupConfig);

impl Import {
    pub fn run(self, start: &Path) -> Result<Outcome> {
        // Before the table is read
        let mut checkout = match self.write {
            true => Some(Checkout::begin(&find(start)?, "import", &Printer::new())?),
            false => None,
        };
        let written = Written::read(start)?;
        let configs = self.read(&written)?;
        let mut table = import::Written::parse(written.source())?;
        let merge = import::merge(&table, &sides(&configs))?;
        let checkout = checkout.as_mut();
        if let Some(checkout) = checkout.filter(|_| merge.text != written.text) {
            let mut source = written.source();
            source.text = &merge.text;
            // What is no table any more is not written.
            table = import::Written::parse(source)?;
            let text = merge.text.clone();
            checkout.write(&[(TABLE.to_owned(), text)].into())?;
            if !self.json {
                merge.merged.iter().for_each(print_merged);
                println!("wrote {TABLE}: {} additions\n", merge.merged.len());
            }
        }
        let findings = import::compare(&table, &sides(&configs));
        if self.json {
            println!("{}", serde_json::to_string_pretty(&findings)?);
        } else {
            findings.iter().for_each(|finding| println!("{finding}"));
            println!("{}", summary(&configs, &findings));
            if !self.write && !merge.merged.is_empty() {
                let count = merge.merged.len();
                println!("\nhint: `--write` makes {count} additions to the table");
            }
        }
        Ok(Outcome::of(
            count(&findings, Severity::Note) == findings.len(),
        ))
    }

    fn read(&self, written: &Written) -> Result<BTreeMap<String, Read>> {
        let mut configs = BTreeMap::new();
        for (machine, path) in &self.config {
            if !written.table.machines.contains_key(machine) {
                let known: Vec<_> = written.table.machines.keys().cloned().collect();
                let known = known.join(", ");
                return Err(finding(format!(
                    "machine `{machine}` is not in {TABLE}\n\nhint: known machines: {known}"
                )));
            }
            let name = path.display().to_string();
            let config = StartupConfig::parse(&file::read(path)?);
            let config = config.map_err(|error| finding(format!("{name}:{error}")))?;
            if configs.insert(machine.clone(), (name, config)).is_some() {
                return Err(finding(format!("machine `{machine}` is given two configs")));
            }
        }
        Ok(configs)
    }
}

fn machine_and_file(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((machine, path)) if !machine.is_empty() && !path.is_empty() => {
            Ok((machine.to_owned(), path.into()))
        }
        _ => Err("want `MACHINE=FILE`, such as `pc2=startup_config.yaml`".to_owned()),
    }
}

fn sides(configs: &BTreeMap<String, Read>) -> Vec<Config<'_>> {
    let configs = configs.iter();
    configs
        .map(|(machine, (file, config))| Config {
            machine,
            file,
            config,
        })
        .collect()
}

fn print_merged(merged: &Merged) {
    match &merged.service {
        Some(service) => println!("added: `{}` of `{service}`", merged.key),
        None => println!("added: `{}`", merged.key),
    }
}

fn count(findings: &[Finding], severity: Severity) -> usize {
    let of = |finding: &&Finding| finding.severity == severity;
    findings.iter().filter(of).count()
}

fn summary(configs: &BTreeMap<String, Read>, findings: &[Finding]) -> String {
    let services: usize = configs.values().map(|(_, one)| one.services.len()).sum();
    format!(
        "{} with {}: {}, {}, {}",
        plural(configs.len(), "config"),
        plural(services, "service"),
        plural(count(findings, Severity::Error), "error"),
        plural(count(findings, Severity::Warning), "warning"),
        plural(count(findings, Severity::Note), "note")
    )
}
