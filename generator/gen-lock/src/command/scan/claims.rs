//! What a database and reports say of the images.

use super::Fleet;
use crate::advisories;
use crate::printer::Printer;
use crate::project::BUILD_LOCK;
use anyhow::{bail, Context as _, Result};
use scan::print::{Database, Read};
use scan::report::{placed, Report, MAX_BYTES};
use scan::{Claim, Malformed};
use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// All that is said, and of what
#[derive(Default)]
pub struct Claims {
    /// What is said
    pub all: Vec<Claim>,
    /// The images that were looked at
    pub scanned: BTreeSet<String>,
    /// Those of them that a report is of
    pub reported: BTreeSet<String>,
    /// The database that was asked
    pub database: Option<Database>,
    /// When the newest record was changed last, of the ecosystem of which that is the longest ago
    pub renewed: Option<String>,
    /// The reports that were read
    pub reports: Vec<Read>,
    /// What of all that is not as its format has it
    pub malformed: Vec<Malformed>,
}

/// Reads the database and the reports
///
/// # Errors
/// When one of them cannot be read, or is not of these images.
pub fn read(fleet: &Fleet, database: Option<&Path>, reports: &[PathBuf]) -> Result<Claims> {
    let mut claims = Claims::default();
    for path in reports {
        let name = path.display().to_string();
        claims
            .report(fleet, path, &name)
            .with_context(|| name.clone())?;
    }
    if let Some(folder) = database {
        claims.database(fleet, folder)?;
    }
    Ok(claims)
}

impl Claims {
    fn report(&mut self, fleet: &Fleet, path: &Path, name: &str) -> Result<()> {
        let mut bytes = Vec::new();
        let file = std::fs::File::open(path).context("cannot read it")?;
        file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
        let report = Report::parse(&bytes)?;
        let mut read = Read {
            file: name.to_owned(),
            scanner: report.scanner,
            version: report.version.clone(),
            created: report.created.clone(),
            images: BTreeSet::new(),
            malformed: 0,
            left_out: 0,
        };
        let placed = placed(report, &fleet.inventory, &fleet.outputs)?;
        for image in &placed.images {
            locked_as_written(fleet, image)?;
        }
        read.images.clone_from(&placed.images);
        read.malformed = placed.unclear.len();
        read.left_out = placed.unclear.iter().filter(|one| one.left_out).count();
        let malformed = placed.unclear.into_iter();
        self.malformed
            .extend(malformed.map(|one| one.of_file(name)));
        self.reported.extend(placed.images.iter().cloned());
        self.scanned.extend(placed.images);
        self.all.extend(placed.claims);
        self.reports.push(read);
        Ok(())
    }

    fn database(&mut self, fleet: &Fleet, folder: &Path) -> Result<()> {
        let wanted = scan::wanted(&[&fleet.inventory], fleet.project.debian_release()?);
        let read = advisories::read(folder, wanted, &Printer::new())?;
        self.all
            .extend(scan::claims(&fleet.inventory, &read.database)?);
        self.scanned.extend(fleet.inventory.images.keys().cloned());
        self.malformed.extend(read.malformed);
        let newest = read.database.ecosystems.values().min();
        self.renewed = newest.cloned().flatten();
        self.database = Some(Database {
            date: read.database.date,
            sha256: read.sha256,
            records: read.database.records,
            withdrawn: read.database.withdrawn,
            malformed: read.database.malformed,
            left_out: read.database.left_out,
        });
        Ok(())
    }
}

/// A report speaks of what was built; what brings it, table and locks say
fn locked_as_written(fleet: &Fleet, image: &str) -> Result<()> {
    let written = fleet.inventory.images.get(image).map(|image| &image.layers);
    let built = fleet.outputs.images.get(image).map(|image| &image.layers);
    if written != built {
        bail!(
            "the layers of image `{image}` in {BUILD_LOCK} differ from the table and the \
             locks\n\nhint: build and record it: `gen-lock refresh --locked`"
        );
    }
    Ok(())
}
