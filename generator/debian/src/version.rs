//! Versions, ordered as dpkg orders them: `[epoch:]upstream[-revision]`.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A version as written. Equality is dpkg's: `1.0`, `0:1.0` and `1.0-0` are the same version.
#[derive(Clone, Debug)]
pub struct Version(String);

/// A text that is no version.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum VersionError {
    /// Nothing there.
    #[error("a version is empty")]
    Empty,
    /// The part before the first colon.
    #[error("version `{0}`: the epoch is not a number up to 2147483647")]
    Epoch(String),
    /// The part between the colon and the last dash.
    #[error(
        "version `{0}`: the upstream part is empty or holds a character outside `A-Za-z0-9.+~:-`"
    )]
    Upstream(String),
    /// The part after the last dash.
    #[error("version `{0}`: the revision is empty or holds a character outside `A-Za-z0-9.+~`")]
    Revision(String),
}

impl Version {
    /// The version as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn parts(&self) -> (u32, &str, &str) {
        let (epoch, rest) = match self.0.split_once(':') {
            Some((epoch, rest)) => (epoch.parse().unwrap_or(u32::MAX), rest),
            None => (0, self.0.as_str()),
        };
        let (upstream, revision) = rest.rsplit_once('-').unwrap_or((rest, ""));
        (epoch, upstream, revision)
    }
}

impl FromStr for Version {
    type Err = VersionError;

    fn from_str(text: &str) -> Result<Self, VersionError> {
        if text.is_empty() {
            return Err(VersionError::Empty);
        }
        let rest = match text.split_once(':') {
            Some((epoch, _)) if !is_epoch(epoch) => return Err(VersionError::Epoch(text.into())),
            Some((_, rest)) => rest,
            None => text,
        };
        let (upstream, revision) = match rest.rsplit_once('-') {
            Some((upstream, revision)) => (upstream, Some(revision)),
            None => (rest, None),
        };
        if !is_part(upstream, b".+~:-") {
            return Err(VersionError::Upstream(text.into()));
        }
        if revision.is_some_and(|revision| !is_part(revision, b".+~")) {
            return Err(VersionError::Revision(text.into()));
        }
        Ok(Self(text.into()))
    }
}

fn is_epoch(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit()) && text.parse::<i32>().is_ok()
}

fn is_part(text: &str, also: &[u8]) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || also.contains(&b))
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a_epoch, a_upstream, a_revision) = self.parts();
        let (b_epoch, b_upstream, b_revision) = other.parts();
        a_epoch
            .cmp(&b_epoch)
            .then_with(|| compare_part(a_upstream.as_bytes(), b_upstream.as_bytes()))
            .then_with(|| compare_part(a_revision.as_bytes(), b_revision.as_bytes()))
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Version {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Version {}

/// Policy 5.6.12: runs of non-digits and runs of digits, in turn.
fn compare_part(mut a: &[u8], mut b: &[u8]) -> Ordering {
    while !a.is_empty() || !b.is_empty() {
        let (a_text, a_rest) = a.split_at(run(a, |c| !c.is_ascii_digit()));
        let (b_text, b_rest) = b.split_at(run(b, |c| !c.is_ascii_digit()));
        let (a_number, a_rest) = a_rest.split_at(run(a_rest, |c| c.is_ascii_digit()));
        let (b_number, b_rest) = b_rest.split_at(run(b_rest, |c| c.is_ascii_digit()));
        let order = compare_text(a_text, b_text).then_with(|| compare_number(a_number, b_number));
        if order != Ordering::Equal {
            return order;
        }
        (a, b) = (a_rest, b_rest);
    }
    Ordering::Equal
}

fn run(bytes: &[u8], inside: impl Fn(&u8) -> bool) -> usize {
    bytes.iter().take_while(|c| inside(c)).count()
}

/// Tilde before the end, the end before letters, letters before the rest.
fn compare_text(a: &[u8], b: &[u8]) -> Ordering {
    let rank = |text: &[u8], at: usize| match text.get(at) {
        None => 0,
        Some(b'~') => -1,
        Some(c) if c.is_ascii_alphabetic() => i32::from(*c),
        Some(c) => i32::from(*c) + 256,
    };
    (0..a.len().max(b.len()))
        .map(|at| rank(a, at).cmp(&rank(b, at)))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

/// Numbers of any length; none counts as zero.
fn compare_number(a: &[u8], b: &[u8]) -> Ordering {
    let a = &a[run(a, |c| *c == b'0')..];
    let b = &b[run(b, |c| *c == b'0')..];
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests;
