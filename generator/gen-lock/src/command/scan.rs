mod claims;

use super::Outcome;
use crate::clock;
use crate::documents::{Documents, Selection};
use crate::failure::Failure;
use crate::file;
use crate::printer::Printer;
use crate::project::{source, Project};
use advisory::Severity;
use anyhow::{ensure, Context as _, Result};
use clap::{ArgGroup, Args};
use fleet::build_lock::Outputs;
use fleet::Day;
use inventory::Inventory;
use scan::print::{self, Document};
use scan::{Allow, Export, Input, Policy};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What is accepted for a time
const ALLOW: &str = "families/allow.toml";
const LARGEST_ALLOW: u64 = 4 << 20;

/// Fail on known vulnerabilities of the images, from a database or a scanner's report
///
/// The database is a folder of OSV records: `PyPI/all.zip` and `Debian:12/all.zip`, or the unpacked
/// records. A report is the JSON output of Trivy or Grype for an image; the layers in it identify the
/// image in build-lock.json. families/allow.toml lists accepted findings, each with an expiry date. A
/// malformed record causes a warning, and the rest is evaluated. Exit code 1: a finding fails, or an
/// allow entry has expired or matches nothing. Exit code 2: the scan could not be completed, or, with
/// `--strict`, a record is malformed.
#[derive(Debug, Args)]
#[command(
    group(ArgGroup::new("work").required(true).multiple(true)
        .args(["database", "report", "openvex", "trivyignore"])),
    after_help = "Examples:
  gen-lock scan --database osv
  gen-lock scan --database osv --layout result
  gen-lock scan --report trivy.json --report grype.json --json
  gen-lock scan --trivyignore .trivyignore.yaml   # before Trivy runs
  gen-lock scan --database osv --warn-until 2026-12-31 --openvex vex.json"
)]
pub struct Scan {
    /// A folder of OSV records
    #[arg(long, value_name = "DIR")]
    database: Option<PathBuf>,
    /// A JSON report of Trivy or Grype; may be given several times
    #[arg(long, value_name = "FILE")]
    report: Vec<PathBuf>,
    /// An OCI image layout: also scans packages bundled in wheels; may be given several times
    #[arg(long, value_name = "DIR")]
    layout: Vec<PathBuf>,
    /// The lowest severity that fails
    #[arg(long, value_name = "SEVERITY", default_value = "high", value_parser = severity())]
    fail_on: Severity,
    /// Exit with code 2 if a record or a report is malformed
    #[arg(long)]
    strict: bool,
    /// Exit with code 2 if the newest record of an ecosystem is more than this many days old, so that a
    /// stale database is detected
    #[arg(long, value_name = "DAYS", requires = "database")]
    max_age: Option<u16>,
    /// Downgrade failures to warnings until this date
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    warn_until: Option<Day>,
    /// The date for which expiry dates are evaluated; by default today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    today: Option<Day>,
    /// Write the accepted findings as OpenVEX 0.2
    #[arg(long, value_name = "FILE")]
    openvex: Option<PathBuf>,
    /// Where the images were pushed, for OpenVEX
    #[arg(long, value_name = "REGISTRY/ORG", requires = "openvex")]
    registry: Option<String>,
    /// Write the accepted findings as Trivy's `.trivyignore.yaml`
    #[arg(long, value_name = "FILE")]
    trivyignore: Option<PathBuf>,
    /// Write the findings as SARIF 2.1.0
    #[arg(long, value_name = "FILE")]
    sarif: Option<PathBuf>,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

/// What is scanned
struct Fleet {
    project: Project,
    inventory: Inventory,
    outputs: Outputs,
    allow: Vec<Allow>,
    notes: BTreeSet<String>,
}

impl Scan {
    /// Where nothing can be judged, nothing was found
    pub fn run(self, start: &Path) -> Result<Outcome, Failure> {
        self.scan(start).map_err(Failure::CannotRun)
    }

