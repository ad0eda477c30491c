use anyhow::{Context as _, Result};
use std::io::Write as _;
use std::path::Path;

/// Reads a text file; the error names it
///
/// # Errors
/// When it cannot be read.
pub fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))
}

/// Writes a file aside and renames it: what is there is whole, the old or the new
///
/// # Errors
/// When the folder cannot be written, or the disk is full.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let attempt = || -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        let mut aside = tempfile::Builder::new()
            .prefix(".gen-lock-")
            .tempfile_in(folder)?;
        aside.write_all(bytes)?;
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o644);
        aside.as_file().set_permissions(mode)?;
        aside.as_file().sync_all()?;
        aside.persist(path)?;
        Ok(())
    };
    attempt().with_context(|| format!("cannot write `{}`", path.display()))
}

/// Bytes that a folder's disk has free
///
/// # Errors
/// When the folder is not there.
pub fn free(folder: &Path) -> Result<u64> {
    let state = rustix::fs::statvfs(folder)
        .with_context(|| format!("cannot read `{}`", folder.display()))?;
    Ok(state.f_bavail * state.f_frsize)
}
