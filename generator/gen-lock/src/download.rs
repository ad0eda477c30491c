//! One file over HTTP: bounded, resumable, checked.

use crate::address::shown::shown;
use crate::file;
use crate::http::{Http, Refusal};
use anyhow::{anyhow, bail, ensure, Context as _, Result};
use indicatif::ProgressBar;
use registry::{Paced, TooSlow};
use reqwest::blocking::Response;
use reqwest::StatusCode;
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{Read, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::time::Duration;

/// How often a file is tried at one address
const TRIES: u32 = 5;
/// How often at one that drips
const SLOW_TRIES: u32 = 3;

/// What a file must be
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// Hexadecimal
    pub sha256: &'a str,
    /// Bytes
    pub size: u64,
}

/// A response's body, refused when it is larger than `most` bytes
///
/// # Errors
/// When it is larger, or the connection breaks.
pub fn bounded(http: &Http, response: Response, most: usize) -> Result<Vec<u8>> {
    let url = shown(response.url().as_str());
    let mut bytes = Vec::new();
    let read = Paced::new(response, http.silence)
        .take(most as u64 + 1)
        .read_to_end(&mut bytes);
    read.with_context(|| format!("`{url}`"))?;
    ensure!(bytes.len() <= most, "`{url}` is larger than {most} bytes");
    Ok(bytes)
}

/// Fetches a file to `path`, from the first of the addresses that gives the right bytes; the next
/// address is looked up only then. What an earlier attempt left is continued.
///
/// # Errors
/// When none gives the right bytes.
pub fn fetch(
    http: &Http,
    urls: impl IntoIterator<Item = Result<String>>,
    path: &Path,
    expected: Expected<'_>,
    bars: [&ProgressBar; 2],
) -> Result<()> {
    let mut refusals = Vec::new();
    for url in urls {
        let mut slow = 0;
        let mut attempt = |url: &str| match once(http, url, path, expected, bars) {
            // Another address is faster than many tries at one that drips.
            Err(Stop::Passing(error)) if is_slow(&error) => {
                slow += 1;
                Err(Stop::of(error, slow < SLOW_TRIES))
            }
            done => done,
        };
        let fetched = url.and_then(|url| patiently(|| attempt(&url)));
        match fetched {
            Ok(()) => return Ok(()),
            Err(error) => refusals.push(format!("{error:#}")),
        }
    }
    bail!("cannot fetch `{}`: {}", name(path), refusals.join("; "))
}

/// Tries again what may pass
///
/// # Errors
/// The last attempt's.
pub fn patiently<T>(mut attempt: impl FnMut() -> Result<T, Stop>) -> Result<T> {
    let mut wait = Duration::from_secs(1);
    for _ in 1..TRIES {
        match attempt() {
            Ok(done) => return Ok(done),
            Err(Stop::Final(error)) => return Err(error),
            Err(Stop::Passing(_)) => std::thread::sleep(wait),
        }
        wait *= 2;
    }
    attempt().map_err(|stop| match stop {
        Stop::Final(error) | Stop::Passing(error) => error,
    })
}

/// Why an attempt ended
pub enum Stop {
    /// The address will not give it
    Final(anyhow::Error),
    /// Another try may
    Passing(anyhow::Error),
}

/// Whether the server drips
fn is_slow(error: &anyhow::Error) -> bool {
    let mut causes = error.chain();
    causes.any(|cause| cause.downcast_ref().is_some_and(TooSlow::is))
}

impl Stop {
    fn of(error: anyhow::Error, may_pass: bool) -> Self {
        match may_pass {
            true => Self::Passing(error),
            false => Self::Final(error),
        }
    }

    fn at(self, url: &str) -> Self {
        let at = format!("`{}`", shown(url));
        match self {
            Self::Final(error) => Self::Final(error.context(at)),
            Self::Passing(error) => Self::Passing(error.context(at)),
        }
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        match refusal.is_passing() {
            true => Self::Passing(refusal.into()),
            false => Self::Final(refusal.into()),
        }
    }
}

fn once(
    http: &Http,
    url: &str,
    path: &Path,
    expected: Expected<'_>,
    bars: [&ProgressBar; 2],
) -> Result<(), Stop> {
    let passing = |error: std::io::Error| Stop::Passing(error.into());
    let mut file = file::part(path).map_err(|error| Stop::Final(error.into()))?;
    let (mut hash, mut have) = hashed(&mut file, expected.size).map_err(passing)?;
    advance(bars, have);
    // What another address left may be of another file.
    let mut continued = have > 0;
    if have < expected.size {
        let range = format!("bytes={have}-");
        let headers: &[(&str, &str)] = if have > 0 { &[("Range", &range)] } else { &[] };
        let response = http.get(url, headers)?;
        if response.status() != StatusCode::PARTIAL_CONTENT && have > 0 {
            rewind(&mut file, bars).map_err(passing)?;
            (hash, have, continued) = (Sha256::new(), 0, false);
        }
        let response = Paced::new(response, http.silence);
        let got = copy(response, &mut file, &mut hash, expected.size - have, bars);
        have += got.map_err(|stop| stop.at(url))?;
    }
    let sha256 = hex::encode(hash.finalize());
    if sha256 == expected.sha256 && have == expected.size {
        return file.sync_all().map_err(passing);
    }
    rewind(&mut file, bars).map_err(passing)?;
    let error = if have > expected.size {
        anyhow!("`{}`: more bytes than in the lock", shown(url))
    } else {
        anyhow!(
            "`{}` sent different bytes: want sha256 {} ({} bytes), got {sha256} ({have} bytes)",
            shown(url),
            expected.sha256,
            expected.size
        )
    };
    Err(match continued {
        true => Stop::Passing(error),
        false => Stop::Final(error),
    })
}

/// What an earlier attempt left, hashed; the file stands at its end
fn hashed(file: &mut File, most: u64) -> std::io::Result<(Sha256, u64)> {
    if file.metadata()?.len() > most {
        file.set_len(0)?;
    }
    let mut hash = Sha256::new();
    let have = std::io::copy(file, &mut hash)?;
    Ok((hash, have))
}

fn copy(
    mut from: impl Read,
    to: &mut File,
    hash: &mut Sha256,
    most: u64,
    bars: [&ProgressBar; 2],
) -> Result<u64, Stop> {
    let mut buffer = vec![0; 1 << 18];
    let mut got = 0;
    loop {
        let count = from
            .read(&mut buffer)
            .map_err(|error| Stop::Passing(error.into()))?;
        if count == 0 && got < most {
            let missing = most - got;
            return Err(Stop::Passing(anyhow!(
                "the connection ended {missing} bytes too early"
            )));
        }
        if count == 0 {
            return Ok(got);
        }
        got += count as u64;
        if got > most {
            return Ok(got);
        }
        let written = to
            .write_all(&buffer[..count])
            .context("the disk may be full");
        written.map_err(Stop::Final)?;
        hash.update(&buffer[..count]);
        advance(bars, count as u64);
    }
}

fn rewind(file: &mut File, bars: [&ProgressBar; 2]) -> std::io::Result<()> {
    let length = file.metadata()?.len();
    for bar in bars {
        bar.set_position(bar.position().saturating_sub(length));
    }
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0)).map(|_| ())
}

fn advance(bars: [&ProgressBar; 2], bytes: u64) {
    for bar in bars {
        bar.inc(bytes);
    }
}

fn name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
