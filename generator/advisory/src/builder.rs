//! Every record of a database, read once; what was not asked for is forgotten.

mod faults;
mod names;
mod scores;

use crate::aliases::Aliases;
use crate::concern::{Concern, Unclear};
use crate::database::{Database, Ecosystem, Entry};
use crate::range::Version;
use crate::record::{Affected, Record};
use crate::{Fault, RecordError, Severity};
use faults::Faults;
use names::Names;
use std::collections::{BTreeMap, BTreeSet};

/// Of one record
const MOST_FAULTS: usize = 20;

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

    /// Takes in a record, which has the name of its file where it has none; gives what of it cannot be
    /// read. Of other packages than those that are asked for, nothing is said.
    pub fn add(&mut self, bytes: &[u8], stem: &str) -> Vec<Fault> {
        self.database.records += 1;
        let mut faults = match Record::parse(bytes, stem) {
            Ok(record) => self.record(&record),
            Err(error) => vec![Fault {
                id: stem.to_owned(),
                package: None,
                error,
                left_out: true,
            }],
        };
        self.database.malformed += usize::from(!faults.is_empty());
        self.database.left_out += usize::from(faults.iter().any(|fault| fault.left_out));
        // What is not judged comes first, however often something else is odd.
        faults.sort_by_key(|fault| !fault.left_out);
        faults.truncate(MOST_FAULTS);
        faults
    }

    fn record(&mut self, record: &Record) -> Vec<Fault> {
        let mut faults = Faults::of(record);
        let moment = record.moment().map_err(|error| faults.add(error));
        let moment = moment.ok();
        self.database.date = self.database.date.take().max(moment.clone());
        for affected in &record.affected {
            if let Some((ecosystem, _)) = self.ecosystem(affected) {
                let newest = self.database.ecosystems.entry(ecosystem).or_default();
                *newest = newest.take().max(moment.clone());
            }
        }
        let withdrawn = record.is_withdrawn().map_err(|error| faults.add(error));
        if withdrawn.unwrap_or(false) {
            self.database.withdrawn += 1;
            return faults.all;
        }
        let names = Names::of(record);
        for (one, other) in names.same() {
            self.aliases.join(one, other);
        }
        // One that concerns nothing here tells how bad its aliases are, where it can be read.
        let scores = scores::of(&record.severity);
        let said = scores::said(record).max(scores.severity);
        if said > Severity::Unknown {
            let known = self.severities.entry(record.id.clone()).or_default();
            *known = said.max(*known);
        }
        let mut told = false;
        for affected in &record.affected {
            let Some((ecosystem, package)) = self.asked(affected) else {
                if self.may_be_asked(affected) {
                    faults.unknown(affected);
                }
                continue;
            };
            let own = scores::of(&affected.severity);
            let general = scores.faults.iter().filter(|_| !told);
            for error in general.chain(&own.faults) {
                faults.add_about(&package, RecordError::Severity(error.clone()), false);
            }
            told = true;
            faults.odd(affected, &package);
            let severity = said.max(own.severity);
            let unclear = self.keep(record, &names, affected, ecosystem, &package, severity);
            faults.unclear(unclear, &package);
        }
        faults.all
    }

    /// The package of an entry, where it is of this Debian release or of the Python index
    fn ecosystem(&self, affected: &Affected) -> Option<(Ecosystem, String)> {
        let package = affected.package.as_ref()?;
        match package.ecosystem.split_once(':') {
            None if package.ecosystem.eq_ignore_ascii_case("PyPI") => {
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

    /// Whether nothing says which package an entry is of, and it may be one that is asked for
    fn may_be_asked(&self, affected: &Affected) -> bool {
        let Some(package) = &affected.package else {
            return true;
        };
        package.name.is_empty() && self.ecosystem(affected).is_some()
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
        package: &str,
        severity: Severity,
    ) -> Vec<Unclear> {
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
    package: &str,
    entry: Entry<()>,
    affected: &Affected,
) -> Vec<Unclear> {
    let (concern, unclear) = Concern::read(affected);
    let entry = entry.with(concern);
    entries.entry(package.to_owned()).or_default().push(entry);
    unclear
}
