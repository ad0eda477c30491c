//! What the policy left out of a package, as far as something that it keeps may lead there.
//!
//! A hard link whose first name is left out still needs its bytes, and a copyright file that is a link,
//! or lies behind a linked folder, needs the file that it leads to.

use std::collections::{BTreeMap, BTreeSet};

use super::merge::merged;
use super::policy::Policy;
use crate::tree::{Entry, Node};
use crate::TreePath;

/// Links that are followed one after the other, as many as the kernel follows.
const HOPS: usize = 40;

/// What has to be taken though the policy leaves it out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Files whose bytes other names need.
    pub bytes: BTreeSet<TreePath>,
    /// Paths that links lead to.
    pub places: BTreeSet<TreePath>,
}

impl Wanted {
    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty() && self.places.is_empty()
    }
}

/// What was left out.
#[derive(Debug, Default)]
pub struct LeftOut {
    members: BTreeMap<TreePath, Left>,
}

/// One member that was left out.
#[derive(Debug)]
enum Left {
    File,
    Link(String),
    HardLink(Option<TreePath>),
}

impl LeftOut {
    /// A file.
    pub fn add_file(&mut self, path: TreePath) {
        self.members.insert(path, Left::File);
    }

    /// A symbolic link.
    pub fn add_link(&mut self, path: TreePath, target: String) {
        self.members.insert(path, Left::Link(target));
    }

    /// Another name of an earlier file, if its target is a path at all.
    pub fn add_hard_link(&mut self, path: TreePath, target: Option<TreePath>) {
        self.members.insert(path, Left::HardLink(target));
    }

    /// The file that is meant by `path`, which may be a hard link that was left out, and whether it
    /// was left out itself.
    pub fn bytes_of(&self, mut path: TreePath) -> (TreePath, bool) {
        for _ in 0..HOPS {
            match self.members.get(&path) {
                Some(Left::HardLink(Some(target))) => path = target.clone(),
                Some(Left::File) => return (path, true),
                _ => break,
            }
        }
        (path, false)
    }

    /// Adds to `wanted` what the kept links among `entries` lead to, where an exception of the policy
    /// keeps the link or what lies behind it.
    pub fn rescue(
        &self,
        policy: &Policy,
        entries: &BTreeMap<TreePath, Entry>,
        wanted: &mut Wanted,
    ) {
        for (path, entry) in entries {
            if let (Node::Symlink(target), true) = (&entry.node, policy.excludes(path)) {
                if policy.spares(path.as_str()) {
                    self.follow(path, target, wanted);
                } else if let Some(folder) = resolve(path, target) {
                    self.behind(policy, path, &folder, wanted);
                }
            }
        }
    }

    /// Takes the file that a link leads to, and the links on the way.
    fn follow(&self, path: &TreePath, target: &str, wanted: &mut Wanted) {
        let mut next = resolve(path, target);
        for _ in 0..HOPS {
            let Some(path) = next.take() else { return };
            match self.members.get(&path) {
                None => return,
                Some(Left::Link(target)) => next = resolve(&path, target),
                Some(Left::HardLink(_)) => {
                    wanted.bytes.insert(self.bytes_of(path.clone()).0);
                }
                Some(Left::File) => {}
            }
            wanted.places.insert(path);
        }
    }

    /// Takes what an exception names when it is called by the way through the linked folder.
    fn behind(&self, policy: &Policy, link: &TreePath, folder: &TreePath, wanted: &mut Wanted) {
        let inside = format!("{folder}/");
        for (path, left) in &self.members {
            let Some(rest) = path.as_str().strip_prefix(&inside) else {
                continue;
            };
            if policy.spares(&format!("{link}/{rest}")) {
                match left {
                    Left::Link(target) => self.follow(path, target, wanted),
                    Left::HardLink(_) => {
                        wanted.bytes.insert(self.bytes_of(path.clone()).0);
                    }
                    Left::File => {}
                }
                wanted.places.insert(path.clone());
            }
        }
    }
}

/// Where a link leads, in the merged `/usr`.
fn resolve(path: &TreePath, target: &str) -> Option<TreePath> {
    TreePath::parse(&path.resolve(target)?).ok().map(merged)
}
