//! What of the packages is left out: man pages, locales, documentation.

use crate::spec::DebPolicy;
use crate::TreePath;

/// Patterns that leave out, and patterns that keep all the same.
pub struct Policy<'a> {
    spec: &'a DebPolicy,
}

impl<'a> Policy<'a> {
    /// The policy as written.
    pub fn new(spec: &'a DebPolicy) -> Self {
        Self { spec }
    }

    /// Whether `path` goes into the layer.
    pub fn keeps(&self, path: &TreePath) -> bool {
        !self.excludes(path) || self.spares(path.as_str())
    }

    /// Whether a link at `path` goes into the layer: also one that stands for a folder in which
    /// something is kept, as `usr/share/doc/libstdc++6` does for `gcc-12-base`'s copyright file.
    pub fn keeps_link(&self, path: &TreePath) -> bool {
        let mut kept = self.spec.keep.iter();
        self.keeps(path) || kept.any(|pattern| leads_to(pattern, path.as_str()))
    }

    /// Whether `path` is left out unless something keeps it all the same.
    pub fn excludes(&self, path: &TreePath) -> bool {
        let mut patterns = self.spec.exclude.iter();
        patterns.any(|pattern| matches(pattern, path.as_str()))
    }

    /// Whether an exception names `path`.
    pub fn spares(&self, path: &str) -> bool {
        self.spec.keep.iter().any(|pattern| matches(pattern, path))
    }
}

/// Whether `path` is a folder above what `pattern` names.
fn leads_to(pattern: &str, path: &str) -> bool {
    let depth = path.split('/').count();
    let segments: Vec<&str> = pattern.trim_end_matches('/').split('/').collect();
    depth < segments.len() && matches(&segments[..depth].join("/"), path)
}

/// `folder/` matches the folder and all below, anything else a whole path.
pub fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, prefix) = match pattern.strip_suffix('/') {
        Some(folder) => (folder, true),
        None => (pattern, false),
    };
    let mut path = path.split('/');
    for want in pattern.split('/') {
        match path.next() {
            Some(segment) if matches_segment(want.as_bytes(), segment.as_bytes()) => {}
            _ => return false,
        }
    }
    prefix || path.next().is_none()
}

/// `*` stands for any bytes within a segment.
fn matches_segment(pattern: &[u8], segment: &[u8]) -> bool {
    let mut parts = pattern.split(|byte| *byte == b'*');
    let Some(rest) = parts.next().and_then(|head| segment.strip_prefix(head)) else {
        return false;
    };
    let mut parts: Vec<&[u8]> = parts.collect();
    let Some(tail) = parts.pop() else {
        return rest.is_empty();
    };
    let mut rest = rest;
    for part in parts {
        let found = (0..=rest.len()).find(|at| rest[*at..].starts_with(part));
        let Some(at) = found else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stay_within_a_segment() {
        assert!(matches(
            "usr/share/doc/*/copyright",
            "usr/share/doc/tini/copyright"
        ));
        assert!(!matches(
            "usr/share/doc/*/copyright",
            "usr/share/doc/a/b/copyright"
        ));
        assert!(matches("*.a*c*d", "x.abcccd"));
        assert!(!matches("ab*ba", "aba"));
        assert!(matches("a", "a"));
        assert!(!matches("a", "ab"));
    }

    #[test]
    fn a_trailing_slash_means_all_below() {
        assert!(matches("usr/share/man/", "usr/share/man"));
        assert!(matches("usr/share/man/", "usr/share/man/man1/sh.1.gz"));
        assert!(!matches("usr/share/man/", "usr/share/manual"));
        assert!(matches("usr/*/locale/", "usr/share/locale/de/x"));
    }

    #[test]
    fn what_is_kept_wins() {
        let spec = DebPolicy {
            exclude: vec!["usr/share/doc/".to_owned()],
            keep: vec!["usr/share/doc/*/copyright".to_owned()],
        };
        let keeps = |path| Policy::new(&spec).keeps(&TreePath::parse(path).unwrap());
        assert!(keeps("usr/share/doc/tini/copyright"));
        assert!(!keeps("usr/share/doc/tini/changelog.gz"));
        assert!(keeps("usr/bin/tini"));
        let links = |path| Policy::new(&spec).keeps_link(&TreePath::parse(path).unwrap());
        assert!(links("usr/share/doc/libstdc++6"));
        assert!(!links("usr/share/doc/libstdc++6/README"));
        assert!(!links("usr/share/doc/libstdc++6/copyright/x"));
    }
}
