use super::blob::{download, From};
use super::source_blob;
use crate::file;
use crate::remote::Remote;
use anyhow::{Context as _, Result};
use fleet::build_lock::Content;
use indicatif::ProgressBar;
use registry::{Client, Repository};
use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::str::FromStr;

const SCHEME: &str = "oci://";

/// Where sources are, as the user says it
#[derive(Debug, Clone)]
pub enum Place {
    /// A folder of files named by SHA-256
    Folder(PathBuf),
    /// An archive in a registry
    Archive(Repository),
}

/// What is no place
#[derive(Debug, thiserror::Error)]
pub enum NotPlace {
    /// Of another scheme
    #[error("want a folder or `{SCHEME}REGISTRY/ORG/sources`")]
    Scheme,
    /// Behind the scheme
    #[error(transparent)]
    Repository(#[from] registry::Illegal),
}

/// Places, ready to be asked
pub struct Places {
    opened: Vec<Opened>,
    only: bool,
}

enum Opened {
    Folder(PathBuf),
    Archive(Box<Client>, Repository),
}

impl Places {
    /// No place at all
    pub fn none() -> Self {
        Self {
            opened: Vec::new(),
            only: false,
        }
    }

    /// These, in their order, and with `only` nothing beside them
    ///
    /// # Errors
    /// When a folder is not there, or a registry's client cannot be set up.
    pub fn open(places: &[Place], remote: &Remote, only: bool) -> Result<Self> {
        let open = |place: &Place| match place {
            Place::Folder(folder) => {
                anyhow::ensure!(folder.is_dir(), "`{}` is not a folder", folder.display());
                Ok(Opened::Folder(folder.clone()))
            }
            Place::Archive(repository) => {
                let client = Box::new(remote.client(repository)?);
                Ok(Opened::Archive(client, repository.clone()))
            }
        };
        let opened: Result<_> = places.iter().map(open).collect();
        Ok(Self {
            opened: opened?,
            only,
        })
    }

    /// Whether sources come from here alone
    pub fn only(&self) -> bool {
        self.only
    }

    /// Asks each archive for one source, so that a registry that does not answer is reported once
    ///
    /// # Errors
    /// When one does not answer, or refuses.
    pub fn ping(&self, locator: &str, content: &Content) -> Result<()> {
        let blob = source_blob(locator, content)?;
        for place in &self.opened {
            if let Opened::Archive(client, repository) = place {
                let asked = client.blob_size(repository, &blob.digest);
                asked.with_context(|| format!("`{SCHEME}{repository}`"))?;
            }
        }
        Ok(())
    }

    /// Downloads a source to `file` from the first place that has it; whether one has it. A folder's file
    /// is checked by who takes it into the store.
    ///
    /// # Errors
    /// When a place gives it and cannot, or the disk is full.
    pub fn download(
        &self,
        (locator, content): (&str, &Content),
        file: &Path,
        bars: [&ProgressBar; 2],
    ) -> Result<bool> {
        let blob = source_blob(locator, content)?;
        for place in &self.opened {
            let has = match place {
                Opened::Folder(folder) => copy(&folder.join(&content.sha256), file, bars)?,
                Opened::Archive(client, repository) => {
                    let from = From {
                        client,
                        repository,
                        bars,
                    };
                    download(from, blob, file)?
                }
            };
            if has {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Copies a file of this machine, if it is there
///
/// # Errors
/// When it cannot be read, or the disk is full.
pub fn copy(from: &Path, to: &Path, bars: [&ProgressBar; 2]) -> Result<bool> {
    if !from.exists() {
        return Ok(false);
    }
    let copied = || std::io::copy(&mut file::regular(from)?, &mut File::create(to)?);
    let bytes = copied().with_context(|| format!("cannot copy `{}`", from.display()))?;
    bars.iter().for_each(|bar| bar.inc(bytes));
    Ok(true)
}

impl FromStr for Place {
    type Err = NotPlace;

    fn from_str(text: &str) -> Result<Self, NotPlace> {
        match text.strip_prefix(SCHEME) {
            Some(repository) => Ok(Self::Archive(repository.parse()?)),
            None if text.contains("://") => Err(NotPlace::Scheme),
            None => Ok(Self::Folder(PathBuf::from(text))),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "{}", folder.display()),
            Self::Archive(repository) => write!(f, "{SCHEME}{repository}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn a_place_is_a_folder_or_an_archive() {
        let shown = |text: &str| match text.parse() {
            Ok(Place::Folder(folder)) => format!("folder {}", folder.display()),
            Ok(Place::Archive(repository)) => format!("archive {repository}"),
            Err(error) => error.to_string(),
        };
        for (text, want) in [
            ("/media/usb", "folder /media/usb"),
            (
                "oci://127.0.0.1:5000/a/sources",
                "archive 127.0.0.1:5000/a/sources",
            ),
            (
                "oci://a",
                "want a registry and a lower-case name, such as \
                `registry.example:5000/fleet`, got `a`",
            ),
            (
                "https://a/b",
                "want a folder or `oci://REGISTRY/ORG/sources`",
            ),
        ] {
            assert_eq!(shown(text), want);
        }
    }
}
