//! A wheel's place in the tree, as pip would install it.

use std::collections::BTreeSet;

use super::central_directory::Member;
use super::contested::{self, Winners};
use super::entry_points::{self, Command};
use super::fault::WheelError;
use super::inflate::{Inflater, Memory};
use super::install::Installation;
use super::record::Row;
use super::record_file::RecordFile;
use super::{metadata, script};
use crate::tree::{self, Content, Entry, Tree};
use crate::{Error, TreePath};

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

/// A file of a wheel and its place.
pub struct Placed {
    /// Its path in the wheel, or the name of the command that an entry point asks for.
    pub source: String,
    /// Where it is installed.
    pub path: TreePath,
    /// What lies there.
    pub entry: Entry,
    /// What RECORD will say of it.
    row: Row,
}

impl Installation {
    /// Adds what the wheel installs to `tree`, which `others` have filled so far.
    pub fn plan(
        &self,
        others: &[Installation],
        winners: &Winners,
        target: &Target,
        inflater: &mut Inflater,
        tree: &mut Tree,
    ) -> Result<(), Error> {
        let placed = self.placed(others.len(), target, inflater);
        let placed = placed.map_err(self.named())?;
        let is_lost = |placed: &Placed| winners.is_lost(&placed.path, &self.origin);
        let mut stays: Vec<_> = placed.into_iter().filter(|one| !is_lost(one)).collect();
        let record = self.record_file(&stays, target).map_err(self.named())?;
        stays.push(record);
        contested::add(self, stays, others, inflater, tree)
    }

    /// What the wheel installs, less what is omitted and its RECORD; `wheel` is its place in the
    /// list of wheels.
    pub fn placed(
        &self,
        wheel: usize,
        target: &Target,
        inflater: &mut Inflater,
    ) -> Result<Vec<Placed>, WheelError> {
        let commands = self.commands(inflater)?;
        let mut placed = Vec::new();
        for (at, member) in self.members.iter().enumerate() {
            if self.omit.contains(member.path.as_str()) {
                continue;
            }
            if let Some(path) = self.place(member, target, &commands)? {
                placed.push(self.member(wheel, at, path, target, inflater)?);
            }
        }
        if let Target::System { python } = target {
            for command in &commands {
                let bytes = script::generate(command, &interpreter(python));
                let path = parse(&format!("usr/local/bin/{}", command.name))?;
                placed.push(Placed {
                    source: command.name.clone(),
                    path,
                    row: Row::of(&bytes),
                    entry: Entry::file(0o755, tree::File::bytes(bytes), &self.origin),
                });
            }
        }
        Ok(placed)
    }

    fn member(
        &self,
        wheel: usize,
        at: usize,
        path: TreePath,
        target: &Target,
        inflater: &mut Inflater,
    ) -> Result<Placed, WheelError> {
        let member = &self.members[at];
        let source = member.path.to_string();
        let is_script = is_script(&source);
        // Zips of a builder without modes say nothing of it: the specification lets an installer
        // set it.
        let mode = if member.executable || is_script {
            0o755
        } else {
            0o644
        };
        let rewritten = match is_script {
            true => self.rewritten(at, target, inflater)?,
            false => None,
        };
        let (file, row) = match rewritten {
            Some(bytes) => {
                let row = Row::of(&bytes);
                (tree::File::bytes(bytes), row)
            }
            None => {
                let row = self.record.rows.get(&source).cloned();
                (self.member_file(wheel, at), row.unwrap_or_default())
            }
        };
        Ok(Placed {
            source,
            path,
            entry: Entry::file(mode, file, &self.origin),
            row,
        })
    }

    fn record_file(&self, placed: &[Placed], target: &Target) -> Result<Placed, WheelError> {
        let library = target.library();
        let source = self.own("RECORD");
        let path = parse(&format!("{library}/{source}"))?;
        let mut listed = RecordFile::default();
        for Placed { path, row, .. } in placed {
            listed.list(&library, path.as_str(), row);
        }
        listed.list(&library, path.as_str(), &Row::default());
        let file = tree::File::bytes(listed.print());
        Ok(Placed {
            source,
            path,
            entry: Entry::file(0o644, file, &self.origin),
            row: Row::default(),
        })
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
            return parse(&format!("{}/{path}", target.library())).map(Some);
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
                format!("usr/include/python{python}/{name}/{rest}")
            }
            _ => {
                return Err(WheelError::member(
                    path,
                    format!("is of unknown scheme `{scheme}`"),
                ))
            }
        };
        parse(&place).map(Some)
    }

    fn commands(&self, inflater: &mut Inflater) -> Result<Vec<Command>, WheelError> {
        let path = self.own("entry_points.txt");
        let mut omitted = BTreeSet::new();
        let commands = match self.find(&path) {
            Some(_) => {
                let policy = entry_points::Policy {
                    omit: &self.omit,
                    admitted: self.admit.contains(&path),
                };
                let text = self.text(&path, inflater)?;
                entry_points::parse(&path, &text, &policy, &mut omitted)?
            }
            None => Vec::new(),
        };
        let is_there = |name: &&String| self.find(name).is_some() || omitted.contains(*name);
        match self.omit.iter().find(|name| !is_there(name)) {
            None => Ok(commands),
            Some(name) => Err(WheelError::Metadata(format!(
                "nothing of it is called `{name}`, which is to stay out"
            ))),
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

fn parse(text: &str) -> Result<TreePath, WheelError> {
    TreePath::parse(text).map_err(WheelError::path(text))
}
