//! Folders that must be on a machine before its containers start.

use crate::Machine;
use std::collections::BTreeSet;

/// A folder of a machine that containers see
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Folder {
    /// Where it is on the machine
    pub path: String,
    /// Whether containers may only read it: it stays its owner's. Any other is the images' user's.
    pub read_only: bool,
}

/// The folders of a machine's volumes, each once, by path
pub fn folders(machine: &Machine<'_>) -> Vec<Folder> {
    let services = machine.services.iter();
    let all = services.flat_map(|service| {
        let folder = |mount| Folder {
            path: machine.folder(service, mount),
            read_only: mount.read_only,
        };
        service.mounts.iter().map(folder)
    });
    all.collect::<BTreeSet<_>>().into_iter().collect()
}
