//! Every record of a database, read once; what was not asked for is forgotten.

mod names;
mod scores;

use crate::aliases::Aliases;
use crate::concern::Concern;
use crate::database::{Database, Ecosystem, Entry};
use crate::range::Version;
use crate::record::{Affected, Record};
use crate::{RecordError, Severity};
use names::Names;
use std::collections::{BTreeMap, BTreeSet};

/// What is asked for
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The number of the Debian release, such as `12`
    pub release: String,
    /// Source packages of Debian
    pub sources: BTreeSet<String>,
    /// Distributions of the Python index, by normalised name
    pub distributions: BTreeSet<String>,
}

/// Reads records, one after another
#[derive(Debug)]
pub struct Builder {
    wanted: Wanted,
    database: Database,
    aliases: Aliases,
    severities: BTreeMap<String, Severity>,
}

impl Builder {
    /// A database that answers for what is wanted
    pub fn new(wanted: Wanted) -> Self {
        Self {
            wanted,
            database: Database::default(),
            aliases: Aliases::default(),
            severities: BTreeMap::new(),
        }
    }

    /// Takes in a record
    ///
    /// # Errors
    /// When it is none, or concerns what is wanted and cannot be judged.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), RecordError> {
        let record = Record::parse(bytes)?;
        let moment = record.moment()?;
        self.database.records += 1;
        self.database.date = self.database.date.take().max(Some(moment));
        for affected in &record.affected {
            self.database
                .ecosystems
                .extend(self.ecosystem(affected).map(|(ecosystem, _)| ecosystem));
        }
        if record.withdrawn.is_some() {
            self.database.withdrawn += 1;
            return Ok(());
        }
        let names = Names::of(&record);
        for (one, other) in names.same() {
            self.aliases.join(one, other);
        }
        // One that concerns nothing here tells how bad its aliases are, where it can be read.
        let severity = scores::of(&record.severity);
        let said = scores::said(&record).max(*severity.as_ref().unwrap_or(&Severity::Unknown));
        if said > Severity::Unknown {
            let known = self.severities.entry(record.id.clone()).or_default();
            *known = said.max(*known);
        }
        for affected in &record.affected {
            if let Some((ecosystem, package)) = self.asked(affected) {
                let error = |error| RecordError::Severity {
                    id: record.id.clone(),
                    error,
                };
                let own = scores::of(&affected.severity).map_err(error)?;
                let severity = severity.clone().map_err(error)?.max(said).max(own);
                self.keep(&record, &names, affected, ecosystem, package, severity)?;
            }
        }
        Ok(())
    }

    /// The package of an entry, where it is of this Debian release or of the Python index
    fn ecosystem(&self, affected: &Affected) -> Option<(Ecosystem, String)> {
        let package = affected.package.as_ref()?;
        match package.ecosystem.split_once(':') {
            None if package.ecosystem == "PyPI" => {
                // Some records spell a name as its project does.
                let name = package.name.parse::<python::PackageName>();
                let name = name.map_or_else(|_| package.name.clone(), |name| name.to_string());
                Some((Ecosystem::PyPi, name))
            }
            // Without a release: of every one.
            None if package.ecosystem == "Debian" => {
                Some((Ecosystem::Debian, package.name.clone()))
            }
            Some(("Debian", release)) if release == self.wanted.release => {
                Some((Ecosystem::Debian, package.name.clone()))
            }
            _ => None,
        }
    }

    fn asked(&self, affected: &Affected) -> Option<(Ecosystem, String)> {
        self.ecosystem(affected)
            .filter(|(ecosystem, name)| match ecosystem {
                Ecosystem::Debian => self.wanted.sources.contains(name),
                Ecosystem::PyPi => self.wanted.distributions.contains(name),
            })
    }

    fn keep(
        &mut self,
        record: &Record,
        names: &Names,
        affected: &Affected,
        ecosystem: Ecosystem,
        package: String,
        severity: Severity,
    ) -> Result<(), RecordError> {
        for name in names.vulnerabilities() {
            self.aliases.add(name);
        }
        let entry = Entry {
            id: record.id.clone(),
            vulnerabilities: names.vulnerabilities().to_vec(),
            summary: record.summary.clone(),
            severity,
            unimportant: affected.ecosystem_specific.urgency() == Some("unimportant"),
            concern: (),
        };
        match ecosystem {
            Ecosystem::Debian => insert(&mut self.database.debian, package, entry, affected),
            Ecosystem::PyPi => insert(&mut self.database.pypi, package, entry, affected),
        }
    }

    /// The database
    pub fn finish(self) -> Database {
        let mut database = self.database;
        // However the records were packed.
        for entries in database.debian.values_mut() {
            entries.sort_by(|one, other| one.id.cmp(&other.id));
        }
        for entries in database.pypi.values_mut() {
            entries.sort_by(|one, other| one.id.cmp(&other.id));
        }
        (database.group, database.names) = self.aliases.groups();
        for (id, severity) in self.severities {
            if let Some(group) = database.group.get(&id) {
                let known = database.severities.entry(*group).or_default();
                *known = severity.max(*known);
            }
        }
        database
    }
}

fn insert<V: Version>(
    entries: &mut BTreeMap<String, Vec<Entry<Concern<V>>>>,
    package: String,
    entry: Entry<()>,
    affected: &Affected,
) -> Result<(), RecordError> {
    let concern = Concern::read(affected).map_err(|error| RecordError::Range {
        id: entry.id.clone(),
        package: package.clone(),
        error,
    })?;
    let entry = entry.with(concern);
    entries.entry(package).or_default().push(entry);
    Ok(())
}
