use crate::licence::{of_debian, of_python};
use crate::record::Record;
use crate::{embedded, Licence, Part, System};
use debian::{Copyright, Installed, PackagesError};
use inventory::{Kind, Source};
use python::{Distribution, DistributionError};
use std::collections::{BTreeMap, BTreeSet};

/// What a layer's bytes say of packages. [`Contents::wants`] says which files to give it.
#[derive(Debug, Default, Clone)]
pub struct Contents {
    /// By the record's path
    pub(crate) found: BTreeMap<String, Found>,
    /// The folder of a distribution's metadata → that of the one whose RECORD lists it
    pub(crate) carriers: BTreeMap<String, String>,
    /// What distributions say of their parts, by their folder, each once
    pub(crate) parts: BTreeMap<String, BTreeMap<String, Part>>,
    /// Folders `….dist-info`
    pub(crate) folders: BTreeSet<String>,
    /// What cannot be read, and hides nothing else
    pub(crate) notes: BTreeSet<String>,
    /// By deb
    pub(crate) licences: BTreeMap<String, Licence>,
    pub(crate) system: Option<System>,
}

/// A package that is there
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub kind: Kind,
    pub name: String,
    pub version: String,
    pub architecture: Option<String>,
    pub source: Option<Source>,
    pub licence: Option<Licence>,
}

/// A record that cannot be read
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum ContentsError {
    #[error("`{path}`: {error}")]
    Deb { path: String, error: PackagesError },
    #[error("`{path}` {error}")]
    Distribution {
        path: String,
        error: DistributionError,
    },
}

impl Contents {
    /// Whether the file at a path says something of packages
    pub fn wants(path: &str) -> bool {
        Record::of(path).is_some()
    }

    /// Whether the file at a path says that a package is there
    pub fn is_package(path: &str) -> bool {
        matches!(Record::of(path), Some(Record::Status | Record::Metadata(_)))
    }

    /// Whether the file at a path says of which parts a distribution is made
    pub fn is_parts(path: &str) -> bool {
        matches!(Record::of(path), Some(Record::Parts(_)))
    }

    /// Takes notice of a file, of whatever kind
    pub fn saw(&mut self, path: &str) {
        if let Some(at) = path.rfind(".dist-info/") {
            let folder = &path[..at + ".dist-info".len()];
            if !self.folders.contains(folder) {
                self.folders.insert(folder.to_owned());
            }
        }
    }

    /// Notes that a file cannot be read
    pub fn note(&mut self, path: &str, why: &str) {
        self.notes.insert(format!("`{path}`: {why}"));
    }

    /// Reads a file that is wanted
    ///
    /// # Errors
    /// When it does not say which package it is of.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), ContentsError> {
        let text = String::from_utf8_lossy(bytes);
        match Record::of(path) {
            Some(Record::Status) => {
                let found = deb(path, &text)?;
                self.found.insert(path.to_owned(), found);
            }
            Some(Record::Metadata(folder)) => {
                let found = distribution(path, &text)?;
                self.found.insert(folder.to_owned(), found);
            }
            Some(Record::Files(folder)) => self.carried(folder, &text),
            Some(Record::Parts(folder)) => self.parts(folder, path, bytes),
            Some(Record::Copyright(package)) => {
                let licence = Copyright::parse(&text).and_then(|read| of_debian(&read));
                self.licences
                    .extend(licence.map(|licence| (package.to_owned(), licence)));
            }
            Some(Record::System) => self.system = System::parse(&text).or(self.system.take()),
            None => {}
        }
        Ok(())
    }

    fn parts(&mut self, folder: &str, path: &str, bytes: &[u8]) {
        match embedded::parts(path, bytes) {
            Ok((parts, nameless)) => {
                let known = self.parts.entry(folder.to_owned()).or_default();
                for (base, part) in parts {
                    known.entry(base).or_insert(part);
                }
                if nameless > 0 {
                    let why = format!(
                        "{nameless} of its components have no package URL: they are not scanned"
                    );
                    self.note(path, &why);
                }
            }
            Err(error) => self.note(path, &format!("its components cannot be read: {error}")),
        }
    }

    /// The metadata of others among a distribution's files
    fn carried(&mut self, folder: &str, record: &str) {
        let home = folder.rsplit_once('/').map_or("", |(home, _)| home);
        let lines = record.lines().filter_map(|line| line.split_once(','));
        for (file, _) in lines {
            let path = format!("{home}/{}", file.trim_matches('"'));
            if let Some(Record::Metadata(inner)) = Record::of(&path) {
                if inner != folder {
                    self.carriers.insert(inner.to_owned(), folder.to_owned());
                }
            }
        }
    }
}

fn deb(path: &str, text: &str) -> Result<Found, ContentsError> {
    let read = Installed::parse(text).map_err(|error| ContentsError::Deb {
        path: path.to_owned(),
        error,
    })?;
    Ok(Found {
        kind: Kind::Deb,
        name: read.name,
        version: read.version.to_string(),
        architecture: Some(read.architecture),
        source: Some(Source {
            name: read.source,
            version: read.source_version.to_string(),
        }),
        licence: None,
    })
}

fn distribution(path: &str, text: &str) -> Result<Found, ContentsError> {
    let read = Distribution::parse(text).map_err(|error| ContentsError::Distribution {
        path: path.to_owned(),
        error,
    })?;
    Ok(Found {
        kind: Kind::Wheel,
        licence: of_python(&read),
        name: read.name.to_string(),
        version: read.version,
        architecture: None,
        source: None,
    })
}
