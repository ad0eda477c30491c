//! Where an archive keeps a deb, below its root.

use std::fmt;
use std::str::FromStr;

/// `pool/main/t/tini/tini_0.19.0-1_amd64.deb`: relative, within `pool/`, naming one deb.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PoolPath(String);

/// A path that names no deb of a pool.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PoolPathError {
    /// Elsewhere in the archive, or absolute.
    #[error("path `{0}`: does not start with `pool/`")]
    Outside(String),
    /// `..`, `.`, or nothing between two slashes.
    #[error("path `{0}`: a segment is empty, `.` or `..`")]
    Segment(String),
    /// Another kind of file.
    #[error("path `{0}`: does not end in `.deb`")]
    Suffix(String),
    /// Whitespace, control characters, anything that a shell or an address would read otherwise.
    #[error("path `{0}`: holds a character outside `A-Za-z0-9.+~_:%/-`")]
    Character(String),
}

impl PoolPath {
    /// The path as published.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last segment: the deb's file name.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }
}

impl FromStr for PoolPath {
    type Err = PoolPathError;

    fn from_str(text: &str) -> Result<Self, PoolPathError> {
        if !text.starts_with("pool/") {
            return Err(PoolPathError::Outside(text.into()));
        }
        if text
            .split('/')
            .any(|segment| matches!(segment, "" | "." | ".."))
        {
            return Err(PoolPathError::Segment(text.into()));
        }
        if !text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b".+~_:%/-".contains(&b))
        {
            return Err(PoolPathError::Character(text.into()));
        }
        if !text.ends_with(".deb") {
            return Err(PoolPathError::Suffix(text.into()));
        }
        Ok(Self(text.into()))
    }
}

impl fmt::Display for PoolPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    #[test]
    fn keeps_what_the_archive_wrote() {
        let path: PoolPath = "pool/updates/main/o/openssl/libssl3_3.0.17-1~deb12u2_amd64.deb"
            .parse()
            .unwrap();
        assert_eq!(path.file_name(), "libssl3_3.0.17-1~deb12u2_amd64.deb");
    }

    #[test]
    fn refuses_to_leave_the_pool() {
        let error = |text: &str| text.parse::<PoolPath>().unwrap_err();
        assert_snapshot!(error("/etc/passwd"), @"path `/etc/passwd`: does not start with `pool/`");
        assert_snapshot!(error("pool/../x.deb"), @"path `pool/../x.deb`: a segment is empty, `.` or `..`");
        assert_snapshot!(error("pool//x.deb"), @"path `pool//x.deb`: a segment is empty, `.` or `..`");
        assert_snapshot!(error("pool/x.dsc"), @"path `pool/x.dsc`: does not end in `.deb`");
        assert_snapshot!(error("pool/a b.deb"), @"path `pool/a b.deb`: holds a character outside `A-Za-z0-9.+~_:%/-`");
    }
}
