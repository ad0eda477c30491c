//! What a database says of a package at its version.

use crate::aliases::shown;
use crate::concern::Concern;
use crate::range::Version;
use crate::{RangeError, Severity};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Whose packages they are
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Ecosystem {
    /// Of the release that was asked for
    Debian,
    /// The Python index
    #[serde(rename = "PyPI")]
    PyPi,
}

/// The records that were asked for
#[derive(Debug, Clone, Default)]
pub struct Database {
    /// Records that were read
    pub records: usize,
    /// Those that were withdrawn, which say nothing
    pub withdrawn: usize,
    /// Those in which something is not as the format has it
    pub malformed: usize,
    /// Those of them of which something is not judged, or all of it
    pub left_out: usize,
    /// When the newest record was changed last
    pub date: Option<String>,
    /// Ecosystems that some record is of, and when the newest of these was changed last
    pub ecosystems: BTreeMap<Ecosystem, Option<String>>,
    pub(crate) debian: BTreeMap<String, Vec<Entry<Concern<debian::Version>>>>,
    pub(crate) pypi: BTreeMap<String, Vec<Entry<Concern<python::Version>>>>,
    pub(crate) group: BTreeMap<String, usize>,
    pub(crate) names: BTreeMap<usize, Vec<String>>,
    pub(crate) severities: BTreeMap<usize, Severity>,
}

/// What a record says of one package
#[derive(Debug, Clone)]
pub(crate) struct Entry<C> {
    pub id: String,
    pub vulnerabilities: Vec<String>,
    pub summary: String,
    pub severity: Severity,
    /// Debian holds it for no security issue
    pub unimportant: bool,
    pub concern: C,
}

impl Entry<()> {
    pub fn with<C>(self, concern: C) -> Entry<C> {
        Entry {
            id: self.id,
            vulnerabilities: self.vulnerabilities,
            summary: self.summary,
            severity: self.severity,
            unimportant: self.unimportant,
            concern,
        }
    }
}

/// A vulnerability of a package at its version
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Match {
    /// The CVE, or another name where it has none
    pub vulnerability: String,
    /// Its other names
    pub aliases: BTreeSet<String>,
    /// The records that concern the version
    pub records: BTreeSet<String>,
    /// The highest that any record of it says
    pub severity: Severity,
    /// The version that fixes it, where there is one
    pub fixed: Option<String>,
    /// One line, where a record has it
    pub summary: String,
}

impl Database {
    /// What concerns a source package of Debian
    ///
    /// # Errors
    /// When the version is none.
    pub fn of_source(&self, name: &str, version: &str) -> Result<Vec<Match>, RangeError> {
        let version: debian::Version = read(version)?;
        Ok(self.of(self.debian.get(name), &[version]))
    }

    /// What concerns a distribution of the Python index. One with a local part, such as
    /// `2.2.2+cu121`, counts as the release that it was built from, too.
    ///
    /// # Errors
    /// When the version is none.
    pub fn of_distribution(&self, name: &str, version: &str) -> Result<Vec<Match>, RangeError> {
        let version: python::Version = read(version)?;
        let public = version.clone().without_local();
        Ok(self.of(self.pypi.get(name), &[version, public]))
    }

    fn of<V: Version>(
        &self,
        entries: Option<&Vec<Entry<Concern<V>>>>,
        versions: &[V],
    ) -> Vec<Match> {
        let mut found: BTreeMap<usize, Found<V>> = BTreeMap::new();
        for entry in entries.into_iter().flatten() {
            let mut held = versions.iter().filter(|one| entry.concern.holds(one));
            let Some(version) = held.next() else {
                continue;
            };
            let fixed = entry.concern.fixed_after(version);
            for name in &entry.vulnerabilities {
                let Some(group) = self.group.get(name) else {
                    continue;
                };
                let fresh = || Found::new(self.fresh(*group, name));
                let known = found.entry(*group).or_insert_with(fresh);
                known.take_in(entry, fixed.clone());
            }
        }
        let mut matches: Vec<Match> = found.into_values().map(Found::finished).collect();
        matches.sort_by(|one, other| one.vulnerability.cmp(&other.vulnerability));
        matches
    }

    fn fresh(&self, group: usize, name: &str) -> Match {
        let names = self.names.get(&group).map_or(&[][..], Vec::as_slice);
        let shown = shown(names).map_or(name, String::as_str);
        Match {
            vulnerability: shown.to_owned(),
            aliases: names.iter().filter(|one| *one != shown).cloned().collect(),
            records: BTreeSet::new(),
            severity: self.severities.get(&group).copied().unwrap_or_default(),
            fixed: None,
            summary: String::new(),
        }
    }
}

/// A match to which records still add
struct Found<V> {
    one: Match,
    fixed: Option<V>,
    unimportant: bool,
}

impl<V: Version> Found<V> {
    fn new(one: Match) -> Self {
        Self {
            one,
            fixed: None,
            unimportant: true,
        }
    }

    fn take_in<C>(&mut self, entry: &Entry<C>, fixed: Option<V>) {
        self.one.records.insert(entry.id.clone());
        self.one.severity = self.one.severity.max(entry.severity);
        if self.one.summary.is_empty() {
            self.one.summary.clone_from(&entry.summary);
        }
        // What fixes it fixes all that is said of it.
        self.fixed = self.fixed.take().max(fixed);
        self.unimportant &= entry.unimportant;
    }

    fn finished(mut self) -> Match {
        self.one.fixed = self.fixed.map(|version| version.to_string());
        if self.unimportant {
            self.one.severity = Severity::Low;
        }
        self.one
    }
}

fn read<V: Version>(text: &str) -> Result<V, RangeError> {
    text.parse().map_err(|error: V::Err| RangeError::Version {
        text: text.to_owned(),
        reason: error.to_string(),
    })
}
