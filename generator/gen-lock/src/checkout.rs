//! A checkout that a command writes to: one command at a time, and never over what somebody else
//! changed in the meantime.

use crate::failure::finding;
use crate::file;
use crate::held::Held;
use crate::printer::Printer;
use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What commands that write read, and what they build from
const PLACES: [&str; 11] = [
    "Cargo.lock",
    "Cargo.toml",
    "build-lock.json",
    "families",
    "flake.lock",
    "flake.nix",
    "generator/layer",
    "generator/oci",
    "hardening",
    "nix",
    "services",
];
/// Who holds this folder writes, or reads, files that belong together
const TOGETHER: &str = "families";
/// Changed files that a message shows
const SHOWN: usize = 10;

type Texts = BTreeMap<String, String>;
/// Each file's SHA-256
type Seen = BTreeMap<String, [u8; 32]>;

/// While it lives, no other command writes to the checkout
pub struct Checkout {
    root: PathBuf,
    command: &'static str,
    printer: Printer,
    seen: Seen,
    _held: Held,
}

impl Checkout {
    /// Waits until no other command writes to the checkout, and notes what is there: to be called
    /// before anything is read
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn begin(root: &Path, command: &'static str, printer: &Printer) -> Result<Self> {
        let held = Held::to_write(root, printer)?;
        Ok(Self {
            root: root.to_owned(),
            command,
            printer: printer.clone(),
            seen: seen(root)?,
            _held: held,
        })
    }

    /// Refuses to go on where a file is not what it was at the beginning
    ///
    /// # Errors
    /// With the names of those that changed.
    pub fn check(&self) -> Result<()> {
        let now = seen(&self.root)?;
        let names: BTreeSet<&String> = self.seen.keys().chain(now.keys()).collect();
        let changed = names
            .into_iter()
            .filter(|name| self.seen.get(*name) != now.get(*name));
        let changed: Vec<&String> = changed.collect();
        if changed.is_empty() {
            return Ok(());
        }
        let mut lines: Vec<String> = changed
            .iter()
            .take(SHOWN)
            .map(|name| format!("{name}: changed while `gen-lock {}` ran", self.command))
            .collect();
        if changed.len() > SHOWN {
            lines.push(format!("and {} more", changed.len() - SHOWN));
        }
        Err(finding(format!(
            "{}\n\nhint: run it again; nothing was overwritten, because the results belong to the old content",
            lines.join("\n")
        )))
    }

    /// Writes files that belong together: all of them, or none where one cannot be written or
    /// somebody changed what they were made from
    ///
    /// # Errors
    /// As `check`; when a folder cannot be written, or the disk is full.
    pub fn write(&mut self, texts: &Texts) -> Result<()> {
        self.check()?;
        let aside = file::Aside::of(&self.root, texts)?;
        let folder = self.root.join(TOGETHER);
        let _alone = Held::wait(&folder, |holder| {
            let root = self.root.display();
            let line = format!("waiting for {holder}, which is reading `{root}`");
            self.printer.say(line);
        })?;
        // Again: the disk took its time, and so may the reader have.
        self.check()?;
        aside.publish()?;
        for (name, text) in texts {
            self.seen.insert(name.clone(), Sha256::digest(text).into());
        }
        Ok(())
    }
}

/// Keeps writers out for the moment in which files are read that belong together
///
/// # Errors
/// When the project has no families.
pub fn together(root: &Path) -> Result<Held> {
    Held::share(&root.join(TOGETHER))
}

fn seen(root: &Path) -> Result<Seen> {
    let mut seen = Seen::new();
    for place in PLACES {
        look(root, place, &mut seen)?;
    }
    Ok(seen)
}

