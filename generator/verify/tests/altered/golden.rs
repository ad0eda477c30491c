//! The committed layout and its lock, in memory and in a folder.

use fleet::build_lock::Outputs;
use fleet::BuildLock;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use verify::{verify_layout, Report};

/// Files by their paths in the layout
pub type Files = BTreeMap<String, Vec<u8>>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

pub fn lock_text() -> String {
    fs::read_to_string(folder().join("build-lock.json")).unwrap()
}

pub fn outputs() -> Outputs {
    BuildLock::parse(&lock_text()).unwrap().outputs
}

pub fn files() -> Files {
    let mut files = Files::new();
    let root = folder().join("layout");
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap();
                files.insert(name.to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    assert_eq!(files.len(), 10, "{:?}", files.keys());
    files
}

/// A folder that holds some files, which are changed in place
pub struct Folder {
    folder: tempfile::TempDir,
    files: Files,
}

impl Folder {
    pub fn new(files: Files) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join(oci::layout::BLOBS)).unwrap();
        let folder = Self { folder, files };
        for (name, bytes) in &folder.files {
            fs::write(folder.path(name), bytes).unwrap();
        }
        folder
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// Makes it these files, and back afterwards
    pub fn with<T>(&self, files: &Files, look: impl FnOnce() -> T) -> T {
        self.step(&self.files, files);
        let seen = look();
        self.step(files, &self.files);
        seen
    }

    fn step(&self, from: &Files, to: &Files) {
        for name in from.keys().filter(|name| !to.contains_key(*name)) {
            fs::remove_file(self.path(name)).unwrap();
        }
        for (name, bytes) in to
            .iter()
            .filter(|(name, bytes)| from.get(*name) != Some(bytes))
        {
            fs::write(self.path(name), bytes).unwrap();
        }
    }

    /// What is found, or why there is nothing to look at
    pub fn verify(&self, outputs: &Outputs) -> Result<Report, String> {
        let report = verify_layout(self.root(), outputs, None, &());
        report.map_err(|error| error.to_string())
    }

    pub fn is_as_locked(&self, outputs: &Outputs) -> bool {
        self.verify(outputs)
            .is_ok_and(|report| report.is_as_locked())
    }
}
