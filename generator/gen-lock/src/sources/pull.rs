use super::blob::{download, From};
use crate::file;
use crate::held::Held;
use crate::printer::{bytes, Printer};
use anyhow::{ensure, Context as _, Result};
use indicatif::ProgressBar;
use oci::Digest;
use registry::archive::SourceBlob;
use registry::{at_once, Client, Repository};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// Downloads under way at once
const AT_ONCE: usize = 4;
/// Behind the name of what is not whole
const PART: &str = ".part";

/// What a pull did
#[derive(Debug, Default, Serialize)]
pub struct Pulled {
    /// Sources of the archive, each once
    pub sources: u64,
    /// Their bytes
    pub bytes: u64,
    /// Those that came
    pub pulled: AtomicU64,
}

struct Pull<'a> {
    client: &'a Client,
    repository: &'a Repository,
    folder: &'a Path,
    printer: &'a Printer,
    total: ProgressBar,
}

/// Downloads sources into a folder of files named by SHA-256. A correct file stays; what an
/// earlier pull left is continued. Another pull into the folder is waited for.
///
/// # Errors
/// When the archive lacks one, or the disk is too small.
pub fn pull(
    (client, repository): (&Client, &Repository),
    sources: &BTreeMap<Digest, u64>,
    folder: &Path,
    printer: &Printer,
) -> Result<Pulled> {
    // Two pulls would write into each other's parts
    let _alone = Held::to_write(folder, printer)?;
    check_space(sources, folder)?;
    let done = Pulled {
        sources: sources.len() as u64,
        bytes: sources.values().sum(),
        pulled: AtomicU64::new(0),
    };
    let pull = Pull {
        client,
        repository,
        folder,
        printer,
        total: printer.total(done.bytes),
    };
    let mut all: Vec<SourceBlob> = sources
        .iter()
        .map(|(digest, size)| SourceBlob {
            digest: *digest,
            size: *size,
        })
        .collect();
    // The largest first: the last to end is a small one
    all.sort_by_key(|blob| (Reverse(blob.size), blob.digest));
    let downloaded = at_once(AT_ONCE, &all, |blob| {
        if pull.source(*blob)? {
            done.pulled.fetch_add(1, Ordering::Relaxed);
        }
        Ok::<_, anyhow::Error>(())
    });
    pull.total.finish_and_clear();
    downloaded?;
    remove_partial_files(folder)?;
    // The names themselves
    File::open(folder)?.sync_all()?;
    Ok(done)
}

impl Pull<'_> {
    /// Downloads a source unless it is there; whether it was downloaded
    fn source(&self, blob: SourceBlob) -> Result<bool> {
        let name = blob.digest.hex();
        let path = self.folder.join(&name);
        if has_content(&path, blob)? {
            self.total.inc(blob.size);
            return Ok(false);
        }
        let part = self.folder.join(format!(".{name}{PART}"));
        let bar = self.printer.file(&name, blob.size);
        let from = From {
            client: self.client,
            repository: self.repository,
            bars: [&bar, &self.total],
        };
        let has = download(from, blob, &part);
        bar.finish_and_clear();
        if !has? {
            std::fs::remove_file(&part)?;
            anyhow::bail!(
                "`{}` has no blob {}\n\nhint: run `gen-lock archive push {}` on a machine that has the sources",
                self.repository,
                blob.digest,
                self.repository
            );
        }
        std::fs::rename(&part, &path)
            .with_context(|| format!("cannot write `{}`", path.display()))?;
        Ok(true)
    }
}

/// Whether a file exists and has the bytes of a blob
///
/// # Errors
/// When it cannot be read.
pub fn has_content(path: &Path, blob: SourceBlob) -> Result<bool> {
    let Ok(mut file) = file::regular(path) else {
        return Ok(false);
    };
    let mut sum = Sha256::new();
    let size = io::copy(&mut file, &mut sum)
        .with_context(|| format!("cannot read `{}`", path.display()))?;
    let digest = Digest::from_sha256(sum.finalize().into());
    Ok((digest, size) == (blob.digest, blob.size))
}

fn check_space(sources: &BTreeMap<Digest, u64>, folder: &Path) -> Result<()> {
    let absent = |(digest, _): &(&Digest, &u64)| !folder.join(digest.hex()).exists();
    let need: u64 = sources.iter().filter(absent).map(|(_, size)| size).sum();
    let free = file::free(folder)?;
    ensure!(
        free > need,
        "the disk of `{}` has {} free, but {} are needed",
        folder.display(),
        bytes(free),
        bytes(need)
    );
    Ok(())
}

/// Removes partial files of sources that are no longer wanted
fn remove_partial_files(folder: &Path) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') && name.ends_with(PART) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
