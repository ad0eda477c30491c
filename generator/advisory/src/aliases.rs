//! Names of one vulnerability, joined.

use std::collections::BTreeMap;

/// Names in groups: each group is one vulnerability
#[derive(Debug, Clone, Default)]
pub(crate) struct Aliases {
    index: BTreeMap<String, usize>,
    above: Vec<usize>,
}

impl Aliases {
    /// Says that two names mean the same
    pub fn join(&mut self, one: &str, other: &str) {
        let (one, other) = (self.add(one), self.add(other));
        let (one, other) = (self.root(one), self.root(other));
        // Towards the older: the shape depends on nothing but the order of records.
        self.above[one.max(other)] = one.min(other);
    }

    /// Makes a name known
    pub fn add(&mut self, name: &str) -> usize {
        if let Some(at) = self.index.get(name) {
            return *at;
        }
        let at = self.above.len();
        self.index.insert(name.to_owned(), at);
        self.above.push(at);
        at
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.above[at] != at {
            self.above[at] = self.above[self.above[at]];
            at = self.above[at];
        }
        at
    }

    /// Each name's group, and each group's names
    pub fn groups(mut self) -> (BTreeMap<String, usize>, BTreeMap<usize, Vec<String>>) {
        let mut names: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        let index = std::mem::take(&mut self.index);
        let group = index.into_iter().map(|(name, at)| {
            let root = self.root(at);
            names.entry(root).or_default().push(name.clone());
            (name, root)
        });
        let group = group.collect();
        (group, names)
    }
}

/// The name that is shown: the CVE where there is one, then GitHub's, then the first
pub(crate) fn shown(names: &[String]) -> Option<&String> {
    let rank = |name: &&String| match name.as_str() {
        name if is_cve(name) => 0,
        name if name.starts_with("GHSA-") => 1,
        name if name.starts_with("PYSEC-") => 2,
        _ => 3,
    };
    names.iter().min_by_key(|name| (rank(name), *name))
}

/// Whether a name is a CVE's
pub(crate) fn is_cve(name: &str) -> bool {
    name.starts_with("CVE-")
}

/// Whether a name is that of an upload to Debian, which may fix several vulnerabilities: of the
/// security team, of long-term support, of its paid extension, or of testing
pub fn is_upload(name: &str) -> bool {
    ["DSA-", "DLA-", "ELA-", "DTSA-"]
        .iter()
        .any(|prefix| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::{shown, Aliases};

    #[test]
    fn joins_over_several_steps() {
        let mut aliases = Aliases::default();
        aliases.join("PYSEC-1", "CVE-1");
        aliases.join("GHSA-2", "PYSEC-2");
        aliases.join("GHSA-1", "PYSEC-1");
        aliases.join("CVE-1", "GHSA-1");
        aliases.add("CVE-3");
        let (group, names) = aliases.groups();
        assert_eq!(group["GHSA-1"], group["CVE-1"]);
        assert_ne!(group["GHSA-1"], group["GHSA-2"]);
        assert_eq!(names.len(), 3);
        let names = &names[&group["CVE-1"]];
        assert_eq!(names, &["CVE-1", "GHSA-1", "PYSEC-1"]);
        assert_eq!(shown(names).unwrap(), "CVE-1");
    }

    #[test]
    fn without_a_cve_another_name_is_shown() {
        let names = ["MAL-1", "PYSEC-1", "GHSA-1"].map(str::to_owned);
        assert_eq!(shown(&names).unwrap(), "GHSA-1");
        assert_eq!(shown(&[]), None);
    }
}
