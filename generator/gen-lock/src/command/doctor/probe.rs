//! Asks this machine.

use super::{program, sockets};
use doctor::{Probe, Reading, Readings, Source};
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

/// Bytes of an answer that are read; `/proc/net/tcp` of a hundred thousand sockets fits
pub const LIMIT: usize = 16 << 20;

/// What this machine says
pub fn readings() -> Readings {
    let mut readings = Readings::default();
    for probe in Probe::ALL {
        if let Some(reading) = reading(probe.source(), &readings) {
            readings.0.insert(probe, reading);
        }
    }
    readings
}

fn reading(source: Source, before: &Readings) -> Option<Reading> {
    match source {
        Source::File(path) => file(Path::new(path)),
        Source::Program(name, arguments) => program::run(name, arguments),
        Source::Folders(folders) => texts(folders),
        Source::Disk => {
            let root = doctor::data_root(before)?;
            // An engine that has run nothing may not have made it yet.
            let there = Path::new(&root).ancestors().find(|path| path.exists())?;
            let there = there.to_str()?;
            let arguments = ["--block-size=1", "--output=avail,target", "--", there];
            program::run("df", &arguments)
        }
        Source::Sockets => Some(sockets::holders()),
    }
}

/// A file's text, or `None` where there is none
pub fn file(path: &Path) -> Option<Reading> {
    match File::open(path).and_then(bounded) {
        Ok(bytes) => Some(text(&bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => Some(Reading {
            text: String::new(),
            error: Some(error.to_string()),
        }),
    }
}

/// As much as a text may be long, and a byte more where it is longer
pub fn bounded(from: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LIMIT as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Bytes as a reading; one that is too long is not to be trusted
pub fn text(bytes: &[u8]) -> Reading {
    let long = bytes.len() > LIMIT;
    Reading {
        text: String::from_utf8_lossy(&bytes[..bytes.len().min(LIMIT)]).into_owned(),
        error: long.then(|| format!("longer than {LIMIT} bytes")),
    }
}

/// Every file of folders, each after its name; without a folder, nothing
fn texts(folders: &[&str]) -> Option<Reading> {
    let mut all: Option<Reading> = None;
    for folder in folders {
        let Ok(entries) = std::fs::read_dir(folder) else {
            continue;
        };
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        let all = all.get_or_insert_with(Reading::default);
        for path in paths.iter().filter(|path| path.is_file()) {
            let Some(one) = file(path) else { continue };
            if all.text.len() + one.text.len() > LIMIT {
                all.error = Some(format!("longer than {LIMIT} bytes"));
                return Some(all.clone());
            }
            all.text += &format!("==> {} <==\n{}\n", path.display(), one.text);
        }
    }
    all
}
