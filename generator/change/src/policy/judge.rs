use super::{Finding, Level, Limits, Policy};

use crate::size::bytes;
use crate::{Changes, PackageChange, Turn};
use report::quoted;

impl Policy {
    /// What the changes do that this policy does not allow, the worst first
    pub fn judge(&self, changes: &Changes) -> Vec<Finding> {
        let mut findings = Vec::new();
        for package in &changes.packages {
            findings.extend(self.package(package));
        }
        self.images(changes, &mut findings);
        self.layers(changes, &mut findings);
        self.machines(changes, &mut findings);
        for advisory in changes.advisories.iter().flat_map(|all| &all.introduced) {
            let message = format!(
                "{} brings {}",
                quoted(&advisory.version),
                quoted(&advisory.id)
            );
            let (rule, level) = ("introduced-advisory", self.introduced_advisory);
            findings.push(finding(rule, level, &advisory.package, message));
        }
        if changes.advisories.is_none() && self.introduced_advisory != Level::Allow {
            let message = "no advisory database was given: introduced advisories are unknown";
            let (rule, subject) = ("introduced-advisory", &changes.new.name);
            findings.push(finding(rule, Level::Warn, subject, message.to_owned()));
        }
        for note in &changes.notes {
            let (rule, level) = ("incomplete-comparison", self.incomplete_comparison);
            findings.push(finding(rule, level, &changes.new.name, note.clone()));
        }
        findings.retain(|finding| finding.level != Level::Allow);
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
        findings
    }

    fn package(&self, package: &PackageChange) -> Vec<Finding> {
        let version = |artifact: &Option<crate::Artifact>| {
            let version = artifact.as_ref().map(|artifact| artifact.version.clone());
            quoted(&version.unwrap_or_default())
        };
        let (old, new) = (version(&package.old), version(&package.new));
        let moves = format!("{old} → {new}");
        let (rule, level, message) = match package.turn {
            Turn::Replaced => (
                "same-version-other-hash",
                self.same_version_other_hash,
                format!("{new} has another hash"),
            ),
            Turn::Down => ("downgrade", self.downgrade, moves),
            Turn::Up => ("upgrade", self.upgrade, moves),
            Turn::Removed => (
                "removed-package",
                self.removed_package,
                format!("{old} is removed"),
            ),
            Turn::Added if package.is_direct() => (
                "new-direct-package",
                self.new_direct_package,
                format!("{new} is a new direct requirement"),
            ),
            Turn::Added => (
                "new-indirect-package",
                self.new_indirect_package,
                format!("{new} is a new indirect dependency"),
            ),
        };
        let mut findings = vec![finding(rule, level, &package.name, message)];
        if package.to_source {
            let (rule, level) = ("built-from-source", self.built_from_source);
            let message = format!("{new} is built from source");
            findings.push(finding(rule, level, &package.name, message));
        }
        findings
    }

    fn images(&self, changes: &Changes, findings: &mut Vec<Finding>) {
        for image in &changes.images {
            let (rule, level) = match (&image.old, &image.new) {
                (None, _) => ("new-image", self.new_image),
                (_, None) => ("removed-image", self.removed_image),
                _ => continue,
            };
            let message = format!("is {}", image.turn());
            findings.push(finding(rule, level, &image.name, message));
        }
    }

    fn layers(&self, changes: &Changes, findings: &mut Vec<Finding>) {
        for layer in changes.layers.iter().filter(|layer| layer.recompressed) {
            let (rule, level) = ("recompressed-layer", self.recompressed_layer);
            let message = "has the same content but different bytes".to_owned();
            findings.push(finding(rule, level, &layer.name, message));
        }
        let there = changes.layers.iter().filter(|layer| layer.new.is_some());
        let count = there.count() as u64;
        let (level, limit) = exceeded(self.changed_layers, count);
        let message = format!("{count} layers change, more than {limit}");
        findings.push(finding("changed-layers", level, &changes.new.name, message));
    }

    fn machines(&self, changes: &Changes, findings: &mut Vec<Finding>) {
        let limits = Limits {
            warn: self.bytes_per_machine.warn.map(super::Amount::bytes),
            deny: self.bytes_per_machine.deny.map(super::Amount::bytes),
        };
        for pull in &changes.machines {
            let (level, limit) = exceeded(limits, pull.bytes);
            let message = format!("pulls {}, more than {}", bytes(pull.bytes), bytes(limit));
            findings.push(finding("bytes-per-machine", level, &pull.machine, message));
        }
    }
}

fn finding(rule: &'static str, level: Level, subject: &str, message: String) -> Finding {
    Finding {
        rule,
        level,
        subject: subject.to_owned(),
        message,
    }
}

/// The level of a count and the limit that it exceeds
fn exceeded(limits: Limits<u64>, count: u64) -> (Level, u64) {
    let over = |limit: Option<u64>| limit.filter(|limit| count > *limit);
    match (over(limits.deny), over(limits.warn)) {
        (Some(limit), _) => (Level::Deny, limit),
        (None, Some(limit)) => (Level::Warn, limit),
        (None, None) => (Level::Allow, 0),
    }
}
