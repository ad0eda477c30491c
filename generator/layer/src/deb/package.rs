//! One package: its parts in order, its files into the scratch file, its entries into the tree.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::sync::Arc;

use md5::Md5;
use sha2::{Digest, Sha256};

use super::control::Control;
use super::fault::DebError;
use super::merge::{merged, merged_target};
use super::policy::Policy;
use crate::archive::ar;
use crate::archive::bounded::{decompress, Bounded};
use crate::archive::tar_reader::{Member, MemberKind, TarError, TarReader};
use crate::scratch::Scratch;
use crate::tree::{self, Content, Entry, Node, Tree};
use crate::{spec, Error, TreePath};

/// Where scanners of images without a dpkg database look for packages.
const STATUS: &str = "var/lib/dpkg/status.d";

/// A package that has been read.
pub struct Package {
    name: String,
    control: Control,
    origin: Arc<str>,
    entries: BTreeMap<TreePath, Entry>,
    /// MD5 sums of the kept files, where the package ships none.
    sums: BTreeMap<TreePath, String>,
}

impl Package {
    /// Reads a package; the files that `policy` keeps go to `scratch`.
    pub fn read(deb: &spec::Deb, policy: &Policy, scratch: &mut Scratch) -> Result<Self, Error> {
        let file = File::open(&deb.file).map_err(Error::io(&deb.file))?;
        read_parts(
            BufReader::with_capacity(1 << 16, file),
            deb,
            policy,
            scratch,
        )
        .map_err(|source| Error::Deb {
            file: deb.filename.clone(),
            source,
        })
    }

    /// The package's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Adds the package's entries and its record for scanners to `tree`.
    pub fn plan(self, tree: &mut Tree) -> Result<(), Error> {
        let sums = self.md5sums();
        let record = |suffix: &str| {
            TreePath::parse(&format!("{STATUS}/{}{suffix}", self.name))
                .expect("package names are checked to be plain")
        };
        let (stanza, listed) = (record(""), record(".md5sums"));
        for (path, entry) in self.entries {
            tree.add(path, entry)?;
        }
        for (path, text) in [(stanza, self.control.stanza), (listed, sums)] {
            let file = tree::File::bytes(text.into_bytes());
            tree.add(path, Entry::file(0o644, file, &self.origin))?;
        }
        Ok(())
    }

    /// `md5sums` without the files that are left out, each path where the file really lies.
    fn md5sums(&self) -> String {
        let kept = |path: &str| {
            let path = merged(TreePath::parse(path).ok()?);
            self.entries.contains_key(&path).then_some(path)
        };
        match &self.control.md5sums {
            Some(text) => text
                .lines()
                .filter_map(|line| line.split_once("  "))
                .filter_map(|(sum, path)| Some(format!("{sum}  {}\n", kept(path)?)))
                .collect(),
            None => self
                .sums
                .iter()
                .map(|(path, sum)| format!("{sum}  {path}\n"))
                .collect(),
        }
    }
}

fn read_parts(
    mut input: impl Read,
    deb: &spec::Deb,
    policy: &Policy,
    scratch: &mut Scratch,
) -> Result<Package, DebError> {
    ar::start(&mut input)?;
    let mut package = None;
    let mut complete = false;
    while let Some(part) = ar::next(&mut input)? {
        let mut bytes = input.by_ref().take(part.size);
        match (part.name.as_str(), &mut package) {
            ("debian-binary", None) => check_version(&mut bytes)?,
            (name, None) if name.starts_with("control.tar") => {
                package = Some(start(Control::read(name, &mut bytes)?, deb)?);
            }
            (name, Some(package)) if name.starts_with("data.tar") && !complete => {
                let keep = Keeper {
                    policy,
                    scratch,
                    package,
                };
                keep.read(name, &mut bytes)?;
                complete = true;
            }
            (name, _) if name.starts_with('_') => {}
            (name, _) => return Err(DebError::Parts(format!("unexpected part `{name}`"))),
        }
        io::copy(&mut bytes, &mut io::sink())?;
        if bytes.limit() > 0 {
            let text = format!("{} bytes of `{}` are missing", bytes.limit(), part.name);
            return Err(ar::ArError::Truncated(text).into());
        }
        ar::pad(&mut input, &part)?;
    }
    match package {
        Some(package) if complete => Ok(package),
        Some(_) => Err(DebError::Parts("no `data.tar`".to_owned())),
        None => Err(DebError::Parts("no `control.tar`".to_owned())),
    }
}

fn check_version(input: &mut impl Read) -> Result<(), DebError> {
    let mut text = String::new();
    input.take(100).read_to_string(&mut text)?;
    match text.starts_with("2.") {
        true => Ok(()),
        false => Err(DebError::Parts(format!(
            "unknown version, want 2.0, got: {:?}",
            text.trim_end()
        ))),
    }
}

