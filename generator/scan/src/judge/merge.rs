//! Claims of several scanners about one thing, as one.

use crate::claim::{Claim, Part};
use std::collections::BTreeMap;

/// The bytes, the package in them, and one of the vulnerability's names
type Key = (String, String, String, String);

/// The database comes first where there is one: it knows other names
pub(super) fn merge(claims: &[Claim]) -> Vec<Claim> {
    let mut claims: Vec<&Claim> = claims.iter().collect();
    claims.sort_by_key(|claim| claim.scanners.first().copied());
    let mut merged: Vec<Claim> = Vec::new();
    let mut known: BTreeMap<Key, usize> = BTreeMap::new();
    for claim in claims {
        let names = std::iter::once(&claim.vulnerability).chain(&claim.aliases);
        let keys: Vec<Key> = names.map(|name| key(&claim.part, name)).collect();
        let at = keys.iter().find_map(|key| known.get(key).copied());
        let at = at.unwrap_or(merged.len());
        match merged.get_mut(at) {
            Some(one) => take_in(one, claim),
            None => merged.push(claim.clone()),
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

/// What another scanner says of the same, too
fn take_in(one: &mut Claim, claim: &Claim) {
    let names = std::iter::once(&claim.vulnerability).chain(&claim.aliases);
    one.aliases.extend(names.cloned());
    if claim.vulnerability.starts_with("CVE-") && !one.vulnerability.starts_with("CVE-") {
        let before = std::mem::replace(&mut one.vulnerability, claim.vulnerability.clone());
        one.aliases.insert(before);
    }
    one.aliases.remove(&one.vulnerability);
    one.records.extend(claim.records.iter().cloned());
    one.severity = one.severity.max(claim.severity);
    if one.summary.is_empty() {
        one.summary.clone_from(&claim.summary);
    }
    one.fixed = one.fixed.take().or_else(|| claim.fixed.clone());
    one.part.purls.extend(claim.part.purls.iter().cloned());
    one.layers.extend(claim.layers.iter().cloned());
    one.images.extend(claim.images.iter().cloned());
    one.scanners.extend(&claim.scanners);
}
