//! Files of a render into a folder that may hold others.

use crate::failure::finding;
use crate::file;
use crate::held::Held;
use crate::printer::Printer;
use anyhow::{Context as _, Result};
use render::{Files, Form, Header, Profile};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// No header is longer, and no other file is read further
const LONGEST_HEADER: u64 = 512;

/// Writes files and removes those that they replace. Nothing is touched before all was checked.
///
/// # Errors
/// When a file in the way is not of the same form and machine, or the folder cannot be written.
pub fn write(folder: &Path, files: &Files, header: &Header) -> Result<()> {
    // What another render is about to remove is not ours to find
    let _alone = Held::to_write(folder, &Printer::new())?;
    for name in files.keys() {
        check(&folder.join(name), header)?;
    }
    let stale = stale(folder, files, header)?;
    for (name, text) in files {
        let path = folder.join(name);
        file::write(&path, text.as_bytes())?;
        println!("wrote {}", path.display());
    }
    for path in stale {
        std::fs::remove_file(&path)
            .with_context(|| format!("cannot remove `{}`", path.display()))?;
        println!("removed {}", path.display());
    }
    Ok(())
}

/// Refuses what this machine's render did not write
fn check(path: &Path, header: &Header) -> Result<()> {
    if path.symlink_metadata().is_err() {
        return Ok(());
    }
    if is_profile(path)? {
        return Ok(());
    }
    let why = match read(path)? {
        Some(other) if other.form == header.form && other.machine == header.machine => {
            return Ok(());
        }
        Some(other) => format!("was rendered for machine `{}`", other.machine),
        None => "was not written by `gen-lock render`".to_owned(),
    };
    Err(finding(format!(
        "{}:1: this file {why}, so it is not overwritten\n\nhint: move it away, or use another `--out`",
        path.display()
    )))
}

/// What an earlier render left and this one does not write
fn stale(folder: &Path, files: &Files, header: &Header) -> Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(folder);
    let entries = entries.with_context(|| format!("cannot read `{}`", folder.display()))?;
    // Other phases and the containers of other forms name profiles too
    let whole = header.phase.is_none() && header.form != Form::StartupConfig;
    let mut stale = Vec::new();
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let wanted = name.to_str().is_some_and(|name| files.contains_key(name));
        if wanted || !entry.file_type()?.is_file() {
            continue;
        }
        let replaced = read(&entry.path())?.is_some_and(|other| header.replaces(&other));
        if replaced || whole && is_profile(&entry.path())? {
            stale.push(entry.path());
        }
    }
    stale.sort();
    Ok(stale)
}

/// Whether a file is a seccomp profile of a render's: its name says its content
fn is_profile(path: &Path) -> Result<bool> {
    let name = path.file_name().and_then(|name| name.to_str());
    match name.filter(|name| Profile::is_named(name)) {
        Some(name) => Ok(Profile::wrote(name, &file::read(path)?)),
        None => Ok(false),
    }
}

/// The header that a file begins with
fn read(path: &Path) -> Result<Option<Header>> {
    let mut start = Vec::new();
    let file = std::fs::File::open(path);
    let read = file.and_then(|file| file.take(LONGEST_HEADER).read_to_end(&mut start));
    read.with_context(|| format!("cannot read `{}`", path.display()))?;
    Ok(Header::read(&String::from_utf8_lossy(&start)))
}

#[cfg(test)]
mod tests {
    use super::write;
    use render::{Files, Form, Header};
    use std::fs;
    use std::path::Path;

    fn header(machine: &str, phase: Option<u8>) -> Header {
        Header {
            form: Form::Quadlet,
            machine: machine.to_owned(),
            phase,
        }
    }

    fn render(folder: &Path, header: &Header, names: &[&str]) -> anyhow::Result<()> {
        let file = |name: &&str| ((*name).to_owned(), format!("{header}\n[Unit]\n"));
        let files: Files = names.iter().map(file).collect();
        write(folder, &files, header)
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_no_longer_wanted_goes_and_the_rest_stays() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path();
        fs::write(out.join("own.container"), "[Unit]\n").unwrap();
        render(out, &header("big", None), &["big.network"]).unwrap();
        render(
            out,
            &header("small", Some(1)),
            &["a.container", "b.container"],
        )
        .unwrap();
        render(out, &header("small", Some(2)), &["c.container"]).unwrap();
        render(out, &header("small", Some(1)), &["b.container"]).unwrap();
        assert_eq!(
            names(out),
            ["b.container", "big.network", "c.container", "own.container"]
        );
        render(out, &header("small", None), &["d.container"]).unwrap();
        assert_eq!(names(out), ["big.network", "d.container", "own.container"]);
    }

    #[test]
    fn a_file_of_somebody_else_stops_it_before_anything_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path();
        fs::write(out.join("b.container"), "[Unit]\n").unwrap();
        let files = ["a.container", "b.container"];
        let error = render(out, &header("small", None), &files).unwrap_err();
        assert!(error
            .to_string()
            .contains("b.container:1: this file was not written by"));
        assert_eq!(names(out), ["b.container"]);
        fs::remove_file(out.join("b.container")).unwrap();
        render(out, &header("big", None), &files).unwrap();
        let error = render(out, &header("small", None), &files).unwrap_err();
        assert!(error.to_string().contains("was rendered for machine `big`"));
    }
}
