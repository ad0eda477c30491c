//! A wheel as resolvers see it: its METADATA, and the modules that it brings.

use crate::failure::finding;
use anyhow::{ensure, Context as _, Result};
use python::{Interpreter, Metadata, WheelFilename};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

const LARGEST_METADATA: u64 = 4 << 20;

/// An opened wheel
pub struct Wheel {
    archive: zip::ZipArchive<File>,
}

impl Wheel {
    /// # Errors
    /// When it is no zip archive.
    pub fn open(path: &Path) -> Result<Self> {
        let archive = zip::ZipArchive::new(File::open(path)?)?;
        Ok(Self { archive })
    }

    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn metadata(&mut self) -> Result<Metadata> {
        let name = self.names().into_iter().find(|name| is_metadata(name));
        let member = self.archive.by_name(&name.context("no METADATA")?)?;
        let mut bytes = Vec::new();
        member.take(LARGEST_METADATA + 1).read_to_end(&mut bytes)?;
        ensure!(
            bytes.len() as u64 <= LARGEST_METADATA,
            "METADATA is too large"
        );
        // The prose of old wheels may be Latin-1; a letter of a field that matters is refused later.
        let text = String::from_utf8_lossy(&bytes);
        text.parse()
            .map_err(|error| finding(format!("METADATA: {error}")))
    }

    /// The files that `import` looks for, below `dist-packages`
    pub fn modules(&self) -> Vec<String> {
        let installed = |name: String| {
            let Some((folder, rest)) = name.split_once('/') else {
                return Some(name);
            };
            match folder.ends_with(".data") {
                true => {
                    let (scheme, rest) = rest.split_once('/')?;
                    matches!(scheme, "purelib" | "platlib").then(|| rest.to_owned())
                }
                false => Some(name),
            }
        };
        let files = self.names().into_iter().filter_map(installed);
        files
            .filter(|file| file.ends_with(".py") || file.ends_with(".so"))
            .collect()
    }

    fn names(&self) -> Vec<String> {
        let names = self.archive.file_names();
        names
            .filter_map(|name| name.ok().map(|name| name.into_owned()))
            .collect()
    }
}

fn is_metadata(name: &str) -> bool {
    name.strip_suffix("/METADATA")
        .is_some_and(|folder| folder.ends_with(".dist-info") && !folder.contains('/'))
}

/// Judges a wheel by its name and METADATA, as a lock's wheels are judged
///
/// # Errors
/// When it does not run on the interpreter.
pub fn judge(path: &Path, interpreter: &Interpreter) -> Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let hint = "\n\nhint: use `--python` for another interpreter";
    let filename: WheelFilename = name
        .parse()
        .map_err(|error: python::WheelFilenameError| finding(error.to_string()))?;
    if interpreter.rank(&filename).is_none() {
        return Err(finding(format!(
            "wheel `{name}`: none of its tags matches {interpreter}{hint}"
        )));
    }
    // What is no archive, the builder refuses with more words.
    let Ok(mut wheel) = Wheel::open(path) else {
        return Ok(());
    };
    let metadata = wheel
        .metadata()
        .with_context(|| format!("wheel `{name}`"))?;
    let requires = metadata.requires_python;
    match requires.filter(|requires| !requires.contains(interpreter.version())) {
        None => Ok(()),
        Some(requires) => Err(finding(format!(
            "wheel `{name}`: its METADATA requires Python {requires}, but the interpreter is \
             {interpreter}{hint}"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::{judge, Wheel};
    use std::io::Write as _;

    /// A wheel with this METADATA, in a folder of its own
    fn wheel(metadata: &str) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x-1.0-py3-none-any.whl");
        let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        for (name, text) in [
            ("x.py", ""),
            ("x/data.txt", ""),
            ("x-1.0.data/purelib/y.py", ""),
            ("x-1.0.data/scripts/z.py", ""),
            ("x-1.0.dist-info/METADATA", metadata),
        ] {
            zip.start_file(name, stored).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
        (folder, path)
    }

    #[test]
    fn requires_python_is_held_against_the_interpreter() {
        let head = "Metadata-Version: 2.1\nName: x\nVersion: 1.0\n";
        let interpreter =
            |version| python::Interpreter::cpython(version, crate::project::GLIBC).unwrap();
        let (_folder, path) = wheel(&format!("{head}Requires-Python: >=3.12\n"));
        let error = judge(&path, &interpreter("3.11.2"))
            .unwrap_err()
            .to_string();
        assert!(
            error
                .starts_with("wheel `x-1.0-py3-none-any.whl`: its METADATA requires Python >=3.12"),
            "{error}"
        );
        judge(&path, &interpreter("3.12.1")).unwrap();
        let (_folder, path) = wheel(head);
        judge(&path, &interpreter("3.11.2")).unwrap();
    }

    #[test]
    fn modules_are_where_import_looks() {
        let (_folder, path) = wheel("");
        assert_eq!(Wheel::open(&path).unwrap().modules(), ["x.py", "y.py"]);
    }
}
