use anyhow::{Context as _, Result};
use rustix::fs::OFlags;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

pub use verify::regular;

/// Before the name of what is written aside
const ASIDE: &str = ".gen-lock-";

/// Reads a text file; the error names it
///
/// # Errors
/// When it cannot be read.
pub fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))
}

/// Reads a file; the error names it
///
/// # Errors
/// When it cannot be read.
pub fn bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))
}

/// Opens what an earlier attempt left of a file, to go on with it; an empty one where there is none
///
/// The folder may be another's, as a USB stick is: what is no file, or a name of one elsewhere, is
/// replaced and not written through.
///
/// # Errors
/// When the folder cannot be written.
pub fn part(path: &Path) -> std::io::Result<File> {
    let flags = OFlags::NONBLOCK | OFlags::NOFOLLOW;
    let mut options = File::options();
    options
        .read(true)
        .write(true)
        .custom_flags(flags.bits().cast_signed());
    match options.open(path) {
        Ok(file) => {
            let there = file.metadata()?;
            if there.is_file() && there.nlink() == 1 {
                return Ok(file);
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) if std::fs::symlink_metadata(path)?.is_file() => return Err(error),
        Err(_) => {}
    }
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => options.create_new(true).open(path),
    }
}

/// Writes a file aside and renames it: what is there is whole, the old or the new
///
/// # Errors
/// When the folder cannot be written, or the disk is full.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    beside(path, bytes)?.publish()
}

/// Copies a file as `write` does
///
/// # Errors
/// As `write`; when the file cannot be read.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    let at = || format!("cannot copy `{}`", from.display());
    let mut file = File::open(from).with_context(at)?;
    aside(to, |aside| std::io::copy(&mut file, aside).map(|_| ()))
        .with_context(at)?
        .publish()
}

/// A file that is whole, on the disk, and not at its place yet
struct Beside {
    aside: NamedTempFile,
    path: PathBuf,
}

impl Beside {
    fn publish(self) -> Result<()> {
        let attempt = || -> std::io::Result<()> {
            self.aside.persist(&self.path)?;
            sweep(folder(&self.path))
        };
        attempt().with_context(|| format!("cannot write `{}`", self.path.display()))
    }
}

/// Files that belong together, each written aside: nothing is at its place before all are whole
pub struct Aside(Vec<Beside>);

impl Aside {
    /// Those of a folder, by name
    ///
    /// # Errors
    /// When a folder cannot be written, or the disk is full.
    pub fn of(root: &Path, texts: &BTreeMap<String, String>) -> Result<Self> {
        let texts = texts.iter();
        let all = texts.map(|(name, text)| beside(&root.join(name), text.as_bytes()));
        all.collect::<Result<_>>().map(Self)
    }

    /// Puts each at its place
    ///
    /// # Errors
    /// When a place is taken by a folder.
    pub fn publish(self) -> Result<()> {
        self.0.into_iter().try_for_each(Beside::publish)
    }
}

fn beside(path: &Path, bytes: &[u8]) -> Result<Beside> {
    aside(path, |file| file.write_all(bytes))
}

fn aside(path: &Path, fill: impl FnOnce(&mut File) -> std::io::Result<()>) -> Result<Beside> {
    let attempt = || -> std::io::Result<NamedTempFile> {
        std::fs::create_dir_all(folder(path))?;
        let mut aside = locked(folder(path))?;
        fill(aside.as_file_mut())?;
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o644);
        aside.as_file().set_permissions(mode)?;
        aside.as_file().sync_all()?;
        Ok(aside)
    };
    let aside = attempt().with_context(|| format!("cannot write `{}`", path.display()))?;
    let path = path.to_owned();
    Ok(Beside { aside, path })
}

/// The folder of a file
pub fn folder(path: &Path) -> &Path {
    let folder = path.parent();
    folder
        .filter(|folder| *folder != Path::new(""))
        .unwrap_or(Path::new("."))
}

/// A file aside, locked so that nobody sweeps it away
fn locked(folder: &Path) -> std::io::Result<NamedTempFile> {
    loop {
        let aside = tempfile::Builder::new().prefix(ASIDE).tempfile_in(folder)?;
        aside.as_file().lock()?;
        // Swept between the two: another one.
        if aside.as_file().metadata()?.nlink() > 0 {
            return Ok(aside);
        }
    }
}

/// Removes what a writer left aside that was killed: nobody holds its lock any more
fn sweep(folder: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if !name.to_string_lossy().starts_with(ASIDE) || !entry.file_type()?.is_file() {
            continue;
        }
        // Another may have been first.
        let left = File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if left {
            let _ = std::fs::remove_file(entry.path());
        }
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::{part, write};
    use std::fs::{self, File};
    use std::io::{Read as _, Write as _};
    use std::os::unix::fs::symlink;

    #[test]
    fn a_part_is_gone_on_with_and_never_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let (other, path) = (folder.path().join("other"), folder.path().join(".a.part"));
        part(&path).unwrap().write_all(b"half").unwrap();
        let mut left = String::new();
        part(&path).unwrap().read_to_string(&mut left).unwrap();
        assert_eq!(left, "half");
        for link in [symlink, |from, to| fs::hard_link(from, to)] {
            fs::write(&other, "mine").unwrap();
            fs::remove_file(&path).unwrap();
            link(other.as_path(), path.as_path()).unwrap();
            part(&path).unwrap().write_all(b"theirs").unwrap();
            assert_eq!(fs::read_to_string(&other).unwrap(), "mine");
            assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
        }
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert!(part(&path).is_err());
    }

    #[test]
    fn what_nobody_writes_any_more_goes() {
        let folder = tempfile::tempdir().unwrap();
        let of = |name: &str| folder.path().join(name);
        std::fs::write(of(".gen-lock-dead"), "half").unwrap();
        std::fs::write(of(".gen-lock-alive"), "half").unwrap();
        std::fs::create_dir(of(".gen-lock-folder")).unwrap();
        let alive = File::open(of(".gen-lock-alive")).unwrap();
        alive.lock().unwrap();
        write(&of("a"), b"whole").unwrap();
        assert_eq!(std::fs::read(of("a")).unwrap(), b"whole");
        assert!(!of(".gen-lock-dead").exists());
        assert!(of(".gen-lock-alive").exists() && of(".gen-lock-folder").exists());
    }
}
