//! What builders' records agree on.

use crate::command::Outcome;
use crate::failure::finding;
use anyhow::{bail, Context as _, Result};
use fleet::image_name::is_of;
use quorum::{Agreement, Claim, Record, Verdict};
use serde::Serialize;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// A record of a fleet has a hundred thousand bytes
const LIMIT: u64 = 64 << 20;

#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    claim: &'a Claim,
    verdict: Verdict,
}

#[derive(Serialize)]
struct Report<'a> {
    threshold: usize,
    builders: Vec<String>,
    refused: &'a [String],
    claims: Vec<Row<'a>>,
}

pub fn run(
    project: &Path,
    files: &[PathBuf],
    threshold: usize,
    (machine, json): (Option<&str>, bool),
) -> Result<Outcome> {
    let lock = super::lock(project)?;
    if files.is_empty() {
        bail!(
            "no records\n\nhint: `gen-lock record` writes one; list all of them after `--threshold`"
        );
    }
    let (mut records, mut refused) = (Vec::new(), Vec::new());
    for file in files {
        let record = read(file)?;
        match Agreement::accepts(&lock, &record) {
            Ok(()) => records.push(record),
            Err(why) => refused.push(format!("{}: {why}", file.display())),
        }
    }
    let mut agreement = Agreement::of(threshold, &lock, &records);
    if let Some(machine) = machine {
        agreement.retain(&lock, |name: &str| is_of(name, machine));
        if agreement.claims.is_empty() {
            return Err(finding(format!(
                "build-lock.json has no image of machine `{machine}`"
            )));
        }
    }
    if json {
        print_json(&agreement, &refused)?;
    } else {
        print(&agreement, &refused);
    }
    Ok(Outcome::of(agreement.holds() && refused.is_empty()))
}

fn read(file: &Path) -> Result<Record> {
    let mut text = String::new();
    let open = File::open(file).and_then(|open| open.take(LIMIT + 1).read_to_string(&mut text));
    open.with_context(|| format!("cannot read `{}`", file.display()))?;
    if text.len() as u64 > LIMIT {
        bail!("`{}` is too large for a record", file.display());
    }
    Record::parse(&text).with_context(|| format!("{}", file.display()))
}

fn print_json(agreement: &Agreement, refused: &[String]) -> Result<()> {
    let row = |claim| Row {
        verdict: agreement.verdict(claim),
        claim,
    };
    let report = Report {
        threshold: agreement.threshold,
        builders: agreement.builders.iter().map(ToString::to_string).collect(),
        refused,
        claims: agreement.claims.iter().map(row).collect(),
    };
    println!("{}", serde_json::to_string_pretty(&report)?);
    Ok(())
}

fn print(agreement: &Agreement, refused: &[String]) {
    for line in refused {
        println!("{line}");
    }
    let names = agreement.claims.iter().map(|claim| claim.name.len());
    let width = names.max().unwrap_or_default();
    for claim in &agreement.claims {
        let what = format!("{} {:width$}  {:11}", claim.noun, claim.name, claim.what);
        match agreement.verdict(claim) {
            Verdict::Agreed if claim.is_unanimous() => {
                let (digest, builders) = claim.says.iter().next().unzip();
                let digest = digest
                    .and_then(|digest| digest.get(..19))
                    .unwrap_or_default();
                let builders = builders.map(who).unwrap_or_default();
                println!("{what}  {digest}  {builders}");
            }
            verdict => {
                println!("{what}  {}", words(verdict));
                says(claim);
            }
        }
    }
    let all = agreement.claims.len();
    let agreed = agreement.claims.iter();
    let agreed = agreed.filter(|claim| agreement.verdict(claim) == Verdict::Agreed);
    println!(
        "{} builders, {} must agree: they agree on {} of {all} digests",
        agreement.builders.len(),
        agreement.threshold,
        agreed.count()
    );
}

fn words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agreed => "agreed, but not by all",
        Verdict::NotLocked => "agreed, but not the locked digest",
        Verdict::TooFew => "too few agree",
        Verdict::Several => "several digests have enough votes",
    }
}

/// Who says what
fn says(claim: &Claim) {
    for (digest, builders) in &claim.says {
        let locked = if claim.locked.as_deref() == Some(digest) {
            " (locked)"
        } else {
            ""
        };
        println!("  {digest}{locked}: {}", who(builders));
    }
    if !claim.contradict.is_empty() {
        println!("  several digests: {}", who(&claim.contradict));
    }
    if let Some(locked) = claim
        .locked
        .as_ref()
        .filter(|locked| !claim.says.contains_key(*locked))
    {
        println!("  {locked} (locked): nobody");
    }
}

fn who(builders: &std::collections::BTreeSet<quorum::Builder>) -> String {
    let names: Vec<String> = builders.iter().map(ToString::to_string).collect();
    names.join(", ")
}
