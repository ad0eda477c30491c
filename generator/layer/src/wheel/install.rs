//! An opened wheel: RECORD against the archive first, the members' bytes when they are due.

use std::collections::BTreeSet;
use std::fs::File;
use std::sync::Arc;

use sha2::digest::DynDigest;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::central_directory::{self, Member};
use super::fault::WheelError;
use super::inflate::{Discard, Inflater, Memory};
use super::metadata;
use super::record::{self, Record, Row};
use crate::pipeline::Sink;
use crate::{spec, Error};

/// Metadata files and scripts above this size are refused.
const MEMORY_LIMIT: u64 = 32 << 20;

const NOT_IN_RECORD: [&str; 3] = ["RECORD", "RECORD.jws", "RECORD.p7s"];

/// An opened wheel.
pub struct Installation {
    pub(super) file: File,
    pub(super) origin: Arc<str>,
    pub(super) dist_info: String,
    pub(super) members: Vec<Member>,
    pub(super) record: Record,
    pub(super) admit: BTreeSet<String>,
    pub(super) omit: BTreeSet<String>,
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
            omit: wheel.omit.iter().cloned().collect(),
        };
        let path = opened.own("RECORD");
        let record = opened.text(&path, inflater)?;
        opened.record = record::parse(&path, &record)?;
        opened.check_listing()?;
        opened.check_metadata(inflater)?;
        Ok(opened)
    }

    fn check_metadata(&self, inflater: &mut Inflater) -> Result<(), WheelError> {
        let wheel = self.text(&self.own("WHEEL"), inflater)?;
        let admitted = self.admit.contains(&self.own("WHEEL"));
        metadata::check_wheel(&self.origin, &wheel, admitted)?;
        let path = self.own("METADATA");
        let text = self.text(&path, inflater)?;
        match self.admit.contains(&path) {
            true => Ok(()),
            false => metadata::check(&self.origin, &text),
        }
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

    /// Reads a member that no layer holds, checks it as any other, and returns its SHA-256.
    pub(super) fn prove(
        &self,
        member: usize,
        inflater: &mut Inflater,
    ) -> Result<[u8; 32], WheelError> {
        self.copy(member, inflater, &mut Discard::default())
    }

    /// Puts the wheel's name before a refusal.
    pub(super) fn named(&self) -> impl FnOnce(WheelError) -> Error + '_ {
        |source| Error::Wheel {
            file: self.origin.to_string(),
            source,
        }
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

    pub(super) fn text(&self, path: &str, inflater: &mut Inflater) -> Result<String, WheelError> {
        let missing = || WheelError::Metadata(format!("`{path}` is missing"));
        let at = self.find(path).ok_or_else(missing)?;
        let bytes = self.bytes(at, inflater)?;
        String::from_utf8(bytes).map_err(|_| WheelError::member(path, "is not UTF-8"))
    }

    pub(super) fn bytes(&self, at: usize, inflater: &mut Inflater) -> Result<Vec<u8>, WheelError> {
        let member = &self.members[at];
        if member.size > MEMORY_LIMIT {
            let why = format!("is too large to be read as text: {} bytes", member.size);
            return Err(WheelError::member(member.path.as_str(), why));
        }
        let mut memory = Memory::new(member.size as usize);
        self.copy(at, inflater, &mut memory)?;
        Ok(memory.into_bytes())
    }

    pub(super) fn find(&self, path: &str) -> Option<usize> {
        self.members
            .iter()
            .position(|member| member.path.as_str() == path)
    }

    pub(super) fn own(&self, name: &str) -> String {
        format!("{}/{name}", self.dist_info)
    }

    pub(super) fn is_own(&self, path: &str, names: &[&str]) -> bool {
        let own = path.strip_prefix(self.dist_info.as_str());
        own.and_then(|rest| rest.strip_prefix('/'))
            .is_some_and(|name| names.contains(&name))
    }

    pub(super) fn admitted(&self, member: &Member) -> bool {
        self.admit.contains(member.path.as_str())
    }
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
