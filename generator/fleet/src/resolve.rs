mod family;
mod machine;
mod place;
mod ports;
mod work;

use crate::family_file::{FamilyFile, Link};
use crate::table::{Codec, Setting, Table};
use crate::{Decisions, Error, Source};
use std::collections::{BTreeMap, BTreeSet};

/// The fleet with every reference followed and every default applied.
#[derive(Debug, Clone)]
pub struct Fleet {
    /// The full version of the interpreter in the images
    pub python: String,
    /// How layer blobs are compressed
    pub codec: Codec,
    /// What never enters an image from a service's folder
    pub ignore: Vec<String>,
    /// Packages by the index that they have to come from, as written in the table
    pub indexes: BTreeMap<String, Vec<String>>,
    /// By name
    pub machines: BTreeMap<String, Machine>,
    /// By name, those that are built
    pub families: BTreeMap<String, Family>,
    /// Every service on every machine, by machine and image name
    pub placements: BTreeMap<(String, String), Placement>,
}

/// A machine with its profile complete
#[derive(Debug, Clone)]
pub struct Machine {
    /// The GPU's model
    pub gpu: Option<String>,
    /// Added to every port
    pub port_offset: u16,
    /// Values of `${NAME}`
    pub variables: BTreeMap<String, String>,
    /// Profile values, under the blueprint's names and under the libraries' own
    pub profile: BTreeMap<String, Setting>,
}

/// A family with its ancestors known
#[derive(Debug, Clone)]
pub struct Family {
    /// As written
    pub file: FamilyFile,
    /// From the root of the hierarchy to the family itself
    pub chain: Vec<String>,
    /// Whether it or an ancestor needs a GPU
    pub gpu: bool,
}

impl Family {
    /// The family's parent
    pub fn parent(&self) -> Option<&str> {
        self.chain.iter().rev().nth(1).map(String::as_str)
    }
}

/// A service on a machine: one image
#[derive(Debug, Clone)]
pub struct Placement {
    /// The row's name
    pub row: String,
    /// Its family's name
    pub family: String,
    /// With the machine's offset
    pub port: u16,
    /// With the machine's offset
    pub health_port: u16,
    /// Listeners beside these two, with the machine's offset
    pub listeners: BTreeMap<String, u16>,
    /// What it does
    pub work: Work,
    /// Worker processes in place of the machine's
    pub workers: Option<u16>,
    /// Environment of the service
    pub env: BTreeMap<String, String>,
    /// The folders that become `/app`
    pub code: Vec<String>,
    /// What of them stays out
    pub ignore: Vec<String>,
    /// The date of requirements of its own
    pub exclude_newer: Option<String>,
    /// What its row decides about files of wheels
    pub decisions: Decisions,
    /// What its needs bring
    pub needs: Needs,
}

/// What the needs of a service bring
#[derive(Debug, Clone, Default)]
pub struct Needs {
    /// Names of the needs that bring debs
    pub names: BTreeSet<String>,
    /// Debs of its needs and its own
    pub debs: BTreeSet<String>,
    /// Links of its needs
    pub links: Vec<Link>,
}

/// What a service does
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Work {
    /// The runtime serves an ASGI application
    App(String),
    /// The runtime starts a command and probes it
    Command {
        /// Program and arguments
        command: Vec<String>,
        /// Where its health is read
        probe: String,
    },
    /// No code yet: health alone
    Nothing,
}

/// A family file with its source
pub type FamilySource<'a> = (Source<'a>, FamilyFile);

/// Resolves a table. `folders` are the folders below `services/` that exist.
///
/// # Errors
/// The first reference that leads nowhere, port that two services claim, or name that is not legal.
pub fn resolve(
    source: Source<'_>,
    table: &Table,
    families: &BTreeMap<String, FamilySource<'_>>,
    folders: &BTreeSet<String>,
) -> Result<Fleet, Error> {
    if *table.version.get_ref() != 1 {
        let message = format!("table version `{}` is not known", table.version.get_ref());
        return Err(source
            .error(&table.version, message)
            .hint("this gen-lock reads version 1"));
    }
    let mut fleet = Fleet {
        python: table.fleet.python.clone(),
        codec: table.fleet.codec,
        ignore: table.fleet.ignore.clone(),
        indexes: table.indexes.clone(),
        machines: machine::machines(source, table)?,
        families: BTreeMap::new(),
        placements: BTreeMap::new(),
    };
    for name in families.keys() {
        let family = family::family(name, families)?;
        if family.file.unbuilt.is_none() {
            fleet.families.insert(name.clone(), family);
        }
    }
    let mut claims = ports::Claims::new();
    for service in &table.services {
        place::place(source, table, service, folders, &mut fleet, &mut claims)?;
    }
    Ok(fleet)
}
