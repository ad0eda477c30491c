//! A containers/storage on disk: its lists, and the documents beside them. It is read as it lies, for
//! no program that a small machine has tells of all images.

use crate::file;
use crate::process::capture;
use anyhow::{bail, Context as _, Result};
use oci::Digest;
use rollout::{Image, Stored};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

const REMEDY: &str = "install skopeo (Debian: `apt-get install skopeo`)";
/// Documents of one image
const MOST_DOCUMENTS: usize = 100;

/// Where a storage is, in the words of containers-transports(5): `[driver@root+run]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    driver: String,
    root: PathBuf,
    /// With its plus sign and whatever else follows, for skopeo
    rest: String,
}

impl Place {
    /// Reads what follows `containers-storage:`; `home` is where it is by default
    ///
    /// # Errors
    /// When it names images, or no folder.
    pub fn parse(text: &str, home: &Path) -> Result<Self> {
        if text.is_empty() {
            return Ok(Self {
                driver: "overlay".to_owned(),
                root: home.to_owned(),
                rest: String::new(),
            });
        }
        let inner = text
            .strip_prefix('[')
            .and_then(|text| text.strip_suffix(']'));
        let Some(inner) = inner else {
            bail!(
                "`containers-storage:{text}` is not a storage\n\nhint: a storage is \
                 `containers-storage:` or `containers-storage:[overlay@/folder+/run/folder]`; name \
                 an image with `--image`"
            );
        };
        let (driver, place) = inner.split_once('@').unwrap_or(("overlay", inner));
        let end = place.find('+').unwrap_or(place.len());
        Ok(Self {
            driver: driver.to_owned(),
            root: PathBuf::from(&place[..end]),
            rest: place[end..].to_owned(),
        })
    }
}

/// A containers/storage
pub struct Storage {
    place: Place,
}

impl Storage {
    /// The storage at a place
    pub fn at(place: Place) -> Self {
        Self { place }
    }

    fn below(&self, what: &str) -> PathBuf {
        let driver = &self.place.driver;
        self.place.root.join(format!("{driver}-{what}"))
    }

    /// Every image, its config hashed
    ///
    /// # Errors
    /// When there is no storage, or its lists cannot be read.
    pub fn images(&self) -> Result<Vec<Image>> {
        let list = |what: &str| {
            let path = self.below(what).join(format!("{what}.json"));
            file::read(&path).with_context(|| format!("no images of `{}`", self.place.driver))
        };
        let (images, layers) = (list("images")?, list("layers")?);
        let all = Stored::all(&images, &layers)
            .with_context(|| format!("`{}`", self.place.root.display()))?;
        let judged = |stored: &Stored| Ok(stored.image(&self.documents(stored)?));
        all.iter().map(judged).collect()
    }

    /// Digests of the documents that lie in an image's folder
    fn documents(&self, stored: &Stored) -> Result<BTreeSet<String>> {
        let mut held = BTreeSet::new();
        let Some(folder) = stored.folder() else {
            return Ok(held);
        };
        let folder = self.below("images").join(folder);
        let Ok(entries) = std::fs::read_dir(&folder) else {
            return Ok(held);
        };
        for entry in entries.take(MOST_DOCUMENTS) {
            // What is larger than a document is none.
            if let Ok(bytes) = verify::document(&entry?.path()) {
                held.insert(Digest::of(&bytes).to_string());
            }
        }
        Ok(held)
    }

    /// Copies the files of an image out of the storage, and hashes them
    ///
    /// # Errors
    /// With skopeo's words when it cannot, or when the disk is full.
    pub fn export(&self, id: &str) -> Result<(tempfile::TempDir, BTreeMap<String, String>)> {
        let Place { driver, root, rest } = &self.place;
        let id = id.trim_start_matches("sha256:");
        let folder = tempfile::Builder::new().prefix("gen-lock-").tempdir()?;
        let mut skopeo = Command::new("skopeo");
        skopeo.args(["copy", "--quiet"]);
        skopeo.arg(format!(
            "containers-storage:[{driver}@{}{rest}]@{id}",
            root.display()
        ));
        skopeo.arg(format!("dir:{}", folder.path().display()));
        let ended = capture(&mut skopeo, REMEDY)?;
        if !ended.success {
            return Err(crate::failure::finding(format!(
                "skopeo could not copy image `{id}`: {}",
                ended.stderr
            )));
        }
        let mut paths = BTreeMap::new();
        for entry in std::fs::read_dir(folder.path())? {
            let entry = entry?;
            let mut sum = Sha256::new();
            std::io::copy(&mut File::open(entry.path())?, &mut sum)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            paths.insert(format!("sha256:{}", hex::encode(sum.finalize())), name);
        }
        Ok((folder, paths))
    }
}

#[cfg(test)]
mod tests {
    use super::Place;
    use std::path::Path;

    fn place(text: &str) -> String {
        match Place::parse(text, Path::new("/home")) {
            Ok(Place { driver, root, rest }) => format!("{driver} {} {rest}", root.display()),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_place_in_the_words_of_the_transport() {
        assert_eq!(place(""), "overlay /home ");
        assert_eq!(place("[vfs@/a+/b:x=y]"), "vfs /a +/b:x=y");
        assert_eq!(place("[/a]"), "overlay /a ");
        assert!(place("[/a]name:latest").starts_with("`containers-storage:[/a]name:latest` is no"));
    }
}
