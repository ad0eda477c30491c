//! A wheel's place in the tree, as pip would install it.

use super::central_directory::Member;
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

impl Installation {
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
                    listed.keep(&library, path.as_str(), row.unwrap_or(&Row::default()));
                    self.member_file(wheel, at)
                }
            };
            files.push((path, Entry::file(mode, file, &self.origin)));
        }
        if let Target::System { python } = target {
            for command in &commands {
                let bytes = script::generate(command, &interpreter(python));
                let path = parse(&format!("usr/local/bin/{}", command.name))?;
                listed.generated(&library, path.as_str(), &bytes);
                files.push((
                    path,
                    Entry::file(0o755, tree::File::bytes(bytes), &self.origin),
                ));
            }
        }
        let path = parse(&format!("{library}/{}", self.own("RECORD")))?;
        listed.keep(&library, path.as_str(), &Row::default());
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
    TreePath::parse(text).map_err(|fault| WheelError::Path {
        member: text.to_owned(),
        fault,
    })
}
