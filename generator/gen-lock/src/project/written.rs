//! What people wrote: the table and the families, before anything is resolved.

use super::{children, TABLE};
use crate::file;
use anyhow::{bail, Result};
use fleet::{FamilyFile, Source, Table};
use std::collections::BTreeMap;
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
/// When there is none.
pub fn find(start: &Path) -> Result<PathBuf> {
    let start = std::path::absolute(start)?;
    let found = start.ancestors().find(|folder| folder.join(TABLE).exists());
    match found {
        Some(folder) => Ok(folder.to_owned()),
        None => bail!(
            "there is no `{TABLE}` in `{}` or above\n\nhint: run it in the project, or name the \
             project with `--project`",
            start.display()
        ),
    }
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
