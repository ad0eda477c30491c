//! The plan of a layer: every path with what lies there, sorted, each claimed once.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::path::NameFault;
use crate::TreePath;

/// Mode of a folder that nobody says more about.
const OPEN: u32 = 0o755;

/// A path → entry map.
#[derive(Debug, Default)]
pub struct Tree {
    entries: BTreeMap<TreePath, Entry>,
}

/// What lies at a path.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Permission bits.
    pub mode: u32,
    /// Owner.
    pub uid: u32,
    /// Group.
    pub gid: u32,
    /// Its kind and content.
    pub node: Node,
    /// The wheel, package or attribute that brought it, for messages.
    pub origin: Arc<str>,
}

/// Kind and content of an entry.
#[derive(Clone, Debug)]
pub enum Node {
    /// A folder.
    Directory,
    /// A regular file.
    File(File),
    /// A symbolic link and its target.
    Symlink(String),
}

/// A regular file.
#[derive(Clone, Debug)]
pub struct File {
    /// Its length.
    pub size: u64,
    /// Its SHA-256 where that is known before it is written.
    pub sha256: Option<[u8; 32]>,
    /// Where its bytes come from.
    pub content: Content,
}

/// Where the bytes of a file come from.
#[derive(Clone, Debug)]
pub enum Content {
    /// Member `member` of wheel `wheel`.
    Member {
        /// Place in the list of wheels.
        wheel: usize,
        /// Place in its central directory.
        member: usize,
    },
    /// An offset in the scratch file; `linked` when several names share these bytes as hard links.
    Scratch {
        /// Where the bytes begin.
        offset: u64,
        /// Whether this is one of several hard links.
        linked: bool,
    },
    /// In memory.
    Bytes(Arc<[u8]>),
    /// A file on disk.
    Disk(PathBuf),
}

/// Two parts that do not fit into one tree.
#[derive(Debug, thiserror::Error)]
pub enum TreeError {
    /// One path, two contents.
    #[error(
        "`{path}` is claimed by `{first}` and by `{second}` with different {difference}{hint}",
        hint = way_out(first, second)
    )]
    Conflict {
        /// The path.
        path: TreePath,
        /// Who came first.
        first: Arc<str>,
        /// Who came second.
        second: Arc<str>,
        /// What differs.
        difference: &'static str,
    },
    /// A name that no layer can hold.
    #[error(
        "`{path}` of `{origin}`: {fault}\n\nhint: rename it in a folder of the project or list it under \
         `ignore`; leave it out of a deb by `[exclude-paths]` of families/debian.toml, out of a wheel by \
         `[[omit]]` of family.toml or the service's row"
    )]
    Name {
        /// The entry.
        path: TreePath,
        /// Who brought it.
        origin: Arc<str>,
        /// Which name, and why.
        fault: NameFault,
    },
    /// A link that leads to a name that no list, message or terminal shows as it is.
    #[error(
        "`{path}` of `{origin}` leads to a name with a control character: {target:?}\n\nhint: name the \
         link's target otherwise in a folder of the project; leave it out of a deb by \
         `[omit.<package>]` of families/debian.toml"
    )]
    Target {
        /// The link.
        path: TreePath,
        /// Who brought it.
        origin: Arc<str>,
        /// Where it leads.
        target: String,
    },
    /// A file or link where another entry needs a folder.
    #[error("`{path}` of `{origin}` lies below `{parent}`, which `{other}` makes no folder")]
    NotADirectory {
        /// The entry.
        path: TreePath,
        /// Who brought it.
        origin: Arc<str>,
        /// The path above it.
        parent: TreePath,
        /// Who made that.
        other: Arc<str>,
    },
}

/// What may be decided where one of two that claim a path is a deb.
fn way_out(first: &str, second: &str) -> &'static str {
    match [first, second].iter().any(|origin| origin.ends_with(".deb")) {
        true => {
            "\n\nhint: of two debs the one that says `Replaces` of the other keeps the path; otherwise leave \
             it out of one, by `[omit.<package>]` of families/debian.toml"
        }
        false => "",
    }
}

impl Entry {
    /// A folder that nobody says more about.
    pub fn directory(origin: &Arc<str>) -> Self {
        Self {
            mode: OPEN,
            uid: 0,
            gid: 0,
            node: Node::Directory,
            origin: origin.clone(),
        }
    }

    /// A file of root.
    pub fn file(mode: u32, file: File, origin: &Arc<str>) -> Self {
        Self {
            mode,
            uid: 0,
            gid: 0,
            node: Node::File(file),
            origin: origin.clone(),
        }
    }

    /// A symbolic link.
    pub fn symlink(target: &str, origin: &Arc<str>) -> Self {
        let node = Node::Symlink(target.to_owned());
        Self {
            mode: 0o777,
            uid: 0,
            gid: 0,
            node,
            origin: origin.clone(),
        }
    }

    fn is_directory(&self) -> bool {
        matches!(self.node, Node::Directory)
    }

    fn is_default_directory(&self) -> bool {
        self.is_directory() && self.attributes() == (OPEN, 0, 0)
    }

    fn attributes(&self) -> (u32, u32, u32) {
        (self.mode, self.uid, self.gid)
    }

    /// What keeps `other` from being the same entry.
    fn difference(&self, other: &Entry) -> Option<&'static str> {
        let same = match (&self.node, &other.node) {
            (Node::Directory, Node::Directory) => true,
            (Node::Symlink(a), Node::Symlink(b)) => a == b,
            (Node::File(a), Node::File(b)) => {
                a.sha256.is_some() && a.sha256 == b.sha256 && a.size == b.size
            }
            _ => return Some("kinds"),
        };
        match (same, self.attributes() == other.attributes()) {
            (false, _) => Some("bytes"),
            (true, false) => Some("modes or owners"),
            (true, true) => None,
        }
    }
}

