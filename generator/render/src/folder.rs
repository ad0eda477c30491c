//! Folders that must be on a machine before its containers start.

use crate::{Machine, Mount, Service};
use fleet::image_config::USER;
use std::collections::BTreeSet;

/// A folder of a machine that containers see
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Folder {
    /// Where it is on the machine
    pub path: String,
    /// Whether containers may only read it: it stays its owner's. Any other is the images' user's.
    pub read_only: bool,
}

impl Folder {
    pub(crate) fn of(machine: &Machine<'_>, service: &Service<'_>, mount: &Mount<'_>) -> Self {
        Self {
            path: machine.folder(service, mount),
            read_only: mount.read_only,
        }
    }

    /// The command that makes it, as the head of a rendered file says it
    pub(crate) fn install(&self) -> String {
        let owner = USER.replace(':', " -g ");
        let owner = if self.read_only {
            String::new()
        } else {
            format!(" -o {owner}")
        };
        format!("  install -d{owner} {}", self.path)
    }
}

/// The folders of a machine's volumes, each once, by path
pub fn folders(machine: &Machine<'_>) -> Vec<Folder> {
    let services = machine.services.iter();
    let all = services.flat_map(|service| {
        let folder = |mount| Folder::of(machine, service, mount);
        service.mounts.iter().map(folder)
    });
    all.collect::<BTreeSet<_>>().into_iter().collect()
}
