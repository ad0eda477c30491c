//! What a database of advisories says of a change.

use super::origin::Read;
use crate::advisories;
use crate::printer::Printer;
use crate::project::POLICY;
use anyhow::{anyhow, ensure, Result};
use change::{Advisories, Advisory};
use inventory::Inventory;
use scan::Changed;
use std::path::Path;

/// Asks a folder of OSV records what the change fixes and brings
///
/// # Errors
/// When a side is a build lock alone, when the sides are of two releases of Debian, or when the
/// database cannot be read.
pub fn ask(folder: &Path, old: &Read, new: &Read) -> Result<Advisories> {
    ensure!(
        old.release.is_none() || new.release.is_none() || old.release == new.release,
        "`{}` and `{}` have two releases of Debian: a database covers only one",
        old.state.name,
        new.state.name
    );
    let (from, to) = (packages(old)?, packages(new)?);
    let release = new.release.or(old.release).ok_or_else(|| {
        let name = &new.state.name;
        anyhow!("`{name}`: no suite in {POLICY} belongs to a known Debian release")
    })?;
    let printer = Printer::new();
    let read = advisories::read(folder, scan::wanted(&[from, to], release), &printer)?;
    for one in &read.malformed {
        printer.say(format!("warning: {}: {}", one.file, one.message));
    }
    let change = scan::change(from, to, &read.database)?;
    let date = read.database.date.unwrap_or_default();
    let malformed = match read.database.malformed {
        0 => String::new(),
        count => format!(", {count} malformed records"),
    };
    Ok(Advisories {
        database: format!("{date}, sha256 {}{malformed}", read.sha256),
        introduced: change.introduced.into_iter().map(advisory).collect(),
        fixed: change.fixed.into_iter().map(advisory).collect(),
    })
}

fn packages(read: &Read) -> Result<&Inventory> {
    read.state.inventory.as_ref().ok_or_else(|| {
        anyhow!(
            "`{}` is only a build lock, so its packages are unknown\n\nhint: with `--database`, \
             compare checkouts or commits",
            read.state.name
        )
    })
}

fn advisory(changed: Changed) -> Advisory {
    let versions: Vec<String> = changed.versions.into_iter().collect();
    Advisory {
        id: changed.vulnerability,
        severity: match changed.severity {
            ::advisory::Severity::Unknown => String::new(),
            known => known.name().to_ascii_uppercase(),
        },
        package: changed.package,
        version: versions.join(", "),
        fixed_in: changed.fixed,
    }
}
