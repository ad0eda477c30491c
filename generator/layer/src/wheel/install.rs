//! A wheel's place in the tree, as pip would install it, and its members' bytes when they are due.

use std::collections::BTreeSet;
use std::fs::File;
use std::sync::Arc;

use sha2::digest::DynDigest;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::central_directory::{self, Member};
use super::entry_points::{self, Command};
use super::fault::WheelError;
use super::inflate::{Inflater, Memory};
use super::record::{self, Record, Row};
use super::record_file::RecordFile;
use super::{metadata, script};
use crate::pipeline::Sink;
use crate::tree::{self, Content, Entry, Tree};
use crate::{spec, Error, TreePath};

/// Metadata files and scripts above this size are refused.
const MEMORY_LIMIT: u64 = 32 << 20;

const NOT_IN_RECORD: [&str; 3] = ["RECORD", "RECORD.jws", "RECORD.p7s"];

/// Files of `.dist-info` that speak of an installation, not of the wheel.
const INSTALLERS_OWN: [&str; 3] = ["INSTALLER", "REQUESTED", "direct_url.json"];

/// Where wheels are laid out.
pub enum Target {
    /// In the interpreter's own folders below `/usr/local`, for this version of it.
    System {
        /// `3.11`.
        python: String,
    },
    /// In one folder, libraries alone, as `pip install --target` does.
    Prefix(String),
}

/// An opened wheel.
pub struct Installation {
    file: File,
    origin: Arc<str>,
    dist_info: String,
    members: Vec<Member>,
    record: Record,
    admit: BTreeSet<String>,
}

impl Installation {
    /// Opens a wheel and checks that RECORD and the archive list the same files.
    pub fn open(wheel: &spec::Wheel, inflater: &mut Inflater) -> Result<Self, Error> {
        let file = File::open(&wheel.file).map_err(Error::io(&wheel.file))?;
        Self::read(file, wheel, inflater).map_err(|source| Error::Wheel {
            file: wheel.filename.clone(),
            source,
        })
    }

    fn read(file: File, wheel: &spec::Wheel, inflater: &mut Inflater) -> Result<Self, WheelError> {
        let members = central_directory::read(&file)?;
        let dist_info = metadata::dist_info(&wheel.filename, &members)?;
        let mut opened = Self {
            file,
            origin: wheel.filename.as_str().into(),
            dist_info,
            members,
            record: Record::default(),
            admit: wheel.admit.iter().cloned().collect(),
        };
        let path = opened.own("RECORD");
        let record = opened.text(&path, inflater)?;
        opened.record = record::parse(&path, &record)?;
        opened.check_listing()?;
        let wheel = opened.text(&opened.own("WHEEL"), inflater)?;
        metadata::check_wheel(&wheel)?;
        Ok(opened)
    }

    /// Adds what the wheel installs to `tree`; `wheel` is its place in the list of wheels.
    pub fn plan(
        &self,
        wheel: usize,
        target: &Target,
        inflater: &mut Inflater,
        tree: &mut Tree,
    ) -> Result<(), Error> {
        let files = self
            .files(wheel, target, inflater)
            .map_err(|source| Error::Wheel {
                file: self.origin.to_string(),
                source,
            })?;
        for (path, entry) in files {
            tree.add(path, entry)?;
        }
        Ok(())
    }

    /// Writes a member's bytes to `sink`, checks them, and returns their SHA-256.
    pub fn copy(
        &self,
        member: usize,
        inflater: &mut Inflater,
        sink: &mut impl Sink,
    ) -> Result<[u8; 32], WheelError> {
        let member = &self.members[member];
        let row = self.record.rows.get(member.path.as_str());
        let mut sha256 = Sha256::new();
        let mut other = row.and_then(|row| other_digest(&row.hash));
        inflater.copy(&self.file, member, sink, |piece| {
            Digest::update(&mut sha256, piece);
            if let Some(other) = &mut other {
                other.update(piece);
            }
        })?;
        let sha256 = sha256.finalize();
        let Some(row) = row.filter(|row| !row.hash.is_empty() && !self.admitted(member)) else {
            return Ok(sha256.into());
        };
        let got = match other {
            Some(other) => record::encode(&other.finalize()),
            None => record::encode(&sha256),
        };
        let (algorithm, want) = row.hash.split_once('=').unwrap_or_default();
        if got != want {
            return Err(WheelError::Record {
                member: member.path.to_string(),
                what: "hash",
                want: row.hash.clone(),
                got: format!("{algorithm}={got}"),
            });
        }
        Ok(sha256.into())
    }

