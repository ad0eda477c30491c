//! Who we are to a registry: the container tools' auth files in their order, and the credential
//! helpers that they name. A secret is in no error and no argument.

use crate::environment::Environment;
use anyhow::{Context as _, Result};
use registry::{AuthFile, Credential, Credentials, Helper, Host, Repository};
use serde::Deserialize;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Auth files are small
const LARGEST: u64 = 1 << 20;

/// The machine's user, as the container tools know him
pub struct User {
    files: Vec<(PathBuf, AuthFile)>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Helped {
    username: String,
    secret: String,
}

impl User {
    /// Reads the auth files that there are
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn read(environment: &Environment) -> Result<Self> {
        let mut files = Vec::new();
        for path in &environment.auth_files {
            let Ok(metadata) = path.metadata() else {
                continue;
            };
            anyhow::ensure!(
                metadata.len() <= LARGEST,
                "`{}` is no auth file: too large",
                path.display()
            );
            let text = std::fs::read_to_string(path);
            let text = text.with_context(|| format!("cannot read `{}`", path.display()))?;
            let file = AuthFile::parse(&text).map_err(|said| said_of(path, &said))?;
            files.push((path.clone(), file));
        }
        Ok(Self { files })
    }
}

fn said_of(path: &Path, said: &str) -> anyhow::Error {
    anyhow::anyhow!(
        "{}: {said}\n\nhint: log in anew with the container tools, or set `REGISTRY_AUTH_FILE`",
        path.display()
    )
}

impl Credentials for User {
    fn of(&self, repository: &Repository) -> Result<Option<Credential>, String> {
        for (path, file) in &self.files {
            let named = |said: String| format!("{}: {said}", path.display());
            if let Some(credential) = file.credential(repository).map_err(named)? {
                return Ok(Some(credential));
            }
            if let Some(helper) = file.helper(&repository.host) {
                if let Some(credential) = ask(&helper, &repository.host)? {
                    return Ok(Some(credential));
                }
            }
        }
        Ok(None)
    }
}

/// Asks `docker-credential-<helper> get`; `None` when it knows the host not
fn ask(Helper(helper): &Helper, host: &Host) -> Result<Option<Credential>, String> {
    let program = format!("docker-credential-{helper}");
    let failed = |error: std::io::Error| format!("cannot run `{program}`: {error}");
    let mut child = Command::new(&program)
        .arg("get")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        // One that ends without reading has said enough.
        let _ = writeln!(stdin, "{host}");
    }
    let done = child.wait_with_output().map_err(failed)?;
    if !done.status.success() {
        return Ok(None);
    }
    let helped: Helped = serde_json::from_slice(&done.stdout)
        .map_err(|_| format!("`{program}` printed no credential"))?;
    Ok(Some(match helped.username.as_str() {
        "<token>" => Credential::Identity(helped.secret),
        _ => Credential::Basic {
            user: helped.username,
            secret: helped.secret,
        },
    }))
}