fn look(root: &Path, name: &str, seen: &mut Seen) -> Result<()> {
    let path = root.join(name);
    let Ok(metadata) = path.symlink_metadata() else {
        return Ok(());
    };
    let at = || format!("cannot read `{}`", path.display());
    if metadata.is_dir() {
        for entry in std::fs::read_dir(&path).with_context(at)? {
            let entry = entry.with_context(at)?.file_name();
            let entry = entry.to_string_lossy();
            if !is_passing(&entry) {
                look(root, &format!("{name}/{entry}"), seen)?;
            }
        }
    } else if metadata.is_symlink() {
        let target = std::fs::read_link(&path).with_context(at)?;
        let target = target.to_string_lossy().into_owned();
        seen.insert(name.to_owned(), Sha256::digest(target).into());
    } else if metadata.is_file() {
        match std::fs::read(&path) {
            // Removed between the two, as if it had been before.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            bytes => {
                let sum = Sha256::digest(bytes.with_context(at)?);
                seen.insert(name.to_owned(), sum.into());
            }
        }
    }
    Ok(())
}

/// What editors and programs put beside the files they are at
fn is_passing(name: &str) -> bool {
    name.starts_with(['.', '#']) || name.ends_with('~') || ["__pycache__", "target"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::Checkout;
    use crate::printer::Printer;
    use std::collections::BTreeMap;
    use std::fs;

    fn checkout() -> (tempfile::TempDir, Checkout) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("families/a")).unwrap();
        fs::write(folder.path().join("build-lock.json"), "old").unwrap();
        let checkout = Checkout::begin(folder.path(), "refresh", &Printer::new()).unwrap();
        (folder, checkout)
    }

    fn texts() -> BTreeMap<String, String> {
        let names = ["build-lock.json", "families/a/pylock.toml", "nix/a.nix"];
        names.map(|name| (name.to_owned(), "new".to_owned())).into()
    }

    #[test]
    fn what_it_wrote_itself_is_no_change() {
        let (folder, mut checkout) = checkout();
        checkout.write(&texts()).unwrap();
        for name in texts().keys() {
            assert_eq!(fs::read(folder.path().join(name)).unwrap(), b"new");
        }
        checkout.write(&texts()).unwrap();
    }

    #[test]
    fn nothing_is_written_over_what_somebody_changed() {
        for (name, text) in [
            ("build-lock.json", Some("edited")),
            ("build-lock.json", None),
            ("families/a/family.toml", Some("")),
        ] {
            let (folder, mut checkout) = checkout();
            let path = folder.path().join(name);
            match text {
                Some(text) => fs::write(&path, text).unwrap(),
                None => fs::remove_file(&path).unwrap(),
            }
            let error = checkout.write(&texts()).unwrap_err().to_string();
            let said =
                format!("{name}: changed while `gen-lock refresh` ran\n\nhint: run it again");
            assert!(error.starts_with(&said), "{error}");
            assert_eq!(fs::read_to_string(&path).ok().as_deref(), text);
            let names = |at: &str| fs::read_dir(folder.path().join(at)).unwrap().count();
            assert!(!folder.path().join("nix/a.nix").exists());
            assert_eq!(names("families/a"), usize::from(name.contains("family")));
        }
    }

    #[test]
    fn what_an_editor_puts_beside_a_file_is_no_change() {
        let (folder, mut checkout) = checkout();
        for name in [
            ".family.toml.swp",
            "family.toml~",
            "#family.toml#",
            "target",
        ] {
            fs::write(folder.path().join("families/a").join(name), "").unwrap();
        }
        checkout.write(&texts()).unwrap();
    }

    #[test]
    fn all_files_are_written_or_none() {
        let (folder, mut checkout) = checkout();
        // No folder: nothing can be written below it
        fs::write(folder.path().join("nix"), "").unwrap();
        checkout.seen = super::seen(folder.path()).unwrap();
        let error = checkout.write(&texts()).unwrap_err();
        assert!(error.to_string().contains("cannot write `"), "{error}");
        assert_eq!(
            fs::read(folder.path().join("build-lock.json")).unwrap(),
            b"old"
        );
        assert!(!folder.path().join("families/a/pylock.toml").exists());
    }
}
