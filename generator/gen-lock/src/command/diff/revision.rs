//! The files of a commit that the locks are read from, in a folder of their own.

use crate::process::stdout;
use crate::project::build_lock::LARGEST;
use crate::project::{BUILD_LOCK, TABLE};
use anyhow::{bail, ensure, Context as _, Result};
use std::path::{Component, Path};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// All files together
const LARGEST_OF_ALL: u64 = 4 * LARGEST;
const REMEDY: &str = "install git";

/// One file of a commit
struct Entry {
    mode: String,
    object: String,
    size: u64,
    path: String,
}

/// Writes what a project is read from, as it stands in a commit
///
/// # Errors
/// When git fails, or a file is too large.
pub fn checkout(root: &Path, commit: &str) -> Result<TempDir> {
    let mut git = git(root);
    git.args([
        "ls-tree", "-r", "-z", "--long", commit, "--", BUILD_LOCK, "families", "services",
    ]);
    let listing = stdout(&mut git, REMEDY)?;
    let entries: Vec<Entry> = listing.split_terminator('\0').filter_map(entry).collect();
    ensure!(
        entries.iter().any(|entry| entry.path == TABLE),
        "there is no `{TABLE}` in this commit"
    );
    let total = entries
        .iter()
        .filter(|entry| is_read(&entry.path))
        .map(|entry| entry.size)
        .fold(0, u64::saturating_add);
    ensure!(
        total <= LARGEST_OF_ALL,
        "the locks of this commit have {total} bytes, more than {LARGEST_OF_ALL}"
    );
    let folder = tempfile::tempdir()?;
    for entry in &entries {
        place(root, entry, folder.path()).with_context(|| entry.path.clone())?;
    }
    Ok(folder)
}

fn git(root: &Path) -> Command {
    let mut git = crate::git::git(root);
    git.args(["--no-replace-objects", "--literal-pathspecs"]);
    git
}

/// `<mode> SP <type> SP <object> SP+ <size> TAB <path>`
fn entry(line: &str) -> Option<Entry> {
    let (facts, path) = line.split_once('\t')?;
    let mut facts = facts.split_whitespace();
    let (mode, kind, object, size) = (facts.next()?, facts.next()?, facts.next()?, facts.next()?);
    (kind == "blob").then(|| Entry {
        mode: mode.to_owned(),
        object: object.to_owned(),
        size: size.parse().unwrap_or(u64::MAX),
        path: path.to_owned(),
    })
}

/// Of the services' folders nothing but their requirements and locks counts
fn is_read(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    match parts[..] {
        [file] => file == BUILD_LOCK,
        ["families", ..] => true,
        ["services", file] => file == "fleet.toml",
        ["services", _, file] => [".toml", ".in", ".txt"]
            .iter()
            .any(|end| file.ends_with(end)),
        _ => false,
    }
}

fn place(root: &Path, entry: &Entry, folder: &Path) -> Result<()> {
    let path = Path::new(&entry.path);
    let plain = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    ensure!(plain, "a path that leaves the folder");
    let target = folder.join(path);
    let above = target.parent().unwrap_or(folder);
    std::fs::create_dir_all(above)?;
    if !is_read(&entry.path) {
        return Ok(());
    }
    if entry.mode == "120000" {
        bail!("a symbolic link, which is not followed in a commit");
    }
    ensure!(entry.size <= LARGEST, "{} bytes is too large", entry.size);
    let file = std::fs::File::create_new(&target)?;
    let mut git = git(root);
    git.args(["cat-file", "blob", &entry.object]);
    let status = git.stdin(Stdio::null()).stdout(file).status();
    let status = status.with_context(|| format!("cannot run `git`\n\nhint: {REMEDY}"))?;
    ensure!(status.success(), "git has no `{}`", entry.object);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{entry, is_read};

    #[test]
    fn reads_what_a_project_is_read_from() {
        for path in [
            "build-lock.json",
            "families/debian-lock.json",
            "families/a/pylock.toml",
            "services/fleet.toml",
            "services/runtime/runtime.toml",
            "services/a/requirements.in",
        ] {
            assert!(is_read(path), "{path}");
        }
        for path in [
            "Cargo.lock",
            "services/a/app.py",
            "services/a/tests/x.toml",
            "services/x.toml",
        ] {
            assert!(!is_read(path), "{path}");
        }
    }

    #[test]
    fn reads_lines_of_git() {
        let line =
            "100644 blob 0123456789012345678901234567890123456789      12\tfamilies/a b.toml";
        let read = entry(line).unwrap();
        assert_eq!((read.size, read.path.as_str()), (12, "families/a b.toml"));
        assert!(entry("160000 commit 0123       -\tfamilies/module").is_none());
        assert!(entry("").is_none());
    }
}
