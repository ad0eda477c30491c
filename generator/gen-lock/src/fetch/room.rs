//! Room for what is to come: downloads lie in the cache until the store has them, and the two may be on
//! two disks.

use crate::file;
use crate::printer::bytes;
use anyhow::{ensure, Context as _, Result};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

/// A folder, and what its disk has
#[derive(Debug, Clone)]
pub struct Disk {
    folder: PathBuf,
    device: u64,
    /// Bytes that are free
    pub free: u64,
}

impl Disk {
    /// That of a folder, or of the nearest one above where it is not there yet
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(folder: &Path) -> Result<Self> {
        let folder = std::path::absolute(folder)?;
        let there = folder.ancestors().find(|folder| folder.exists());
        let there = there.unwrap_or(Path::new("/")).to_owned();
        let device = std::fs::metadata(&there);
        let device = device.with_context(|| format!("cannot read `{}`", there.display()))?;
        Ok(Self {
            free: file::free(&there)?,
            device: device.dev(),
            folder: there,
        })
    }

    /// The folder
    pub fn name(&self) -> std::path::Display<'_> {
        self.folder.display()
    }
}

/// Refuses to fetch what has no room: all of it in the store, and in the cache what comes at once
///
/// # Errors
/// With the folder whose disk is too small, and what it has.
pub fn check(cache: &Disk, store: &Disk, sizes: &[u64], at_once: usize) -> Result<()> {
    let total: u64 = sizes.iter().sum();
    if cache.device == store.device {
        return enough(store, total * 2, "free some space, or move /nix");
    }
    let mut largest = sizes.to_vec();
    largest.sort_unstable_by(|one, other| other.cmp(one));
    let passing = largest.iter().take(at_once).sum();
    enough(
        cache,
        passing,
        "free some space, or set another folder in `XDG_CACHE_HOME`",
    )?;
    enough(store, total, "free some space, or move /nix")
}

fn enough(disk: &Disk, need: u64, hint: &str) -> Result<()> {
    ensure!(
        disk.free > need,
        "the disk of `{}` has {} free, but fetching needs {}\n\nhint: {hint}",
        disk.name(),
        bytes(disk.free),
        bytes(need)
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{check, Disk};
    use std::path::Path;

    fn disk(folder: &str, device: u64, free: u64) -> Disk {
        Disk {
            folder: folder.into(),
            device,
            free,
        }
    }

    #[test]
    fn the_disk_that_is_too_small_is_told() {
        let said = |cache: &Disk, store: &Disk| {
            let checked = check(cache, store, &[100, 300, 200], 2);
            checked.map_or_else(|error| error.to_string(), |()| "fits".to_owned())
        };
        let store = disk("/nix/store", 1, 601);
        assert_eq!(said(&disk("/cache", 2, 501), &store), "fits");
        assert!(said(&disk("/cache", 2, 500), &store).starts_with(
            "the disk of `/cache` has 500 B free, but fetching needs 500 B\n\nhint: free some space, or set"
        ));
        let full = disk("/nix/store", 1, 600);
        assert!(
            said(&disk("/cache", 2, 501), &full).starts_with("the disk of `/nix/store` has 600 B")
        );
        // One disk for both holds each source twice for a time.
        assert!(said(&disk("/cache", 1, 601), &store).contains("fetching needs 1.20 kB"));
    }

    #[test]
    fn a_folder_that_is_not_there_is_on_the_disk_of_the_one_above() {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::of(&folder.path().join("a/b")).unwrap();
        assert_eq!(disk.folder, folder.path());
        assert!(Disk::of(Path::new("/")).unwrap().free > 0);
    }
}
