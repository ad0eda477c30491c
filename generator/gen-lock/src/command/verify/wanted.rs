//! A machine of the table: which images of the lock its services need, and what their containers may do.

use crate::command::hardening;
use crate::project::{folders, Written};
use anyhow::Result;
use render::{Machine, Request};
use std::collections::BTreeSet;
use std::path::Path;

/// A machine as it was rendered
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Its name
    pub name: &'a str,
    /// Whether GPUs were asked for
    pub gpu: bool,
    /// Whether devices were passed in
    pub devices: bool,
}

impl Asked<'_> {
    /// Hands the machine to `take`; `lock` is the build lock's SHA-256, hexadecimal
    ///
    /// # Errors
    /// When the table or the hardening policy is wrong, or there is no such machine.
    pub fn with<T>(
        &self,
        start: &Path,
        lock: &str,
        take: impl FnOnce(&Machine<'_>) -> Result<T>,
    ) -> Result<T> {
        let written = Written::read(start)?;
        let families = written.families()?;
        let folders = folders(&written.root)?;
        let fleet = fleet::resolve(written.source(), &written.table, &families, &folders)?;
        let profiles = hardening::profiles(&written.root, &fleet)?;
        let machine = Machine::of(&Request {
            source: written.source(),
            table: &written.table,
            fleet: &fleet,
            lock,
            machine: self.name,
            profiles: &profiles,
            phase: None,
            gpu: self.gpu,
            devices: self.devices,
        })?;
        take(&machine)
    }
}

/// The containers of a machine, which are called as their images
///
/// # Errors
/// When the table is wrong, or has no such machine.
pub fn containers(start: &Path, machine: &str) -> Result<BTreeSet<String>> {
    let asked = Asked {
        name: machine,
        gpu: true,
        devices: true,
    };
    asked.with(start, "", |machine| {
        let services = machine.services.iter();
        Ok(services.map(|service| machine.container(service)).collect())
    })
}