    fn scan(&self, start: &Path) -> Result<Outcome> {
        let fleet = self.fleet(start)?;
        let claims = claims::read(&fleet, self.database.as_deref(), &self.report)?;
        let today = self.today.unwrap_or_else(clock::today);
        if let Some(days) = self.max_age {
            is_fresh(claims.renewed.as_deref(), days, today)?;
        }
        let policy = Policy {
            fail_on: self.fail_on,
            today,
            warn_until: self.warn_until,
        };
        let input = Input {
            inventory: &fleet.inventory,
            outputs: &fleet.outputs,
            claims: &claims.all,
            scanned: &claims.scanned,
            reported: &claims.reported,
            allow: &fleet.allow,
        };
        let (findings, faults) = scan::judge(input, policy);
        let document = Document {
            policy,
            database: claims.database,
            reports: claims.reports,
            images: print::images(&fleet.inventory, &fleet.outputs, &claims.scanned),
            findings,
            faults,
            malformed: claims.malformed,
            notes: fleet.notes.clone(),
        };
        self.write(&fleet, &document)?;
        if self.json {
            println!("{}", print::json(&document));
        } else {
            print!("{}", print::human(&document));
        }
        let malformed = document.malformed.len();
        ensure!(
            malformed == 0 || !self.strict,
            "{malformed} entries in the database and the reports are malformed\n\nhint: fix or \
             remove the entries in the warnings, or scan without `--strict`"
        );
        Ok(Outcome::of(document.is_fine()))
    }

    fn fleet(&self, start: &Path) -> Result<Fleet> {
        let project = Project::read(start)?;
        let allow = allow(&project.root)?;
        let lock = &project.locked_build()?.lock;
        let mut inventory = project.inventory()?;
        let mut notes = BTreeSet::new();
        if !self.layout.is_empty() {
            let selection = Selection::all(self.layout.clone());
            let documents = Documents::read(&project, lock, &selection, &Printer::new())?;
            notes = documents.notes();
            for (layer, carried) in documents.carried() {
                inventory.layers.entry(layer).or_default().extend(carried);
            }
        }
        let outputs = lock.outputs.clone();
        Ok(Fleet {
            project,
            inventory,
            outputs,
            allow,
            notes,
        })
    }

    fn write(&self, fleet: &Fleet, document: &Document) -> Result<()> {
        let export = Export {
            inventory: &fleet.inventory,
            outputs: &fleet.outputs,
            allow: &fleet.allow,
            findings: &document.findings,
            today: document.policy.today,
            registry: self.registry.as_deref(),
        };
        if let Some(path) = &self.openvex {
            self.put(path, &scan::openvex(export))?;
        }
        if let Some(path) = &self.trivyignore {
            self.put(path, &scan::trivyignore(export))?;
        }
        if let Some(path) = &self.sarif {
            let lock = &fleet.project.locked_build()?.text;
            let text = print::sarif(document, lock, env!("CARGO_PKG_VERSION"));
            self.put(path, &text)?;
        }
        Ok(())
    }

    fn put(&self, path: &Path, text: &str) -> Result<()> {
        file::write(path, text.as_bytes())?;
        if !self.json {
            println!("wrote {}", path.display());
        }
        Ok(())
    }
}

fn allow(root: &Path) -> Result<Vec<Allow>> {
    let path = root.join(ALLOW);
    if !path.exists() {
        return Ok(Vec::new());
    }
    let size = std::fs::metadata(&path)
        .with_context(|| format!("cannot read `{ALLOW}`"))?
        .len();
    ensure!(
        size <= LARGEST_ALLOW,
        "{ALLOW}: {size} bytes: the limit is {LARGEST_ALLOW}"
    );
    let text = file::read(&path)?;
    Ok(Allow::read(source(ALLOW, &text))?)
}

fn severity() -> impl clap::builder::TypedValueParser<Value = Severity> {
    use clap::builder::TypedValueParser as _;
    clap::builder::PossibleValuesParser::new(Severity::ALL.map(Severity::name))
        .map(|name| name.parse().unwrap_or_default())
}

fn day(text: &str) -> Result<Day, String> {
    text.parse()
        .map_err(|_| "want a date, such as `2026-12-31`".to_owned())
}

/// Refuses a database of which an ecosystem was renewed more than so many days ago
fn is_fresh(renewed: Option<&str>, days: u16, today: Day) -> Result<()> {
    let date = renewed.unwrap_or("no date at all");
    let newest = date.get(..10).and_then(|day| day.parse::<Day>().ok());
    // A record of the year 9999 would be fresh for ever.
    let newest = newest.filter(|newest| *newest <= today.next());
    let last = newest.map(|newest| (0..days).fold(newest, |day, _| day.next()));
    ensure!(
        last.is_some_and(|last| last >= today),
        "the newest record of an ecosystem is from {date}: it must be from the last {days} \
         days\n\nhint: download OSV's exports again, or allow more days with `--max-age`"
    );
    Ok(())
}
