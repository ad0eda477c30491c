//! A folder that one process at a time writes to.
//!
//! The lock is the kernel's own (`flock`), on the folder itself: no file is made for it, whoever may
//! read the folder may take it, and it ends with the process, however that ends. Where a file system
//! knows no such lock, as some over a network, nobody waits.

use crate::cli;
use crate::printer::Printer;
use anyhow::{Context as _, Result};
use std::fmt;
use std::fs::{File, TryLockError};
use std::io::{Error, ErrorKind};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

/// While it lives, the folder is ours
#[derive(Debug)]
pub struct Held(#[allow(dead_code)] File);

/// Who holds a folder, as far as the kernel tells
#[derive(Debug, PartialEq, Eq)]
pub struct Holder {
    process: Option<u32>,
    command: Option<String>,
}

impl Held {
    /// Takes a folder; where another process has it, `say` is told whose turn it is, and then we wait
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn wait(folder: &Path, say: impl FnOnce(Holder)) -> Result<Self> {
        let file = open(folder)?;
        if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
            say(Holder::of(&file));
            wait(|| file.lock()).with_context(|| format!("cannot lock `{}`", folder.display()))?;
        }
        Ok(Self(file))
    }

    /// Takes a folder that is to be written to, which need not be there; who has to wait says whom for
    ///
    /// # Errors
    /// When the folder cannot be made or read.
    pub fn to_write(folder: &Path, printer: &Printer) -> Result<Self> {
        let at = || format!("cannot write `{}`", folder.display());
        std::fs::create_dir_all(folder).with_context(at)?;
        Self::wait(folder, |holder| {
            let folder = folder.display();
            printer.say(format!(
                "waiting for {holder}, which is writing to `{folder}`"
            ));
        })
    }

    /// Takes a folder, if nobody has it
    pub fn attempt(folder: &Path) -> Option<Self> {
        let file = open(folder).ok()?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => None,
            _ => Some(Self(file)),
        }
    }

    /// Shares a folder with other readers; a writer is waited for
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn share(folder: &Path) -> Result<Self> {
        let file = open(folder)?;
        wait(|| file.lock_shared())
            .with_context(|| format!("cannot lock `{}`", folder.display()))?;
        Ok(Self(file))
    }

    /// Whether the folder is still where it was: who held it before may have removed it
    pub fn is_at(&self, folder: &Path) -> bool {
        let identity = |of: &std::fs::Metadata| (of.dev(), of.ino());
        let (ours, there) = (self.0.metadata(), std::fs::metadata(folder));
        let identities = ours.iter().map(identity).eq(there.iter().map(identity));
        identities && there.is_ok()
    }
}

fn open(folder: &Path) -> Result<File> {
    File::open(folder).with_context(|| format!("cannot read `{}`", folder.display()))
}

/// A signal that somebody listens for is no end of waiting; what the file system has not is no error
fn wait(lock: impl Fn() -> Result<(), Error>) -> Result<(), Error> {
    loop {
        match lock() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if is_unknown(&error) => return Ok(()),
            done => return done,
        }
    }
}

/// Whether a file system knows no locks, or none of what is open for reading (NFS)
fn is_unknown(error: &Error) -> bool {
    use rustix::io::Errno;
    let of = Errno::from_io_error(error);
    [Errno::NOTSUP, Errno::NOSYS, Errno::NOLCK, Errno::BADF].contains(&of.unwrap_or(Errno::PERM))
}

impl Holder {
    /// Whether it is this process, another thread of it
    pub fn is_us(&self) -> bool {
        self.process == Some(std::process::id())
    }

    fn of(file: &File) -> Self {
        let locks = std::fs::read_to_string("/proc/locks").unwrap_or_default();
        let process = file.metadata().ok().and_then(|of| holder(&locks, &of));
        let words =
            process.and_then(|process| std::fs::read(format!("/proc/{process}/cmdline")).ok());
        Self {
            process,
            command: words.and_then(|words| command(&words)),
        }
    }
}

/// The process that has the lock, of lines such as `1: FLOCK ADVISORY WRITE 4711 fe:00:53 0 EOF`; those
/// who wait have an arrow before `FLOCK`
fn holder(locks: &str, of: &std::fs::Metadata) -> Option<u32> {
    let (major, minor) = (rustix::fs::major(of.dev()), rustix::fs::minor(of.dev()));
    let place = format!("{major:02x}:{minor:02x}:{}", of.ino());
    let process = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let holds = words.get(1) == Some(&"FLOCK") && words.get(5) == Some(&place.as_str());
        holds.then(|| words.get(4)?.parse().ok()).flatten()
    };
    // 0 and below are of another container.
    locks
        .lines()
        .find_map(process)
        .filter(|process| *process > 0)
}

/// `gen-lock refresh`, of the words that a process was started with
fn command(words: &[u8]) -> Option<String> {
    let words = String::from_utf8_lossy(words);
    let mut words = words.split('\0');
    let program = words.next()?.rsplit('/').next()?.to_owned();
    let name = words.find(|word| cli::is_command(word));
    Some(name.map_or(program.clone(), |name| format!("{program} {name}")))
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.command {
            Some(command) => write!(f, "`{command}`")?,
            None => f.write_str("another program")?,
        }
        match self.process {
            Some(process) => write!(f, " (process {process})"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{command, Held};

    #[test]
    fn who_waits_is_told_whom_for() {
        let folder = tempfile::tempdir().unwrap();
        let held = Held::attempt(folder.path()).unwrap();
        assert!(Held::attempt(folder.path()).is_none());
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            let path = folder.path();
            scope.spawn(move || Held::wait(path, |by| tell.send(by.to_string()).unwrap()).unwrap());
            let told = told.recv().unwrap();
            assert!(
                told.ends_with(&format!("(process {})", std::process::id())),
                "{told}"
            );
            drop(held);
        });
        assert!(Held::attempt(folder.path()).is_some());
    }

    #[test]
    fn a_folder_that_is_gone_is_not_held() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("a");
        std::fs::create_dir(&folder).unwrap();
        let held = Held::attempt(&folder).unwrap();
        assert!(held.is_at(&folder));
        std::fs::remove_dir(&folder).unwrap();
        assert!(!held.is_at(&folder));
        std::fs::create_dir(&folder).unwrap();
        assert!(!held.is_at(&folder) || Held::attempt(&folder).is_none());
    }

    #[test]
    fn a_command_is_known_by_its_words() {
        let of = |words: &str| command(words.as_bytes()).unwrap();
        assert_eq!(
            of("/a/gen-lock\0-C\0/b\0refresh\0--locked\0"),
            "gen-lock refresh"
        );
        assert_eq!(of("/bin/flock\0/b\0"), "flock");
    }
}
