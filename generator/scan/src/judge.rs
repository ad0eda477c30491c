//! Claims against the allow file: what fails, what is accepted, and which entries serve no more.

mod entry;
mod merge;

use crate::allow::Allow;
use crate::claim::Claim;
use crate::finding::{Accepted, Fault, Finding, Place, Verdict};
use advisory::Severity;
use fleet::build_lock::Outputs;
use fleet::Day;
use inventory::{Image, Inventory, Kind};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What is judged
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// What the images are made of
    pub inventory: &'a Inventory,
    /// What was built, as recorded
    pub outputs: &'a Outputs,
    /// What is said of them
    pub claims: &'a [Claim],
    /// The images that somebody looked at, by `<machine>-<image>`
    pub scanned: &'a BTreeSet<String>,
    /// Those of them that a report is of
    pub reported: &'a BTreeSet<String>,
    /// What is accepted
    pub allow: &'a [Allow],
}

/// By what is judged
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Policy {
    /// The least severity that fails
    pub fail_on: Severity,
    /// The day
    #[serde(serialize_with = "crate::finding::written")]
    pub today: Day,
    /// The last day on which nothing fails
    #[serde(serialize_with = "if_any")]
    pub warn_until: Option<Day>,
}

impl Policy {
    /// Whether what would fail is a warning today
    pub fn warns(&self) -> bool {
        self.warn_until.is_some_and(|until| self.today <= until)
    }
}

fn if_any<S: serde::Serializer>(day: &Option<Day>, serializer: S) -> Result<S::Ok, S::Error> {
    match day {
        Some(day) => serializer.collect_str(day),
        None => serializer.serialize_none(),
    }
}

/// What was found: worst first, and what is wrong with the allow file
pub fn judge(input: Input<'_>, policy: Policy) -> (Vec<Finding>, Vec<Fault>) {
    let mut used = entry::Used::default();
    let mut findings = Vec::new();
    let mut ways = Ways::default();
    for claim in merge::merge(input.claims) {
        let mut images: BTreeMap<Option<usize>, Vec<Place>> = BTreeMap::new();
        for name in &claim.images {
            // The caller has compared the lock with the table.
            let Some(image) = input.inventory.images.get(name) else {
                continue;
            };
            let by = entry::accepting(input.allow, &claim, image, policy.today, &mut used);
            let place = ways.place(input.inventory, name, image, &claim);
            images.entry(by).or_default().push(place);
        }
        for (by, images) in images {
            let accepted = by.and_then(|at| input.allow.get(at)).map(accepted);
            findings.push(finding(claim.clone(), images, accepted, policy));
        }
    }
    findings.sort_by(|one, other| order(one).cmp(&order(other)));
    let faults = entry::faults(input, policy.today, &used);
    (findings, faults)
}

fn order(finding: &Finding) -> impl Ord + '_ {
    (
        finding.verdict,
        std::cmp::Reverse(finding.severity),
        &finding.vulnerability,
        &finding.part.package,
        &finding.part.artifact,
    )
}

fn accepted(entry: &Allow) -> Accepted {
    Accepted {
        reason: entry.reason.clone(),
        owner: entry.owner.clone(),
        expires: entry.expires,
        line: entry.at.map(|(line, _)| line),
    }
}

fn finding(
    claim: Claim,
    images: Vec<Place>,
    accepted: Option<Accepted>,
    policy: Policy,
) -> Finding {
    let verdict = match &accepted {
        Some(_) => Verdict::Accepted,
        None if claim.severity < policy.fail_on => Verdict::Below,
        None if policy.warns() => Verdict::Warns,
        None => Verdict::Fails,
    };
    Finding {
        verdict,
        severity: claim.severity,
        vulnerability: claim.vulnerability,
        aliases: claim.aliases,
        summary: claim.summary,
        part: claim.part,
        fixed: claim.fixed,
        layers: claim.layers,
        images,
        scanners: claim.scanners,
        records: claim.records,
        accepted,
    }
}

/// Ways to packages, each looked for once
#[derive(Default)]
struct Ways(BTreeMap<(String, String, String), Vec<String>>);

impl Ways {
    fn place(&mut self, inventory: &Inventory, name: &str, image: &Image, claim: &Claim) -> Place {
        let part = &claim.part;
        let (locator, package) = (part.artifact.locator.clone(), part.package.clone());
        let key = (name.to_owned(), locator, package);
        let way = self
            .0
            .entry(key)
            .or_insert_with(|| way(inventory, image, claim));
        Place {
            image: name.to_owned(),
            machine: image.machine.clone(),
            service: image.service.clone(),
            family: image.family.clone(),
            way: way.clone(),
        }
    }
}

fn way(inventory: &Inventory, image: &Image, claim: &Claim) -> Vec<String> {
    let kind = match claim.part.kind.as_str() {
        "deb" => Kind::Deb,
        "wheel" => Kind::Wheel,
        _ => return Vec::new(),
    };
    let part = &claim.part;
    let mut packages = inventory.all(image);
    let package = packages.find(|package| {
        package.kind == kind
            && package.name == part.package
            && package.locator == part.artifact.locator
    });
    package.map_or_else(Vec::new, |package| inventory.way(image, package))
}