impl File {
    /// A file in memory.
    pub fn bytes(bytes: impl Into<Arc<[u8]>>) -> Self {
        use sha2::{Digest, Sha256};
        let bytes = bytes.into();
        Self {
            size: bytes.len() as u64,
            sha256: Some(Sha256::digest(&bytes).into()),
            content: Content::Bytes(bytes),
        }
    }
}

impl Tree {
    /// Adds an entry that no other may contradict.
    ///
    /// Of two folders the one with a mode or owner of its own wins over the plain one.
    pub fn add(&mut self, path: TreePath, entry: Entry) -> Result<(), TreeError> {
        check_names(&path, &entry)?;
        let Some(present) = self.entries.get(&path) else {
            self.entries.insert(path, entry);
            return Ok(());
        };
        if entry.is_default_directory() && present.is_directory() {
            return Ok(());
        }
        if present.is_default_directory() && entry.is_directory() {
            self.entries.insert(path, entry);
            return Ok(());
        }
        match present.difference(&entry) {
            None => Ok(()),
            Some(difference) => Err(TreeError::Conflict {
                path,
                first: present.origin.clone(),
                second: entry.origin,
                difference,
            }),
        }
    }

    /// Adds a declared entry, which wins over what wheels and packages brought.
    pub fn declare(&mut self, path: TreePath, entry: Entry) -> Result<(), TreeError> {
        check_names(&path, &entry)?;
        if let Some(present) = self.entries.get(&path) {
            if present.is_directory() != entry.is_directory() {
                return Err(TreeError::Conflict {
                    path,
                    first: present.origin.clone(),
                    second: entry.origin,
                    difference: "kinds",
                });
            }
        }
        self.entries.insert(path, entry);
        Ok(())
    }

    /// Declares a folder of which nothing more is said: one that is there keeps its mode and owner.
    pub fn declare_folder(&mut self, path: TreePath, origin: &Arc<str>) -> Result<(), TreeError> {
        match self.entries.get(&path) {
            Some(present) if present.is_directory() => Ok(()),
            _ => self.declare(path, Entry::directory(origin)),
        }
    }

    /// The entry at `path`.
    pub fn get(&self, path: &TreePath) -> Option<&Entry> {
        self.entries.get(path)
    }

    /// Every entry, by bytewise order of the paths.
    pub fn iter(&self) -> impl Iterator<Item = (&TreePath, &Entry)> {
        self.entries.iter()
    }

    /// Adds the folders that entries need, and checks that nothing lies below a file or a link.
    pub fn complete(&mut self) -> Result<(), TreeError> {
        let mut missing = BTreeMap::new();
        for (path, entry) in &self.entries {
            for parent in path.parents() {
                match self.entries.get(&parent) {
                    Some(above) if above.is_directory() => {}
                    Some(above) => {
                        return Err(TreeError::NotADirectory {
                            path: path.clone(),
                            origin: entry.origin.clone(),
                            parent,
                            other: above.origin.clone(),
                        })
                    }
                    None => {
                        missing
                            .entry(parent)
                            .or_insert_with(|| Entry::directory(&entry.origin));
                    }
                }
            }
        }
        self.entries.extend(missing);
        Ok(())
    }
}

fn check_names(path: &TreePath, entry: &Entry) -> Result<(), TreeError> {
    if let Some(fault) = path.unstorable() {
        return Err(TreeError::Name {
            path: path.clone(),
            origin: entry.origin.clone(),
            fault,
        });
    }
    match &entry.node {
        Node::Symlink(target) if target.contains(char::is_control) => Err(TreeError::Target {
            path: path.clone(),
            origin: entry.origin.clone(),
            target: target.clone(),
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> TreePath {
        TreePath::parse(text).unwrap()
    }

    fn file(text: &str, origin: &str) -> Entry {
        Entry::file(0o644, File::bytes(text.as_bytes()), &origin.into())
    }

    #[test]
    fn one_path_may_be_claimed_twice_with_the_same_bytes_alone() {
        let mut tree = Tree::default();
        tree.add(path("nvidia/__init__.py"), file("", "a.whl"))
            .unwrap();
        tree.add(path("nvidia/__init__.py"), file("", "b.whl"))
            .unwrap();
        let error = tree
            .add(path("nvidia/__init__.py"), file("x", "c.whl"))
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "`nvidia/__init__.py` is claimed by `a.whl` and by `c.whl` with different bytes"
        );
        tree.declare(path("nvidia/__init__.py"), file("x", "files"))
            .unwrap();
    }

    #[test]
    fn the_more_particular_folder_wins() {
        let mut tree = Tree::default();
        let origin: Arc<str> = "x".into();
        let special = Entry {
            mode: 0o1777,
            ..Entry::directory(&origin)
        };
        tree.add(path("tmp"), Entry::directory(&origin)).unwrap();
        tree.add(path("tmp"), special).unwrap();
        tree.add(path("tmp"), Entry::directory(&origin)).unwrap();
        assert_eq!(tree.get(&path("tmp")).unwrap().mode, 0o1777);
    }

    #[test]
    fn folders_are_added_and_links_are_not_followed() {
        let mut tree = Tree::default();
        tree.add(path("a/b/c"), file("", "x")).unwrap();
        tree.complete().unwrap();
        let paths: Vec<&str> = tree.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["a", "a/b", "a/b/c"]);
        tree.declare(path("l"), Entry::symlink("/etc", &"y".into()))
            .unwrap();
        tree.add(path("l/passwd"), file("", "z")).unwrap();
        let error = tree.complete().unwrap_err();
        assert_eq!(
            error.to_string(),
            "`l/passwd` of `z` lies below `l`, which `y` makes no folder"
        );
    }
}