/// Checks the control part before the data part is read.
fn start(control: Control, deb: &spec::Deb) -> Result<Package, DebError> {
    let name = control.package()?.to_owned();
    if !deb.package.is_empty() && deb.package != name {
        let text = format!("field `Package`, want `{}`, got `{name}`", deb.package);
        return Err(DebError::Control(text));
    }
    let undeclared = control
        .scripts
        .iter()
        .find(|script| !deb.scripts.contains(script));
    if let Some(script) = undeclared {
        return Err(DebError::Script {
            package: name,
            script: script.clone(),
        });
    }
    let origin = deb.filename.as_str().into();
    Ok(Package {
        name,
        control,
        origin,
        entries: BTreeMap::new(),
        sums: BTreeMap::new(),
    })
}

/// Reads the data part.
struct Keeper<'a> {
    policy: &'a Policy<'a>,
    scratch: &'a mut Scratch,
    package: &'a mut Package,
}

impl Keeper<'_> {
    fn read(mut self, part: &str, input: impl Read) -> Result<(), DebError> {
        let wrong = |source: TarError| DebError::Tar {
            part: part.to_owned(),
            source,
        };
        let bound = self.package.control.size_bound();
        let mut tar = TarReader::new(Bounded::new(decompress(part, input)?, bound));
        while let Some(member) = tar.next().map_err(wrong)? {
            let Some(original) = parse_path(&member.path)? else {
                continue;
            };
            let path = merged(original.clone());
            if self.package.entries.contains_key(&path) && member.kind != MemberKind::Directory {
                return Err(DebError::member(&member.path, "is there twice"));
            }
            if !self.policy.keeps(&path) {
                continue;
            }
            let node = self.node(&member, &original, &path, &mut tar, wrong)?;
            // No setuid: containers drop the privileges that it would give. Sticky stays on folders.
            let bits = if node_is_directory(&node) {
                0o1777
            } else {
                0o777
            };
            let Member { uid, gid, mode, .. } = member;
            let origin = self.package.origin.clone();
            self.package.entries.insert(
                path,
                Entry {
                    mode: mode & bits,
                    uid,
                    gid,
                    node,
                    origin,
                },
            );
        }
        tar.finish().map_err(wrong)
    }

    fn node<R: Read>(
        &mut self,
        member: &Member,
        original: &TreePath,
        path: &TreePath,
        tar: &mut TarReader<R>,
        wrong: impl Fn(TarError) -> DebError,
    ) -> Result<Node, DebError> {
        match &member.kind {
            MemberKind::Directory => Ok(Node::Directory),
            MemberKind::Symlink(target) => match merged_target(original, target) {
                Some(target) if !target.is_empty() => Ok(Node::Symlink(target)),
                _ => Err(DebError::member(
                    &member.path,
                    format!("links out of the root: `{target}`"),
                )),
            },
            MemberKind::HardLink(target) => self.hard_link(member, target),
            MemberKind::File => self.file(member, path, tar).map_err(wrong),
        }
    }

    fn hard_link(&mut self, member: &Member, target: &str) -> Result<Node, DebError> {
        let why = || format!("is a hard link to no earlier file: `{target}`");
        let missing = || DebError::member(&member.path, why());
        let path = merged(parse_path(target)?.ok_or_else(missing)?);
        let entry = self.package.entries.get_mut(&path).ok_or_else(missing)?;
        let Node::File(tree::File {
            content: Content::Scratch { linked, .. },
            ..
        }) = &mut entry.node
        else {
            return Err(missing());
        };
        *linked = true;
        Ok(entry.node.clone())
    }

    fn file<R: Read>(
        &mut self,
        member: &Member,
        path: &TreePath,
        tar: &mut TarReader<R>,
    ) -> Result<Node, TarError> {
        let offset = self.scratch.length();
        let mut sha256 = Sha256::new();
        let mut md5 = self.package.control.md5sums.is_none().then(Md5::new);
        tar.content(|piece| {
            sha256.update(piece);
            if let Some(md5) = &mut md5 {
                md5.update(piece);
            }
            self.scratch.append(piece)
        })?;
        if let Some(md5) = md5 {
            self.package
                .sums
                .insert(path.clone(), hex::encode(md5.finalize()));
        }
        Ok(Node::File(tree::File {
            size: member.size,
            sha256: Some(sha256.finalize().into()),
            content: Content::Scratch {
                offset,
                linked: false,
            },
        }))
    }
}

fn node_is_directory(node: &Node) -> bool {
    matches!(node, Node::Directory)
}

/// Reads `./usr/bin/tini` or `./usr/`; none for the root itself.
fn parse_path(text: &str) -> Result<Option<TreePath>, DebError> {
    let relative = text.strip_prefix("./").unwrap_or(text);
    let relative = relative.strip_suffix('/').unwrap_or(relative);
    if matches!(relative, "" | ".") {
        return Ok(None);
    }
    let path = TreePath::parse(relative);
    path.map(Some).map_err(|fault| DebError::Path {
        member: text.to_owned(),
        fault,
    })
}
