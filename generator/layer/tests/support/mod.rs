//! Tiny archives in memory, whole or damaged on purpose, and a folder of its own for each test.

#![allow(dead_code, missing_docs)] // each test binary uses a part

pub mod deb;
pub mod zip;

use std::fs;
use std::path::{Path, PathBuf};

use layer::{build_layer, Built, LayerSpec};

/// A fresh folder, named after its test.
pub fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A specification with `attributes` beside what every one has.
pub fn spec(codec: &str, attributes: &str) -> LayerSpec {
    let text = format!(
        r#"{{"version":1,"name":"test","codec":"{codec}","python":"3.11"{}{attributes}}}"#,
        if attributes.is_empty() { "" } else { "," }
    );
    serde_json::from_str(&text).unwrap()
}

/// Builds uncompressed: the blob is the tar.
pub fn build(folder: &Path, attributes: &str) -> Result<(Built, Vec<u8>), String> {
    let mut blob = Vec::new();
    build_layer(&spec("none", attributes), 2, folder, &mut blob)
        .map(|built| (built, blob))
        .map_err(|error| error.to_string())
}

/// The paths and kinds that a build lists.
pub fn listed(built: &Built) -> Vec<String> {
    let short = |line: &str| {
        let fields: Vec<&str> = line.splitn(6, ' ').collect();
        format!("{} {} {}", fields[0], fields[1], fields[5])
    };
    built.contents.lines().map(short).collect()
}

/// The bytes of the file at `path` in a tar without extensions.
pub fn file_in(tar: &[u8], path: &str) -> Vec<u8> {
    let mut at = 0;
    while at + 512 <= tar.len() && tar[at] != 0 {
        let name = tar[at..at + 100].split(|byte| *byte == 0).next().unwrap();
        let size = std::str::from_utf8(&tar[at + 124..at + 135]).unwrap();
        let size = usize::from_str_radix(size, 8).unwrap();
        if name == path.as_bytes() {
            return tar[at + 512..at + 512 + size].to_vec();
        }
        at += 512 + size.div_ceil(512) * 512;
    }
    panic!("no `{path}`");
}
