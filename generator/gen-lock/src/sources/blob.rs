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

/// Brings a blob to `path`, written to the disk; whether the archive has it. Only then is the file
/// whole.
///
/// # Errors
/// When the registry does not give it, or the disk is full.
pub fn bring(from: From<'_>, kept: SourceBlob, path: &Path) -> Result<bool> {
    let at = || format!("cannot write `{}`", path.display());
    let file = file::part(path).with_context(at)?;
    let left = file.metadata().with_context(at)?.len();
    if left > kept.size {
        file.set_len(0).with_context(at)?;
    }
    let mut brought = attempt(from, kept, &file);
    if left > 0 && matches!(brought, Err(Error::Bytes { .. })) {
        // What was left may be of another mind: from the start, once.
        file.set_len(0).with_context(at)?;
        (&file).seek(SeekFrom::Start(0)).with_context(at)?;
        brought = attempt(from, kept, &file);
    }
    match brought {
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

fn attempt(from: From<'_>, kept: SourceBlob, file: &File) -> Result<(), Error> {
    let (mut left, mut to, moved) = (file, file, Cell::new(0));
    let brought = from.client.rest_of_blob(
        from.repository,
        &kept.digest,
        (&mut left, kept.size),
        &mut to,
        &|bytes| {
            moved.set(moved.get() + bytes);
            from.bars.iter().for_each(|bar| bar.inc(bytes));
        },
    );
    if brought.is_err() {
        from.bars.iter().for_each(|bar| bar.dec(moved.get()));
    }
    brought
}