    /// The wheel's file name.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    fn check_listing(&self) -> Result<(), WheelError> {
        let listing = |member: &str, why| WheelError::Listing {
            member: member.to_owned(),
            why,
        };
        let mut present = BTreeSet::new();
        for member in &self.members {
            let path = member.path.as_str();
            present.insert(path);
            if self.admitted(member) || self.is_own(path, &NOT_IN_RECORD) {
                continue;
            }
            let row = self.record.rows.get(path);
            let row = row.ok_or_else(|| listing(path, "is not listed in RECORD"))?;
            if row.hash.is_empty() {
                return Err(listing(path, "has no hash in RECORD"));
            }
            check_size(member, row)?;
        }
        for path in self.record.rows.keys() {
            if !present.contains(path.as_str()) && !self.admit.contains(path) {
                return Err(listing(path, "is listed in RECORD and missing"));
            }
        }
        Ok(())
    }

    fn files(
        &self,
        wheel: usize,
        target: &Target,
        inflater: &mut Inflater,
    ) -> Result<Vec<(TreePath, Entry)>, WheelError> {
        let commands = self.commands(inflater)?;
        let library = target.library();
        let mut listed = RecordFile::default();
        let mut files = Vec::new();
        for (at, member) in self.members.iter().enumerate() {
            let Some(path) = self.place(member, target, &commands)? else {
                continue;
            };
            let mode = if member.executable { 0o755 } else { 0o644 };
            let rewritten = match is_script(member.path.as_str()) {
                true => self.rewritten(at, target, inflater)?,
                false => None,
            };
            let file = match rewritten {
                Some(bytes) => {
                    listed.generated(&library, path.as_str(), &bytes);
                    tree::File::bytes(bytes)
                }
                None => {
                    let row = self.record.rows.get(member.path.as_str());
                    let none = Row {
                        hash: String::new(),
                        size: String::new(),
                    };
                    listed.keep(&library, path.as_str(), row.unwrap_or(&none));
                    self.member_file(wheel, at)
                }
            };
            files.push((path, Entry::file(mode, file, &self.origin)));
        }
        if let Target::System { python } = target {
            for command in &commands {
                let bytes = script::generate(command, &interpreter(python));
                let path = self.path(&format!("usr/local/bin/{}", command.name))?;
                listed.generated(&library, path.as_str(), &bytes);
                files.push((
                    path,
                    Entry::file(0o755, tree::File::bytes(bytes), &self.origin),
                ));
            }
        }
        let path = self.path(&format!("{library}/{}", self.own("RECORD")))?;
        listed.keep(
            &library,
            path.as_str(),
            &Row {
                hash: String::new(),
                size: String::new(),
            },
        );
        files.push((
            path,
            Entry::file(0o644, tree::File::bytes(listed.print()), &self.origin),
        ));
        Ok(files)
    }

    /// Where a member is installed; none if it is left out.
    fn place(
        &self,
        member: &Member,
        target: &Target,
        commands: &[Command],
    ) -> Result<Option<TreePath>, WheelError> {
        let path = member.path.as_str();
        let left_out = self.is_own(path, &INSTALLERS_OWN)
            || self.is_own(path, &["RECORD"])
            || (path.ends_with(".pyc") && path.split('/').any(|part| part == "__pycache__"));
        if left_out {
            return Ok(None);
        }
        let Some((folder, rest)) = path
            .split_once('/')
            .filter(|(top, _)| top.ends_with(".data"))
        else {
            return self.path(&format!("{}/{path}", target.library())).map(Some);
        };
        let Some((scheme, rest)) = rest.split_once('/') else {
            let why = format!("lies in `{folder}` itself, outside of any scheme");
            return Err(WheelError::member(path, why));
        };
        if scheme == "scripts" && script::is_wrapper(member.path.file_name(), commands) {
            return Ok(None);
        }
        let place = match (scheme, target) {
            ("purelib" | "platlib", _) => format!("{}/{rest}", target.library()),
            ("scripts" | "headers" | "data", Target::Prefix(_)) => return Ok(None),
            ("scripts", _) => format!("usr/local/bin/{rest}"),
            ("data", _) => format!("usr/local/{rest}"),
            ("headers", Target::System { python }) => {
                let name = metadata::distribution(&self.origin);
                format!("usr/local/include/python{python}/{name}/{rest}")
            }
            _ => {
                return Err(WheelError::member(
                    path,
                    format!("is of unknown scheme `{scheme}`"),
                ))
            }
        };
        self.path(&place).map(Some)
    }

    fn commands(&self, inflater: &mut Inflater) -> Result<Vec<Command>, WheelError> {
        let path = self.own("entry_points.txt");
        match self.find(&path) {
            Some(_) => entry_points::parse(&path, &self.text(&path, inflater)?),
            None => Ok(Vec::new()),
        }
    }

    /// The bytes of a script whose first line asks for the interpreter's path.
    fn rewritten(
        &self,
        at: usize,
        target: &Target,
        inflater: &mut Inflater,
    ) -> Result<Option<Vec<u8>>, WheelError> {
        let Target::System { python } = target else {
            return Ok(None);
        };
        let member = &self.members[at];
        let mut head = Memory::new(script::HEAD.min(member.size as usize));
        match inflater.copy(&self.file, member, &mut head, |_| ()) {
            Ok(()) | Err(WheelError::Stopped) => {}
            Err(error) => return Err(error),
        }
        if !script::is_placeholder(&head.into_bytes()) {
            return Ok(None);
        }
        let bytes = self.bytes(at, inflater)?;
        Ok(Some(script::rewrite(&bytes, &interpreter(python))))
    }

    fn member_file(&self, wheel: usize, at: usize) -> tree::File {
        let member = &self.members[at];
        let row = self.record.rows.get(member.path.as_str());
        let known = row.filter(|_| !self.admitted(member));
        tree::File {
            size: member.size,
            sha256: known.and_then(Row::sha256),
            content: Content::Member { wheel, member: at },
        }
    }

    fn text(&self, path: &str, inflater: &mut Inflater) -> Result<String, WheelError> {
        let missing = || WheelError::Metadata(format!("`{path}` is missing"));
        let at = self.find(path).ok_or_else(missing)?;
        let bytes = self.bytes(at, inflater)?;
        String::from_utf8(bytes).map_err(|_| WheelError::member(path, "is not UTF-8"))
    }

    fn bytes(&self, at: usize, inflater: &mut Inflater) -> Result<Vec<u8>, WheelError> {
        let member = &self.members[at];
        if member.size > MEMORY_LIMIT {
            let why = format!("is too large to be read as text: {} bytes", member.size);
            return Err(WheelError::member(member.path.as_str(), why));
        }
        let mut memory = Memory::new(member.size as usize);
        self.copy(at, inflater, &mut memory)?;
        Ok(memory.into_bytes())
    }

    fn find(&self, path: &str) -> Option<usize> {
        self.members
            .iter()
            .position(|member| member.path.as_str() == path)
    }

    fn own(&self, name: &str) -> String {
        format!("{}/{name}", self.dist_info)
    }

    fn is_own(&self, path: &str, names: &[&str]) -> bool {
        let own = path.strip_prefix(self.dist_info.as_str());
        own.and_then(|rest| rest.strip_prefix('/'))
            .is_some_and(|name| names.contains(&name))
    }

    fn admitted(&self, member: &Member) -> bool {
        self.admit.contains(member.path.as_str())
    }

    fn path(&self, text: &str) -> Result<TreePath, WheelError> {
        TreePath::parse(text).map_err(|fault| WheelError::Path {
            member: text.to_owned(),
            fault,
        })
    }
}

impl Target {
    fn library(&self) -> String {
        match self {
            Self::System { python } => format!("usr/local/lib/python{python}/dist-packages"),
            Self::Prefix(folder) => folder.clone(),
        }
    }
}

fn interpreter(python: &str) -> String {
    format!("/usr/bin/python{python}")
}

fn is_script(path: &str) -> bool {
    let mut parts = path.splitn(3, '/');
    parts.next().is_some_and(|top| top.ends_with(".data")) && parts.next() == Some("scripts")
}

fn other_digest(hash: &str) -> Option<Box<dyn DynDigest>> {
    match hash.split_once('=')? {
        ("sha384", _) => Some(Box::new(Sha384::new())),
        ("sha512", _) => Some(Box::new(Sha512::new())),
        _ => None,
    }
}

fn check_size(member: &Member, row: &Row) -> Result<(), WheelError> {
    let got = member.size.to_string();
    match row.size.is_empty() || row.size == got {
        true => Ok(()),
        false => Err(WheelError::Record {
            member: member.path.to_string(),
            what: "size",
            want: row.size.clone(),
            got,
        }),
    }
}
