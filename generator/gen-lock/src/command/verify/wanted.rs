//! Which images of the lock a machine's services need.

use crate::project::{folders, Written};
use anyhow::Result;
use render::{Machine, Request};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What is to run on a machine
pub struct Wanted {
    /// Its containers, which are called as their images
    pub containers: BTreeSet<String>,
    /// Where its releases are
    pub state: PathBuf,
}

impl Wanted {
    /// Of the table
    ///
    /// # Errors
    /// When the table is wrong, or has no such machine.
    pub fn of(start: &Path, machine: &str) -> Result<Self> {
        let written = Written::read(start)?;
        let families = written.families()?;
        let folders = folders(&written.root)?;
        let fleet = fleet::resolve(written.source(), &written.table, &families, &folders)?;
        // What hardens them is no question here.
        let profiles = BTreeMap::new();
        let machine = Machine::of(&Request {
            source: written.source(),
            table: &written.table,
            fleet: &fleet,
            lock: "",
            machine,
            profiles: &profiles,
            phase: None,
            gpu: true,
            devices: true,
        })?;
        let services = machine.services.iter();
        Ok(Self {
            containers: services.map(|service| machine.container(service)).collect(),
            state: PathBuf::from(machine.state),
        })
    }
}
