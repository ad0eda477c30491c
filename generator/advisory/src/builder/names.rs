//! Which vulnerabilities a record is about.

use crate::aliases::{is_cve, is_upload};
use crate::record::Record;

/// A record's names
pub(super) struct Names {
    same: Vec<(String, String)>,
    vulnerabilities: Vec<String>,
}

impl Names {
    /// Most records are about one vulnerability, under several names. An advisory of Debian's
    /// security team is about all that an upload fixes: it counts for each, and joins none.
    pub fn of(record: &Record) -> Self {
        let cves = |names: &[String]| -> Vec<String> {
            names.iter().filter(|name| is_cve(name)).cloned().collect()
        };
        let mut about = cves(&record.aliases);
        about.extend(cves(&record.upstream));
        about.sort();
        about.dedup();
        let own = is_cve(&record.id) || record.aliases.iter().any(|name| is_cve(name));
        if is_upload(&record.id) || (!own && about.len() > 1) {
            if about.is_empty() {
                about = cves(&record.related);
            }
            if about.is_empty() {
                about.push(record.id.clone());
            }
            return Self {
                same: Vec::new(),
                vulnerabilities: about,
            };
        }
        let mut same = record.aliases.clone();
        if !own {
            same.extend(about);
        }
        let behind = record.id.strip_prefix("DEBIAN-");
        same.extend(behind.filter(|name| is_cve(name)).map(str::to_owned));
        let id = |name: String| (record.id.clone(), name);
        Self {
            same: same.into_iter().map(id).collect(),
            vulnerabilities: vec![record.id.clone()],
        }
    }

    /// Pairs that mean the same
    pub fn same(&self) -> impl Iterator<Item = (&str, &str)> {
        self.same
            .iter()
            .map(|(one, other)| (one.as_str(), other.as_str()))
    }

    /// One name of each vulnerability
    pub fn vulnerabilities(&self) -> &[String] {
        &self.vulnerabilities
    }
}
