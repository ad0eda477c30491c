//! Who we are to a registry: the container tools' auth files in their order, and the credential
//! helpers that they name. A secret is in no error and no argument.

mod helper;

use crate::environment::Environment;
use anyhow::{Context as _, Result};
use registry::{AuthFile, Credential, Credentials, Repository};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Auth files are small
const LARGEST: u64 = 1 << 20;

/// The machine's user, as the container tools know him
pub struct User {
    files: Vec<(PathBuf, AuthFile)>,
}

impl User {
    /// Reads the auth files that there are
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn read(environment: &Environment) -> Result<Self> {
        let mut files = Vec::new();
        for path in &environment.auth_files {
            let cannot = || format!("cannot read `{}`", path.display());
            let metadata = match path.metadata() {
                Err(error) if is_absent(error.kind(), path) => continue,
                other => other.with_context(cannot)?,
            };
            anyhow::ensure!(
                metadata.len() <= LARGEST,
                "`{}` is not an auth file: it is too large",
                path.display()
            );
            let text = std::fs::read_to_string(path);
            let text = text.with_context(cannot)?;
            let file = AuthFile::parse(&text).map_err(|said| said_of(path, &said))?;
            files.push((path.clone(), file));
        }
        Ok(Self { files })
    }
}

/// Podman makes the system's folder for root alone; for others there is nothing in it.
fn is_absent(kind: ErrorKind, path: &Path) -> bool {
    match kind {
        ErrorKind::NotFound | ErrorKind::NotADirectory => true,
        ErrorKind::PermissionDenied => path.starts_with("/run/containers"),
        _ => false,
    }
}

fn said_of(path: &Path, said: &str) -> anyhow::Error {
    anyhow::anyhow!(
        "{}: {said}\n\nhint: log in again with the container tools, or set `REGISTRY_AUTH_FILE`",
        path.display()
    )
}

impl Credentials for User {
    fn credential_for(&self, repository: &Repository) -> Result<Option<Credential>, String> {
        for (path, file) in &self.files {
            let found = file.credential(repository, &helper::ask);
            let found = found.map_err(|said| format!("{}: {said}", path.display()))?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }
}
