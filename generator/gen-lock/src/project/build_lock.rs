//! The one reader of `build-lock.json`. Whoever cannot read the lock has judged nothing: none of its errors
//! is a finding.

use super::BUILD_LOCK;
use crate::file;
use anyhow::{anyhow, bail, ensure, Context as _, Result};
use fleet::document::ParseError;
use fleet::BuildLock;
use sha2::{Digest as _, Sha256};
use std::io::Read as _;
use std::path::Path;

/// Bytes of the largest lock that is read
pub const LARGEST: u64 = 64 << 20;

/// A build lock and the text that it was read from
#[derive(Debug)]
pub struct LockFile {
    /// What it says
    pub lock: BuildLock,
    /// The text of the file
    pub text: String,
}

impl LockFile {
    /// Reads the lock of a project
    ///
    /// # Errors
    /// When it is missing or malformed.
    pub fn read(root: &Path) -> Result<Self> {
        Self::read_if_there(root)?.ok_or_else(missing)
    }

    /// Reads the lock of a project that may have none yet
    ///
    /// # Errors
    /// When it is malformed.
    pub fn read_if_there(root: &Path) -> Result<Option<Self>> {
        let path = root.join(BUILD_LOCK);
        if !path.exists() {
            return Ok(None);
        }
        Self::parse(BUILD_LOCK, bytes(&path, BUILD_LOCK)?).map(Some)
    }

    /// Reads a lock of any name
    ///
    /// # Errors
    /// When it cannot be read, or is malformed.
    pub fn of_file(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        Self::parse(&name, bytes(path, &name)?)
    }

    /// Reads the bytes of a lock; messages call it by `name`
    ///
    /// # Errors
    /// When they are malformed, with the line and the column.
    pub fn parse(name: &str, bytes: Vec<u8>) -> Result<Self> {
        is_small(name, bytes.len() as u64)?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = sound.iter().filter(|byte| **byte == b'\n').count() + 1;
            anyhow!("{name}:{line}: malformed: it is not UTF-8")
        })?;
        match BuildLock::parse(&text) {
            Ok(lock) => Ok(Self { lock, text }),
            Err(error) => bail!("{}", malformed(name, &error)),
        }
    }

    /// SHA-256 of the text, hexadecimal
    pub fn digest(&self) -> String {
        hex::encode(Sha256::digest(&self.text))
    }
}

/// Why there is nothing to go by
pub fn missing() -> anyhow::Error {
    anyhow!("{BUILD_LOCK} is missing\n\nhint: run `gen-lock refresh`")
}

/// The bytes of a lock, which may be another's: no pipe is waited for, and no disk is read without end
pub fn bytes(path: &Path, name: &str) -> Result<Vec<u8>> {
    let read = || -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let file = file::regular(path)?;
        file.take(LARGEST + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().with_context(|| format!("cannot read `{}`", path.display()))?;
    is_small(name, bytes.len() as u64)?;
    Ok(bytes)
}

fn is_small(name: &str, size: u64) -> Result<()> {
    ensure!(
        size <= LARGEST,
        "{name}: a build lock has at most {LARGEST} bytes"
    );
    Ok(())
}

/// What is wrong, with its line and column where there are any
fn malformed(name: &str, error: &ParseError) -> String {
    let ParseError::Json(json) = error else {
        return format!("{name}: {error}");
    };
    let (line, column) = (json.line(), json.column());
    let text = json.to_string();
    let place = format!(" at line {line} column {column}");
    let text = text.strip_suffix(&place).unwrap_or(&text);
    format!("{name}:{line}:{column}: malformed: {text}")
}

#[cfg(test)]
mod tests {
    use super::{LockFile, LARGEST};

    #[test]
    fn what_is_no_lock_is_told_with_its_line() {
        let error = |bytes: &[u8]| {
            let error = LockFile::parse("a.json", bytes.to_vec()).unwrap_err();
            assert!(!crate::failure::is_finding(&error));
            error.to_string()
        };
        for (bytes, want) in [
            (
                &b"{\n\"version\": \xff"[..],
                "a.json:2: malformed: it is not UTF-8",
            ),
            (b"{\n", "a.json:2:0: malformed: EOF while parsing an object"),
            (
                b"{\"version\": 1,\n\"version\": 1}",
                "a.json:2:13: malformed: key `version` is duplicated",
            ),
        ] {
            assert_eq!(error(bytes), want);
        }
        let other = error(b"{\"version\": 2}");
        assert!(
            other.starts_with("a.json: version `2` is not known\n\nhint: "),
            "{other}"
        );
    }

    #[test]
    fn neither_a_pipe_nor_what_has_no_end_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("build-lock.json");
        let error = |path: &std::path::Path| LockFile::of_file(path).unwrap_err();
        let mode = rustix::fs::Mode::RUSR;
        rustix::fs::mkfifoat(rustix::fs::CWD, &path, mode).unwrap();
        assert!(format!("{:#}", error(&path)).contains("regular file"));
        let large = folder.path().join("large.json");
        std::fs::File::create(&large)
            .unwrap()
            .set_len(LARGEST + 1)
            .unwrap();
        assert!(error(&large)
            .to_string()
            .ends_with("a build lock has at most 67108864 bytes"));
    }
}
