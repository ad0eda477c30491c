//! What people wrote: the table and the families, before anything is resolved.

use super::{children, BUILD_LOCK, TABLE};
use crate::environment::is_us;
use crate::file;
use anyhow::{bail, Result};
use fleet::{FamilyFile, Source, Table};
use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

/// The table and the families as written
pub struct Written {
    /// The project's folder
    pub root: PathBuf,
    /// The table's text
    pub text: String,
    /// The table
    pub table: Table,
    /// By name: the file's path and its text
    pub families: BTreeMap<String, (String, String)>,
}

impl Written {
    /// Finds the project at or above a folder and reads its table and families
    ///
    /// # Errors
    /// When there is none, or a file cannot be read or is no table.
    pub fn read(start: &Path) -> Result<Self> {
        let root = find(start)?;
        let text = file::read(&root.join(TABLE))?;
        let table = source(TABLE, &text).parse()?;
        let families = family_texts(&root)?;
        Ok(Self {
            root,
            text,
            table,
            families,
        })
    }

    /// The table's text with its name
    pub fn source(&self) -> Source<'_> {
        source(TABLE, &self.text)
    }

    /// The families, each with its file
    ///
    /// # Errors
    /// When one is no family file.
    pub fn families(&self) -> Result<BTreeMap<String, (Source<'_>, FamilyFile)>> {
        let mut families = BTreeMap::new();
        for (name, (path, text)) in &self.families {
            let source = source(path, text);
            families.insert(name.clone(), (source, source.parse()?));
        }
        Ok(families)
    }
}

/// A text with its file's name
pub fn source<'a>(file: &'a str, text: &'a str) -> Source<'a> {
    Source { file, text }
}

/// The project's folder, at or above another
///
/// # Errors
/// When there is none, or one above that is another user's: whose lock is meant would be for that user
/// to say, as git has it.
pub fn find(start: &Path) -> Result<PathBuf> {
    let start = std::path::absolute(start)?;
    let found = start.ancestors().find(|folder| folder.join(TABLE).exists());
    match found {
        Some(folder) if folder == start || is_ours(folder) => Ok(folder.to_owned()),
        Some(folder) => bail!(
            "the project above, in `{0}`, belongs to another user\n\nhint: to use it anyway: `--project {0}`",
            folder.display()
        ),
        None => bail!(
            "there is no `{TABLE}` in `{}` or above\n\nhint: run this in the project, or give its \
             folder with `--project`",
            start.display()
        ),
    }
}

/// Whether what counts of it is ours, links too, and nobody else may put something in its place
fn is_ours(folder: &Path) -> bool {
    let parts = ["services", TABLE, BUILD_LOCK].map(|name| folder.join(name));
    let owner = |path: &PathBuf| std::fs::symlink_metadata(path).map(|of| of.uid());
    let owners = parts.iter().filter(|path| path.symlink_metadata().is_ok());
    std::fs::metadata(folder).is_ok_and(|of| is_us(of.uid()) && of.mode() & 0o002 == 0)
        && owners.map(owner).all(|owner| owner.is_ok_and(is_us))
}

type Texts = BTreeMap<String, (String, String)>;

fn family_texts(root: &Path) -> Result<Texts> {
    let mut texts = BTreeMap::new();
    for name in children(&root.join("families"))? {
        let file = format!("families/{name}/family.toml");
        if root.join(&file).exists() {
            let text = file::read(&root.join(&file))?;
            texts.insert(name, (file, text));
        }
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::environment::is_us;
    use std::fs::{set_permissions, Permissions};
    use std::os::unix::fs::{chown, PermissionsExt as _};

    #[test]
    fn a_project_above_is_ours_or_named() {
        let folder = tempfile::tempdir().unwrap();
        let (root, inner) = (folder.path(), folder.path().join("inner"));
        for made in [&root.join("services"), &inner] {
            std::fs::create_dir(made).unwrap();
        }
        std::fs::write(root.join("services/fleet.toml"), "").unwrap();
        assert_eq!(find(&inner).unwrap(), root);
        assert!(is_us(0) && !is_us(65_534));
        // Where all may write, anybody's files would count.
        for (mode, is_taken) in [(0o1777, false), (0o755, true)] {
            set_permissions(root, Permissions::from_mode(mode)).unwrap();
            assert_eq!(find(&inner).is_ok(), is_taken, "{mode:o}");
        }
        // Only root can give a folder away.
        if chown(root, Some(65_534), None).is_ok() {
            assert!(find(&inner)
                .unwrap_err()
                .to_string()
                .contains("belongs to another user"));
            assert_eq!(find(root).unwrap(), root);
        }
    }
}
