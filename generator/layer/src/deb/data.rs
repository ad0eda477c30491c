//! `data.tar`: the files that the policy keeps into the scratch file, their entries into a map.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;

use md5::Md5;
use sha2::{Digest, Sha256};

use super::fault::DebError;
use super::left::{LeftOut, Wanted};
use super::merge::{merged, merged_link};
use super::policy::Policy;
use crate::archive::bounded::{decompress, Bounded};
use crate::archive::tar_reader::{Member, MemberKind, TarError, TarReader};
use crate::scratch::Scratch;
use crate::shown;
use crate::tree::{self, Content, Entry, Node};
use crate::TreePath;

/// Bytes that every package may unpack to.
const FLOOR: u64 = 1 << 30;

/// Bytes that each stored byte may unpack to beside that: ten times what real packages reach.
/// `Installed-Size` bounds nothing, for the package says it of itself, and some say it wrongly.
const RATIO: u64 = 256;

/// What reading the data of a package gives.
#[derive(Default)]
pub struct Contents {
    /// What the package puts where.
    pub entries: BTreeMap<TreePath, Entry>,
    /// MD5 sums of the files.
    pub sums: BTreeMap<TreePath, String>,
    /// What a second reading has to take besides.
    pub wanted: Wanted,
}

/// Reads the data part.
pub struct Data<'a> {
    policy: &'a Policy<'a>,
    scratch: &'a mut Scratch,
    origin: Arc<str>,
    /// What is taken though the policy leaves it out.
    taken: Wanted,
    contents: Contents,
    left: LeftOut,
    /// Files of which only other names are in the layer.
    nameless: BTreeMap<TreePath, tree::File>,
}

impl<'a> Data<'a> {
    /// For the package file `origin`; `taken` is what an earlier reading found to be wanted.
    pub fn new(
        policy: &'a Policy<'a>,
        scratch: &'a mut Scratch,
        origin: &str,
        taken: Wanted,
    ) -> Self {
        Self {
            policy,
            scratch,
            origin: origin.into(),
            taken,
            contents: Contents::default(),
            left: LeftOut::default(),
            nameless: BTreeMap::new(),
        }
    }

    /// Reads the archive called `part`, stored in `size` bytes.
    pub fn read(&mut self, part: &str, size: u64, input: impl Read) -> Result<(), DebError> {
        let wrong = |source: TarError| DebError::tar(part, source);
        let limit = limit(size);
        let mut left = limit;
        let mut tar = TarReader::new(Bounded::new(decompress(part, input)?, limit));
        while let Some(member) = tar.next().map_err(wrong)? {
            left = left
                .checked_sub(member.size)
                .ok_or_else(|| DebError::TooLarge {
                    part: part.to_owned(),
                    limit,
                })?;
            self.member(&member, &mut tar, &wrong)?;
        }
        tar.finish().map_err(wrong)
    }

    /// What was read.
    pub fn finish(mut self) -> Contents {
        self.left.rescue(
            self.policy,
            &self.contents.entries,
            &mut self.contents.wanted,
        );
        self.contents
    }

    fn member<R: Read>(
        &mut self,
        member: &Member,
        tar: &mut TarReader<R>,
        wrong: &impl Fn(TarError) -> DebError,
    ) -> Result<(), DebError> {
        let Some(original) = parse_path(&member.path)? else {
            return Ok(());
        };
        let (path, link) = place(member, original)?;
        let folder = member.kind == MemberKind::Directory;
        match self.contents.entries.get(&path) {
            Some(Entry {
                node: Node::Directory,
                ..
            }) if folder => {}
            Some(_) => return Err(DebError::member(&member.path, "is there twice")),
            None => {}
        }
        let kept = match link {
            Some(_) => self.policy.keeps_link(&path),
            None => self.policy.keeps(&path),
        };
        if !kept && !self.taken.places.contains(&path) {
            return self.leave_out(member, path, link, tar).map_err(wrong);
        }
        let node = match (&member.kind, link) {
            (MemberKind::Directory, _) => Node::Directory,
            (_, Some(target)) => Node::Symlink(target),
            (MemberKind::HardLink(target), _) => match self.hard_link(member, target, &path)? {
                Some(file) => Node::File(file),
                None => return Ok(()),
            },
            _ => Node::File(self.file(member, &path, tar).map_err(wrong)?),
        };
        let entry = self.entry(member, node);
        self.contents.entries.insert(path, entry);
        Ok(())
    }

