//! A blob into a file, going on where an earlier attempt was left.

use crate::file;
use anyhow::{Context as _, Result};
use indicatif::ProgressBar;
use registry::archive::SourceBlob;
use registry::{Client, Error, Repository};
use std::cell::Cell;
use std::fs::File;
use std::io::{Seek as _, SeekFrom};
use std::path::Path;

/// An archive, and the bars of what comes
#[derive(Clone, Copy)]
pub struct From<'a> {
    /// The registry
    pub client: &'a Client,
    /// The archive in it
    pub repository: &'a Repository,
    /// Of the file, and of all
    pub bars: [&'a ProgressBar; 2],
}

/// Downloads a blob to `path` and syncs it; whether the archive has it. Only then is the file
/// whole.
///
/// # Errors
/// When the registry does not give it, or the disk is full.
pub fn download(from: From<'_>, blob: SourceBlob, path: &Path) -> Result<bool> {
    let at = || format!("cannot write `{}`", path.display());
    let file = file::part(path).with_context(at)?;
    let left = file.metadata().with_context(at)?.len();
    if left > blob.size {
        file.set_len(0).with_context(at)?;
    }
    let mut downloaded = attempt(from, blob, &file);
    if left > 0 && matches!(downloaded, Err(Error::Bytes { .. })) {
        // What was left may be of another mind: from the start, once.
        file.set_len(0).with_context(at)?;
        (&file).seek(SeekFrom::Start(0)).with_context(at)?;
        downloaded = attempt(from, blob, &file);
    }
    match downloaded {
        Ok(()) => file.sync_all().with_context(at).map(|()| true),
        Err(Error::Status { status: 404, .. }) => Ok(false),
        Err(error) => {
            if matches!(error, Error::Bytes { .. }) {
                file.set_len(0).with_context(at)?;
            }
            Err(error.into())
        }
    }
}

fn attempt(from: From<'_>, blob: SourceBlob, file: &File) -> Result<(), Error> {
    let (mut left, mut to, moved) = (file, file, Cell::new(0));
    let downloaded = from.client.rest_of_blob(
        from.repository,
        &blob.digest,
        (&mut left, blob.size),
        &mut to,
        &|bytes| {
            moved.set(moved.get() + bytes);
            from.bars.iter().for_each(|bar| bar.inc(bytes));
        },
    );
    if downloaded.is_err() {
        from.bars.iter().for_each(|bar| bar.dec(moved.get()));
    }
    downloaded
}
