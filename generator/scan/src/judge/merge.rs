//! Claims of several scanners about one thing, as one.

use crate::claim::{Claim, Part, Scanner};
use advisory::Severity;
use std::collections::{BTreeMap, BTreeSet};

/// What all scanners say of one vulnerability of one package
#[derive(Debug, Clone)]
pub(super) struct Merged {
    pub vulnerability: String,
    pub aliases: BTreeSet<String>,
    pub records: BTreeSet<String>,
    pub severity: Severity,
    pub summary: String,
    pub fixed: Option<String>,
    pub part: Part,
    pub layers: BTreeSet<String>,
    pub images: BTreeSet<String>,
    pub scanners: BTreeSet<Scanner>,
}

/// The bytes, the package in them, and one of the vulnerability's names
type Key = (String, String, String, String);

/// The database comes first where there is one: it knows other names
pub(super) fn merge(claims: &[Claim]) -> Vec<Merged> {
    let mut claims: Vec<&Claim> = claims.iter().collect();
    claims.sort_by_key(|claim| claim.scanner);
    let mut merged: Vec<Merged> = Vec::new();
    let mut known: BTreeMap<Key, usize> = BTreeMap::new();
    for claim in claims {
        let names = std::iter::once(&claim.vulnerability).chain(&claim.aliases);
        let keys: Vec<Key> = names.map(|name| key(&claim.part, name)).collect();
        let at = keys.iter().find_map(|key| known.get(key).copied());
        let at = at.unwrap_or(merged.len());
        match merged.get_mut(at) {
            Some(one) => one.take_in(claim),
            None => merged.push(Merged::new(claim)),
        }
        for key in keys {
            known.entry(key).or_insert(at);
        }
    }
    merged
}

fn key(part: &Part, name: &str) -> Key {
    (
        part.artifact.sha256.clone(),
        part.package.clone(),
        part.version.clone(),
        name.to_owned(),
    )
}

impl Merged {
    fn new(claim: &Claim) -> Self {
        Self {
            vulnerability: claim.vulnerability.clone(),
            aliases: claim.aliases.clone(),
            records: claim.records.clone(),
            severity: claim.severity,
            summary: claim.summary.clone(),
            fixed: claim.fixed.clone(),
            part: claim.part.clone(),
            layers: claim.layers.clone(),
            images: claim.images.clone(),
            scanners: BTreeSet::from([claim.scanner]),
        }
    }

    fn take_in(&mut self, claim: &Claim) {
        let names = std::iter::once(&claim.vulnerability).chain(&claim.aliases);
        self.aliases.extend(names.cloned());
        if claim.vulnerability.starts_with("CVE-") && !self.vulnerability.starts_with("CVE-") {
            let before = std::mem::replace(&mut self.vulnerability, claim.vulnerability.clone());
            self.aliases.insert(before);
        }
        self.aliases.remove(&self.vulnerability);
        self.records.extend(claim.records.iter().cloned());
        self.severity = self.severity.max(claim.severity);
        if self.summary.is_empty() {
            self.summary.clone_from(&claim.summary);
        }
        self.fixed = self.fixed.take().or_else(|| claim.fixed.clone());
        self.part.purls.extend(claim.part.purls.iter().cloned());
        self.layers.extend(claim.layers.iter().cloned());
        self.images.extend(claim.images.iter().cloned());
        self.scanners.insert(claim.scanner);
    }
}