    fn entry(&self, member: &Member, node: Node) -> Entry {
        // No setuid: containers drop the privileges that it would give. Sticky stays on folders.
        let bits = match node {
            Node::Directory => 0o1777,
            _ => 0o777,
        };
        Entry {
            mode: member.mode & bits,
            uid: member.uid,
            gid: member.gid,
            node,
            origin: self.origin.clone(),
        }
    }

    fn leave_out<R: Read>(
        &mut self,
        member: &Member,
        path: TreePath,
        link: Option<String>,
        tar: &mut TarReader<R>,
    ) -> Result<(), TarError> {
        if member.kind == MemberKind::File && self.taken.bytes.contains(&path) {
            let file = self.file(member, &path, tar)?;
            self.nameless.insert(path.clone(), file);
        }
        match (&member.kind, link) {
            (MemberKind::Directory, _) => {}
            (MemberKind::HardLink(target), _) => {
                let target = parse_path(target).ok().flatten().map(merged);
                self.left.add_hard_link(path, target);
            }
            (_, Some(target)) => self.left.add_link(path, target),
            _ => self.left.add_file(path),
        }
        Ok(())
    }

    /// The file that a hard link names; none if its bytes were left out and are wanted now.
    fn hard_link(
        &mut self,
        member: &Member,
        target: &str,
        path: &TreePath,
    ) -> Result<Option<tree::File>, DebError> {
        let why = || {
            format!(
                "is a hard link to no earlier file: `{}`",
                shown::name(target)
            )
        };
        let missing = || DebError::member(&member.path, why());
        let target = merged(parse_path(target)?.ok_or_else(missing)?);
        let (target, left_out) = self.left.bytes_of(target);
        let node = self.contents.entries.get_mut(&target);
        let file = match node.map(|entry| &mut entry.node) {
            Some(Node::File(file)) => file,
            Some(_) => return Err(missing()),
            None => match self.nameless.get_mut(&target) {
                Some(file) => file,
                None if left_out => {
                    // Later hard links may name this one.
                    self.left.add_hard_link(path.clone(), Some(target.clone()));
                    self.contents.wanted.bytes.insert(target);
                    return Ok(None);
                }
                None => return Err(missing()),
            },
        };
        if let Content::Scratch { linked, .. } = &mut file.content {
            *linked = true;
        }
        let file = file.clone();
        if let Some(sum) = self.contents.sums.get(&target).cloned() {
            self.contents.sums.insert(path.clone(), sum);
        }
        Ok(Some(file))
    }

    fn file<R: Read>(
        &mut self,
        member: &Member,
        path: &TreePath,
        tar: &mut TarReader<R>,
    ) -> Result<tree::File, TarError> {
        let offset = self.scratch.length();
        let (mut sha256, mut md5) = (Sha256::new(), Md5::new());
        tar.content(|piece| {
            sha256.update(piece);
            md5.update(piece);
            self.scratch.append(piece)
        })?;
        let sum = hex::encode(md5.finalize());
        self.contents.sums.insert(path.clone(), sum);
        Ok(tree::File {
            size: member.size,
            sha256: Some(sha256.finalize().into()),
            content: Content::Scratch {
                offset,
                linked: false,
            },
        })
    }
}

/// Bytes that an archive of `stored` bytes may unpack to.
fn limit(stored: u64) -> u64 {
    FLOOR.saturating_add(stored.saturating_mul(RATIO))
}

/// Where a member lies, and its target if it is a symbolic link.
fn place(member: &Member, original: TreePath) -> Result<(TreePath, Option<String>), DebError> {
    let MemberKind::Symlink(target) = &member.kind else {
        return Ok((merged(original), None));
    };
    match merged_link(original, target) {
        Some((path, target)) => Ok((path, Some(target))),
        None => {
            let why = format!("links out of the root: `{}`", shown::name(target));
            Err(DebError::member(&member.path, why))
        }
    }
}

/// Reads `./usr/bin/tini` or `./usr/`; none for the root itself.
fn parse_path(text: &str) -> Result<Option<TreePath>, DebError> {
    let relative = text.strip_prefix("./").unwrap_or(text);
    let relative = relative.strip_suffix('/').unwrap_or(relative);
    if matches!(relative, "" | ".") {
        return Ok(None);
    }
    let path = TreePath::parse(relative);
    path.map(Some).map_err(DebError::path(text))
}

#[cfg(test)]
mod tests {
    use super::limit;

    #[test]
    fn the_limit_follows_what_is_stored() {
        assert_eq!(limit(0), 1 << 30);
        assert_eq!(limit(70 << 20), (1 << 30) + (70 << 28));
        assert_eq!(limit(u64::MAX), u64::MAX);
    }
}
