//! The list of contents beside a blob: a line for each entry, to find conflicts and to read diffs.
//!
//! ```text
//! d 0755 0:0 0 - usr/bin
//! f 0755 0:0 27792 9f86d081… usr/bin/tini
//! l 0777 0:0 0 - usr/bin/python -> python3.11
//! ```

use std::fmt;

/// An entry as listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its kind.
    pub kind: LineKind,
    /// Permission bits.
    pub mode: u32,
    /// Owner.
    pub uid: u32,
    /// Group.
    pub gid: u32,
    /// Its path.
    pub path: String,
}

/// The kind of a listed entry, with what only it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A file.
    File {
        /// Its length.
        size: u64,
        /// Its SHA-256 in hexadecimal digits.
        sha256: String,
    },
    /// A folder.
    Directory,
    /// A symbolic link.
    Symlink {
        /// Where it leads.
        target: String,
    },
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            kind,
            mode,
            uid,
            gid,
            path,
        } = self;
        match kind {
            LineKind::File { size, sha256 } => {
                write!(f, "f {mode:04o} {uid}:{gid} {size} {sha256} {path}")
            }
            LineKind::Directory => write!(f, "d {mode:04o} {uid}:{gid} 0 - {path}"),
            LineKind::Symlink { target } => {
                write!(f, "l {mode:04o} {uid}:{gid} 0 - {path} -> {target}")
            }
        }
    }
}

impl Line {
    /// Reads a line; none if it is malformed.
    pub fn parse(line: &str) -> Option<Self> {
        let mut fields = line.splitn(6, ' ');
        let mut next = || fields.next();
        let (letter, mode, owner, size, sha256, path) =
            (next()?, next()?, next()?, next()?, next()?, next()?);
        let (uid, gid) = owner.split_once(':')?;
        let (kind, path) = match letter {
            "f" => {
                let kind = LineKind::File {
                    size: size.parse().ok()?,
                    sha256: sha256.to_owned(),
                };
                (kind, path)
            }
            "d" => (LineKind::Directory, path),
            "l" => {
                let (path, target) = path.split_once(" -> ")?;
                (
                    LineKind::Symlink {
                        target: target.to_owned(),
                    },
                    path,
                )
            }
            _ => return None,
        };
        Some(Self {
            kind,
            mode: u32::from_str_radix(mode, 8).ok()?,
            uid: uid.parse().ok()?,
            gid: gid.parse().ok()?,
            path: path.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_it_parses() {
        for line in [
            "d 1777 0:0 0 - tmp",
            "f 0644 10001:10001 3 abc a file with spaces",
            "l 0777 0:0 0 - usr/bin/python -> python3.11",
        ] {
            assert_eq!(Line::parse(line).unwrap().to_string(), line);
        }
        for line in [
            "",
            "x 0755 0:0 0 - a",
            "f 0999 0:0 0 - a",
            "l 0777 0:0 0 - a",
        ] {
            assert_eq!(Line::parse(line), None, "{line}");
        }
    }
}
