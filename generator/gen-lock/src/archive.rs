//! The Debian archive's signed index.

use crate::address::debian::Mirrors;
use crate::clock;
use crate::download::bounded;
use crate::failure::finding;
use crate::process::judged;
use anyhow::{bail, Context as _, Result};
use debian::{ClearSigned, Date, Release};
use reqwest::blocking::Client;
use sha2::{Digest as _, Sha256};
use std::io::Read;
use std::process::Command;

const LARGEST_RELEASE: usize = 4 << 20;
const LARGEST_INDEX: u64 = 512 << 20;

/// A suite's index, verified down to its bytes
pub struct Index {
    /// What signed it off
    pub locked: debian::LockedIndex,
    /// The text of `Packages`
    pub text: String,
}

/// Reads a suite's index from the first mirror that gives a good one
///
/// # Errors
/// When none does: unreachable, not signed by the keyring, past its `Valid-Until`, or other bytes
/// than the release says.
pub fn index(
    client: &Client,
    mirrors: &Mirrors,
    suite: &str,
    component: &str,
    architecture: &str,
) -> Result<Index> {
    let mut refusals = Vec::new();
    for root in mirrors.roots_of(suite) {
        let base = format!("{}/dists/{suite}", root.trim_end_matches('/'));
        match read(client, mirrors, &base, component, architecture) {
            Ok(index) => return Ok(index),
            Err(error) => refusals.push(format!("{error:#}")),
        }
    }
    if refusals.is_empty() {
        bail!(
            "no mirror for suite `{suite}`\n\nhint: name one with `--debian-mirror` or \
             `--debian-security-mirror`"
        );
    }
    bail!("no mirror gives suite `{suite}`: {}", refusals.join("; "))
}

fn read(
    client: &Client,
    mirrors: &Mirrors,
    base: &str,
    component: &str,
    architecture: &str,
) -> Result<Index> {
    let bytes = get(client, &format!("{base}/InRelease"), LARGEST_RELEASE)?;
    let release = release(mirrors, base, &bytes)?;
    let suite = base.rsplit('/').next().unwrap_or_default();
    release.check_suite(suite).map_err(finding)?;
    let want = release.packages(component, architecture)?;
    for served in release.packages_files(component, architecture) {
        let paths = served.by_hash.iter().chain([&served.path]);
        for path in paths {
            let Ok(bytes) = get(client, &format!("{base}/{path}"), 128 << 20) else {
                continue;
            };
            let text = inflate(&served.path, &bytes)?;
            let got = hex::encode(Sha256::digest(text.as_bytes()));
            if got != want.sha256.to_string() {
                return Err(finding(format!(
                    "`{base}/{path}` has other bytes than the release says: want sha256 {}, got {got}",
                    want.sha256
                )));
            }
            let locked = debian::LockedIndex::new(&release, component, architecture)?;
            return Ok(Index { locked, text });
        }
    }
    bail!("`{base}` serves no index of `{component}` for `{architecture}`")
}

/// Checks signature and `Valid-Until`
fn release(mirrors: &Mirrors, base: &str, bytes: &[u8]) -> Result<Release> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("InRelease");
    std::fs::write(&file, bytes)?;
    let mut gpgv = Command::new("gpgv");
    gpgv.arg("--quiet")
        .arg("--keyring")
        .arg(&mirrors.keyring)
        .arg(&file);
    let remedy =
        "install gpgv and debian-archive-keyring, or name a keyring with `--debian-keyring`";
    let said = judged(&mut gpgv, remedy)?;
    if !said.fine {
        return Err(finding(format!(
            "`{base}/InRelease` is not signed by `{}`: {}\n\nhint: {remedy}",
            mirrors.keyring.display(),
            said.err
        )));
    }
    let document = std::str::from_utf8(bytes).context("InRelease is no UTF-8")?;
    let signed = ClearSigned::parse(document)?;
    let release = Release::parse(&signed.text)?;
    release.check_valid(now(base)).map_err(finding)?;
    Ok(release)
}

/// Now, only to refuse an index that is past its `Valid-Until`. A mirror of a past date
/// (`…/20250520T000000Z/…`) is judged at that date.
fn now(base: &str) -> Date {
    base.split('/')
        .find_map(snapshot)
        .unwrap_or_else(clock::now)
}

fn snapshot(segment: &str) -> Option<Date> {
    let (day, time) = segment.strip_suffix('Z')?.split_once('T')?;
    if day.len() != 8 || time.len() != 6 || !(day.is_ascii() && time.is_ascii()) {
        return None;
    }
    let (date, clock) = (
        format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]),
        format!("{}:{}:{}", &time[..2], &time[2..4], &time[4..]),
    );
    format!("{date}T{clock}Z").parse().ok()
}

fn inflate(name: &str, bytes: &[u8]) -> Result<String> {
    let mut text = String::new();
    let reader: Box<dyn Read> = match name.rsplit('.').next() {
        Some("xz") => Box::new(liblzma::read::XzDecoder::new(bytes)),
        Some("gz") => Box::new(flate2::read::GzDecoder::new(bytes)),
        _ => Box::new(bytes),
    };
    let count = reader.take(LARGEST_INDEX + 1).read_to_string(&mut text)?;
    anyhow::ensure!(
        count as u64 <= LARGEST_INDEX,
        "`{name}` inflates to more than {LARGEST_INDEX} bytes"
    );
    Ok(text)
}

fn get(client: &Client, url: &str, most: usize) -> Result<Vec<u8>> {
    let response = client.get(url).send()?.error_for_status()?;
    bounded(response, most)
}

#[cfg(test)]
mod tests {
    use super::snapshot;

    #[test]
    fn a_dated_mirror_has_its_own_now() {
        assert_eq!(
            snapshot("20250520T000000Z").unwrap().to_string(),
            "2025-05-20T00:00:00Z"
        );
        assert!(snapshot("debian").is_none());
    }
}
