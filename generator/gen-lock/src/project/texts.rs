//! The files that gen-lock writes, read in one moment: a `refresh` that ends meanwhile changes none of
//! what a command goes by.

use super::build_lock::{self, missing, LockFile};
use super::{children, Parsed, Project, BUILD_LOCK, DEBIAN_LOCK};
use crate::failure::finding;
use crate::{checkout, file};
use anyhow::{Context as _, Result};
use std::collections::BTreeMap;
use std::path::Path;

/// What `generate` writes, beside the build lock
const GENERATED: [&str; 3] = ["images", "layers", "toolchain"];

/// Bytes by name, relative to the project
pub type Texts = BTreeMap<String, Vec<u8>>;

/// Locks and generated files of a project, those that are there
///
/// # Errors
/// When one cannot be read.
pub fn read(root: &Path) -> Result<Texts> {
    let _together = checkout::together(root)?;
    let mut names = vec![BUILD_LOCK.to_owned(), DEBIAN_LOCK.to_owned()];
    names.extend(GENERATED.map(|name| format!("nix/generated/{name}.nix")));
    for kind in ["families", "services"] {
        let owners = children(&root.join(kind))?.into_iter();
        names.extend(owners.map(|owner| format!("{kind}/{owner}/pylock.toml")));
    }
    let mut texts = Texts::new();
    for name in names {
        let path = root.join(&name);
        if path.exists() {
            let bytes = match name.as_str() {
                BUILD_LOCK => build_lock::bytes(&path, BUILD_LOCK)?,
                _ => file::bytes(&path)?,
            };
            texts.insert(name, bytes);
        }
    }
    Ok(texts)
}

impl Project {
    /// The text of a lock or of a generated file; none where it is not there
    ///
    /// # Errors
    /// When it is no UTF-8.
    pub fn text(&self, name: &str) -> Result<Option<&str>> {
        let text = self.texts.get(name).map(|bytes| std::str::from_utf8(bytes));
        text.transpose()
            .with_context(|| format!("cannot read `{}`", self.root.join(name).display()))
    }

    /// Goes on with other texts, which are not written yet
    pub fn put(&mut self, texts: &BTreeMap<String, String>) {
        self.parsed = Parsed::default();
        let texts = texts.iter();
        self.texts
            .extend(texts.map(|(name, text)| (name.clone(), text.clone().into_bytes())));
    }

    pub(super) fn locked(&self, name: &str) -> Result<&str> {
        let text = self.text(name)?;
        text.ok_or_else(|| finding(format!("{name} is missing\n\nhint: run `gen-lock refresh`")))
    }

    /// The build lock, parsed once; none before the first refresh
    ///
    /// # Errors
    /// When it is malformed.
    pub fn build_lock(&self) -> Result<Option<&LockFile>> {
        if let Some(known) = self.parsed.build_lock.get() {
            return Ok(known.as_ref());
        }
        let bytes = self.texts.get(BUILD_LOCK).cloned();
        let read = bytes.map(|bytes| LockFile::parse(BUILD_LOCK, bytes));
        let read = read.transpose()?;
        Ok(self.parsed.build_lock.get_or_init(|| read).as_ref())
    }

    /// The build lock of a command that can do nothing without one
    ///
    /// # Errors
    /// When it is missing or malformed.
    pub fn locked_build(&self) -> Result<&LockFile> {
        self.build_lock()?.ok_or_else(missing)
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::held::Held;
    use std::fs;

    #[test]
    fn files_that_belong_together_are_read_in_one_moment() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for name in ["families/a", "services/b"] {
            fs::create_dir_all(root.join(name)).unwrap();
            fs::write(root.join(name).join("pylock.toml"), "old").unwrap();
        }
        let writes = Held::attempt(&root.join("families")).unwrap();
        fs::write(root.join("families/a/pylock.toml"), "new").unwrap();
        let read = std::thread::scope(|scope| {
            let reader = scope.spawn(|| read(root).unwrap());
            std::thread::sleep(std::time::Duration::from_millis(50));
            assert!(!reader.is_finished());
            fs::write(root.join("services/b/pylock.toml"), "new").unwrap();
            drop(writes);
            reader.join().unwrap()
        });
        let names: Vec<&str> = read.keys().map(String::as_str).collect();
        assert_eq!(names, ["families/a/pylock.toml", "services/b/pylock.toml"]);
        assert!(read.values().all(|text| text == b"new"));
    }
}
