use crate::file;
use crate::project::Written;
use anyhow::{Context as _, Result};
use fleet::kebab;
use fleet::table::Service;
use lint::Code;
use std::collections::BTreeMap;
use std::path::Path;

/// The Python files of the services, each once, by path
///
/// # Errors
/// When one cannot be read.
pub fn of(written: &Written) -> Result<Vec<Code>> {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for service in &written.table.services {
        let ignore = [&written.table.fleet.ignore[..], &service.ignore].concat();
        for folder in folders(service) {
            let mut found = Vec::new();
            walk(&written.root, &folder, &ignore, &mut found)?;
            for file in found {
                files
                    .entry(file)
                    .or_default()
                    .push(service.name.get_ref().clone());
            }
        }
    }
    let read = |(file, services): (String, Vec<String>)| {
        let text = file::read(&written.root.join(&file))?;
        Ok(Code::read(services, file, text))
    };
    files.into_iter().map(read).collect()
}

fn folders(service: &Service) -> Vec<String> {
    match &service.code {
        Some(code) => code.iter().map(|folder| folder.get_ref().clone()).collect(),
        None => vec![format!("services/{}", kebab(service.name.get_ref()))],
    }
}

/// What of a folder enters an image and is Python
fn walk(root: &Path, folder: &str, ignore: &[String], found: &mut Vec<String>) -> Result<()> {
    let path = root.join(folder);
    if !path.is_dir() {
        return Ok(());
    }
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
        } else if name.ends_with(".py") {
            found.push(inner);
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
