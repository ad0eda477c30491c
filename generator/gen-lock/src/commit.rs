//! The checkout's commit, and the tag of what is built from it.

use crate::failure::finding;
use crate::process::capture;
use anyhow::{ensure, Result};
use debian::Date;
use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// Digits of a commit in a tag: enough for any repository
const DIGITS: usize = 12;

/// `YYYYMMDD-<commit>`, with the codec behind where it is not the table's
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReleaseTag {
    date: String,
    sha: String,
    codec: Option<String>,
}

/// A checkout's last commit
#[derive(Debug, Clone)]
pub struct Commit {
    /// Of all digits
    pub sha: String,
    /// When it was made
    pub date: Date,
}

impl ReleaseTag {
    /// The commit's part: the same for each codec
    pub fn commit(&self) -> String {
        format!("{}-{}", self.date, self.sha)
    }

    /// Behind the name of what there is one of for each codec
    pub fn suffix(&self) -> String {
        let behind = self.codec.as_ref().map(|codec| format!("-{codec}"));
        behind.unwrap_or_default()
    }

    /// The commit's day: `YYYYMMDD`
    pub fn day(&self) -> &str {
        &self.date
    }

    /// When it can have been made at the latest, where nothing says so
    pub fn day_end(&self) -> String {
        let (year, rest) = self.date.split_at(4);
        let (month, day) = rest.split_at(2);
        format!("{year}-{month}-{day}T23:59:59Z")
    }
}

impl Commit {
    /// The commit of a checkout whose files are all in it
    ///
    /// # Errors
    /// When something is not committed, or it is no checkout.
    pub fn clean(root: &Path) -> Result<Self> {
        let changed = git(root, &["status", "--porcelain"])?;
        let lines: Vec<&str> = changed.lines().collect();
        if !lines.is_empty() {
            let shown = lines[..lines.len().min(10)].join("\n  ");
            return Err(finding(format!(
                "{} of this checkout's files have uncommitted changes, so no commit describes what \
                 would be pushed:\n  {shown}\n\nhint: commit them, or put them away with `git stash`",
                lines.len()
            )));
        }
        let said = git(root, &["show", "--no-patch", "--format=%H %ct", "HEAD"])?;
        let (sha, date) = said.split_once(' ').unwrap_or_default();
        ensure!(
            sha.len() >= DIGITS && sha.bytes().all(|byte| byte.is_ascii_hexdigit()),
            "git has no commit for `{}`",
            root.display()
        );
        Ok(Self {
            sha: sha.to_owned(),
            date: Date::from_unix(date.trim().parse()?),
        })
    }

    /// The tag of its images
    pub fn tag(&self, codec: Option<&str>) -> ReleaseTag {
        // In UTC, whatever the zone of the machine or of who committed
        ReleaseTag {
            date: self.date.day().to_string().replace('-', ""),
            sha: self.sha[..DIGITS].to_owned(),
            codec: codec.map(str::to_owned),
        }
    }
}

fn git(root: &Path, arguments: &[&str]) -> Result<String> {
    let mut command = crate::git::git(root);
    command.args(arguments);
    let ended = capture(&mut command, "install git")?;
    ensure!(
        ended.success,
        "`{}` is not a git checkout: {}",
        root.display(),
        ended.stderr
    );
    Ok(ended.stdout)
}

impl fmt::Display for ReleaseTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.date, self.sha)?;
        self.codec
            .iter()
            .try_for_each(|codec| write!(f, "-{codec}"))
    }
}

/// What is no tag of a release
#[derive(Debug, thiserror::Error)]
#[error("want a tag such as `20261126-0123456789ab`")]
pub struct NotReleaseTag;

impl FromStr for ReleaseTag {
    type Err = NotReleaseTag;

    fn from_str(text: &str) -> Result<Self, NotReleaseTag> {
        let mut parts = text.splitn(3, '-');
        let (date, sha) = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        );
        let codec = parts.next();
        let hexadecimal = |c: char| matches!(c, '0'..='9' | 'a'..='f');
        let legal = date.len() == 8
            && date.bytes().all(|byte| byte.is_ascii_digit())
            && sha.len() == DIGITS
            && sha.chars().all(hexadecimal)
            && codec.is_none_or(|codec| matches!(codec, "gzip" | "zstd" | "none"));
        legal
            .then(|| Self {
                date: date.to_owned(),
                sha: sha.to_owned(),
                codec: codec.map(str::to_owned),
            })
            .ok_or(NotReleaseTag)
    }
}

#[cfg(test)]
mod tests {
    use super::{Commit, ReleaseTag};
    use debian::Date;

    #[test]
    fn a_tag_is_of_the_commits_day_in_utc() {
        let commit = Commit {
            sha: "0123456789abcdef0123456789abcdef01234567".to_owned(),
            date: Date::from_unix(1_795_651_199),
        };
        assert_eq!(commit.tag(None).to_string(), "20261125-0123456789ab");
        assert_eq!(
            commit.tag(Some("gzip")).to_string(),
            "20261125-0123456789ab-gzip"
        );
    }

    #[test]
    fn reads_what_it_prints() {
        for text in ["20261125-0123456789ab", "20261125-0123456789ab-gzip"] {
            assert_eq!(text.parse::<ReleaseTag>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "latest",
            "20261125-0123456789ab-prev",
            "2026112-0123456789ab",
            "20261125-0123456789AB",
            "20261125-0123",
        ] {
            assert!(text.parse::<ReleaseTag>().is_err(), "{text}");
        }
    }
}
