use crate::project::{Written, RUNTIME};
use anyhow::{Context as _, Result};
use fleet::kebab;
use fleet::table::Service;
use lint::Entering;
use std::collections::BTreeSet;
use std::path::Path;

/// What of the project enters images, each once, with the folders above it
///
/// # Errors
/// When a folder cannot be read.
pub fn of(written: &Written) -> Result<Vec<Entering>> {
    let mut all = BTreeSet::new();
    for service in &written.table.services {
        all.extend(of_service(written, service)?);
    }
    all.extend(tree(written, RUNTIME, &written.table.fleet.ignore)?);
    Ok(all.into_iter().collect())
}

/// What enters the images of a row
///
/// # Errors
/// When a folder cannot be read.
pub fn of_service(written: &Written, service: &Service) -> Result<Vec<Entering>> {
    let ignore = [&written.table.fleet.ignore[..], &service.ignore].concat();
    let mut found = Vec::new();
    for folder in folders(service) {
        found.extend(tree(written, &folder, &ignore)?);
    }
    Ok(found)
}

fn folders(service: &Service) -> Vec<String> {
    match &service.code {
        Some(code) => code.iter().map(|folder| folder.get_ref().clone()).collect(),
        None => vec![format!("services/{}", kebab(service.name.get_ref()))],
    }
}

fn tree(written: &Written, folder: &str, ignore: &[String]) -> Result<Vec<Entering>> {
    let mut found = Vec::new();
    walk(&written.root, folder, ignore, &mut found)?;
    let above = folder.match_indices('/').map(|(at, _)| &folder[..at]);
    let above = above.map(|path| (path.to_owned(), true));
    let found = above.chain(found).map(|(path, is_folder)| Entering {
        path,
        tree: folder.to_owned(),
        is_folder,
    });
    Ok(found.collect())
}

/// A folder and what of it enters an image: paths, and whether they are folders
fn walk(
    root: &Path,
    folder: &str,
    ignore: &[String],
    found: &mut Vec<(String, bool)>,
) -> Result<()> {
    let path = root.join(folder);
    if !path.is_dir() {
        return Ok(());
    }
    found.push((folder.to_owned(), true));
    let entries =
        std::fs::read_dir(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if ignore.iter().any(|pattern| is_ignored(&name, pattern)) {
            continue;
        }
        let inner = format!("{folder}/{name}");
        if entry.file_type()?.is_dir() {
            walk(root, &inner, ignore, found)?;
        } else {
            found.push((inner, false));
        }
    }
    Ok(())
}

/// As the layer builder: a name, or `*.suffix`
fn is_ignored(name: &str, pattern: &str) -> bool {
    match pattern.strip_prefix('*') {
        Some(suffix) => name.ends_with(suffix),
        None => name == pattern,
    }
}
