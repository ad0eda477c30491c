//! Paths inside an image: relative, normal, UTF-8, and never out of the root.

use std::fmt;

use oci::Whiteout;

/// Longest path that the kernel takes.
const LIMIT: usize = 4095;

/// Longest name of one entry that Linux's file systems take, in bytes.
const NAME_LIMIT: usize = 255;

/// A path below the root of an image, without a leading or trailing slash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TreePath(String);

/// Why a text is no [`TreePath`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PathFault {
    /// Nothing left.
    #[error("an empty path")]
    Empty,
    /// Starts at the root.
    #[error("an absolute path")]
    Absolute,
    /// Holds `..`.
    #[error("a path that climbs with `..`")]
    Climbs,
    /// Holds `.`, `//` or a trailing slash.
    #[error("a path that is not normal")]
    NotNormal,
    /// Holds a control character.
    #[error("a path with a control character")]
    Control,
    /// Holds ` -> `, which the list of contents keeps for links.
    #[error("a path with ` -> ` in it")]
    Arrow,
    /// Longer than the kernel takes.
    #[error("a path longer than 4095 bytes")]
    TooLong,
}

/// A name in a path that no layer can hold, wherever it stands in the path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    /// Engines take it for a deletion.
    #[error("an engine makes no such entry, by the OCI image specification: {0}")]
    Whiteout(oci::Whiteout),
    /// No file system takes it.
    #[error("the name `{0}` has {length} bytes, a file system takes at most 255", length = .0.len())]
    TooLong(String),
}

impl TreePath {
    /// Accepts `text` if it is a relative, normal path.
    pub fn parse(text: &str) -> Result<Self, PathFault> {
        if text.is_empty() {
            return Err(PathFault::Empty);
        }
        if text.starts_with('/') {
            return Err(PathFault::Absolute);
        }
        if text.len() > LIMIT {
            return Err(PathFault::TooLong);
        }
        if text.chars().any(char::is_control) {
            return Err(PathFault::Control);
        }
        if text.contains(" -> ") {
            return Err(PathFault::Arrow);
        }
        for segment in text.split('/') {
            match segment {
                ".." => return Err(PathFault::Climbs),
                "" | "." => return Err(PathFault::NotNormal),
                _ => {}
            }
        }
        Ok(Self(text.to_owned()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first of its names that no layer can hold.
    pub fn unstorable(&self) -> Option<NameFault> {
        let long = || self.0.split('/').find(|name| name.len() > NAME_LIMIT);
        let whiteout = Whiteout::of(&self.0).map(NameFault::Whiteout);
        whiteout.or_else(|| long().map(|name| NameFault::TooLong(name.to_owned())))
    }

    /// This path below `folder`, itself such a path or empty.
    pub fn below(&self, folder: &str) -> Self {
        match folder {
            "" => self.clone(),
            folder => Self(format!("{folder}/{}", self.0)),
        }
    }

    /// Every folder above, the nearest first.
    pub fn parents(&self) -> impl Iterator<Item = TreePath> + '_ {
        let slashes = self.0.rmatch_indices('/');
        slashes.map(|(at, _)| Self(self.0[..at].to_owned()))
    }

    /// The last segment.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// Where a symbolic link here with `target` leads, by the text alone; none if out of the root.
    pub fn resolve(&self, target: &str) -> Option<String> {
        let mut segments: Vec<&str> = match target.strip_prefix('/') {
            Some(_) => Vec::new(),
            None => self.0.split('/').collect(),
        };
        segments.pop();
        for segment in target.split('/') {
            match segment {
                "" | "." => {}
                ".." => {
                    segments.pop()?;
                }
                name => segments.push(name),
            }
        }
        Some(segments.join("/"))
    }
}

impl fmt::Display for TreePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_could_leave_the_root_or_hide() {
        let fault = |text| TreePath::parse(text).unwrap_err();
        assert_eq!(fault(""), PathFault::Empty);
        assert_eq!(fault("/etc/passwd"), PathFault::Absolute);
        assert_eq!(fault("a/../../b"), PathFault::Climbs);
        assert_eq!(fault("a//b"), PathFault::NotNormal);
        assert_eq!(fault("./a"), PathFault::NotNormal);
        assert_eq!(fault("a/"), PathFault::NotNormal);
        assert_eq!(fault("a\nb"), PathFault::Control);
        assert_eq!(fault(&"a".repeat(4096)), PathFault::TooLong);
    }

    #[test]
    fn some_names_cannot_be_stored() {
        let fault = |text: &str| TreePath::parse(text).unwrap().unstorable();
        for name in [".wh.x", ".wh.", ".wh..wh..opq", ".wh..wh.plnk"] {
            for path in [name.to_owned(), format!("a/{name}"), format!("a/{name}/b")] {
                assert!(
                    matches!(fault(&path), Some(NameFault::Whiteout(_))),
                    "{path}"
                );
            }
        }
        assert_eq!(fault("a.wh.x"), None);
        assert_eq!(fault(&"a".repeat(255)), None);
        assert_eq!(fault(&format!("a/{}", "é".repeat(127))), None);
        let long = "é".repeat(128);
        let path = format!("a/{long}/b");
        assert_eq!(fault(&path), Some(NameFault::TooLong(long)));
        assert_eq!(
            fault("a/.wh.libc.so.6").unwrap().to_string(),
            "an engine makes no such entry, by the OCI image specification: whiteout of `a/libc.so.6`"
        );
    }

    #[test]
    fn knows_its_parents() {
        let path = TreePath::parse("usr/local/bin").unwrap();
        let parents: Vec<String> = path.parents().map(|p| p.to_string()).collect();
        assert_eq!(parents, ["usr/local", "usr"]);
    }

    #[test]
    fn resolves_links_by_their_text() {
        let link = TreePath::parse("usr/bin/x").unwrap();
        assert_eq!(link.resolve("y").as_deref(), Some("usr/bin/y"));
        assert_eq!(link.resolve("../../etc/x").as_deref(), Some("etc/x"));
        assert_eq!(link.resolve("/etc/./x").as_deref(), Some("etc/x"));
        assert_eq!(link.resolve("../../../etc"), None);
        assert_eq!(link.resolve("/../etc"), None);
    }
}
