//! The releases of a machine: `0012-3f9a1c…`, a number and the start of the lock's digest.

use std::fmt;
use std::str::FromStr;

/// Releases that are kept beside the current and the previous one
pub const KEPT: usize = 5;
const LOCK: usize = 12;

/// A release by name; later ones are greater
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Release {
    number: u32,
    lock: String,
}

/// Why a text names no release
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("want a release, such as `0012-3f9a1c0b77de`")]
pub struct NotRelease;

impl FromStr for Release {
    type Err = NotRelease;

    fn from_str(text: &str) -> Result<Self, NotRelease> {
        let (number, lock) = text.split_once('-').ok_or(NotRelease)?;
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if lock.len() != LOCK || !lock.bytes().all(hex) {
            return Err(NotRelease);
        }
        let release = Self {
            number: number.parse().map_err(|_| NotRelease)?,
            lock: lock.to_owned(),
        };
        // One name a release: `+1` and `01` are other words for the same number.
        if release.to_string() == text {
            Ok(release)
        } else {
            Err(NotRelease)
        }
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{}", self.number, self.lock)
    }
}

/// The release that follows those that are there, of a lock by its digest (hexadecimal)
pub fn next(there: &[Release], digest: &str) -> Release {
    let last = there.iter().map(|release| release.number).max();
    Release {
        number: last.unwrap_or(0).saturating_add(1),
        lock: digest.chars().take(LOCK).collect(),
    }
}

/// Those that need not be kept: neither of the last [`KEPT`] nor in use
pub fn superseded<'a>(there: &'a [Release], used: &[Release]) -> Vec<&'a Release> {
    let mut all: Vec<&Release> = there.iter().collect();
    all.sort();
    let older = all.len().saturating_sub(KEPT);
    all.truncate(older);
    all.retain(|release| !used.contains(release));
    all
}

#[cfg(test)]
mod tests {
    use super::{next, superseded, Release};

    const DIGEST: &str = "3f9a1c0b77de00000000000000000000";

    fn releases(count: usize) -> Vec<Release> {
        (0..count).fold(Vec::new(), |mut all, _| {
            all.push(next(&all, DIGEST));
            all
        })
    }

    #[test]
    fn reads_what_it_prints() {
        for release in releases(3) {
            assert_eq!(release.to_string().parse(), Ok(release));
        }
        let large: Release = "12345-3f9a1c0b77de".parse().unwrap();
        assert!(large > releases(2)[1]);
    }

    #[test]
    fn other_names_are_none() {
        for text in [
            "",
            "current",
            "1-3f9a1c0b77de",
            "+001-3f9a1c0b77de",
            "00001-3f9a1c0b77de",
            "0001-3F9A1C0B77DE",
            "0001-3f9a1c0b77",
            "0001-../../../etc",
        ] {
            assert!(text.parse::<Release>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_last_five_and_those_in_use_stay() {
        let all = releases(8);
        let gone = superseded(&all, &[all[0].clone(), all[7].clone()]);
        assert_eq!(gone, [&all[1], &all[2]]);
        assert!(superseded(&all[..5], &[]).is_empty());
    }
}
