use crate::project::Written;
use anyhow::{Context as _, Result};
use lint::{Attributes, Entering};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Git's attributes of what enters images: those of the folders, the root's first, then the
/// repository's own
///
/// # Errors
/// When a file cannot be read.
pub fn of(written: &Written, entering: &[Entering]) -> Result<Vec<Attributes>> {
    let folders = entering.iter().filter(|one| one.is_folder);
    let mut folders: BTreeSet<(usize, &str)> = folders
        .map(|one| (one.path.matches('/').count() + 1, one.path.as_str()))
        .collect();
    folders.insert((0, ""));
    let mut files = Vec::new();
    for (_, folder) in folders {
        let file = format!("{folder}/.gitattributes");
        let file = file.trim_start_matches('/');
        add(&written.root, file, folder, &mut files)?;
    }
    let own = git(&written.root).join("info/attributes");
    add(&written.root, &own.to_string_lossy(), "", &mut files)?;
    Ok(files)
}

fn add(root: &Path, file: &str, folder: &str, files: &mut Vec<Attributes>) -> Result<()> {
    let path = root.join(file);
    if path.is_file() {
        let text =
            std::fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
        files.push(Attributes {
            file: file.to_owned(),
            folder: folder.to_owned(),
            // Whatever letters somebody's comment is in
            text: String::from_utf8_lossy(&text).into_owned(),
        });
    }
    Ok(())
}

/// The repository's folder: `.git`, or what `.git` of a second worktree names
fn git(root: &Path) -> PathBuf {
    let beside = || {
        let text = std::fs::read_to_string(root.join(".git")).ok()?;
        let own = root.join(text.strip_prefix("gitdir:")?.trim());
        let shared = std::fs::read_to_string(own.join("commondir")).ok()?;
        Some(own.join(shared.trim()))
    };
    beside().unwrap_or_else(|| PathBuf::from(".git"))
}
