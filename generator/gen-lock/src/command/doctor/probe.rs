//! Asks this machine.

use super::{program, sockets};
use doctor::{Probe, Reading, Readings, Source, Want};
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Bytes of an answer that are read; `/proc/net/tcp` of a hundred thousand sockets fits
pub const LIMIT: usize = 16 << 20;

/// What this machine says
pub fn readings(want: &Want) -> Readings {
    let mut readings = Readings::default();
    for probe in Probe::ALL {
        if let Some(reading) = reading(probe.source(), want, &readings) {
            readings.0.insert(probe, reading);
        }
    }
    readings
}

fn reading(source: Source, want: &Want, before: &Readings) -> Option<Reading> {
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
        Source::EngineSocket => stat(Path::new(want.socket.as_ref()?.at(before))),
        Source::Sockets => Some(sockets::holders()),
    }
}

/// A file's text, or `None` where there is none
pub fn file(path: &Path) -> Option<Reading> {
    there(File::open(path).and_then(bounded).map(|bytes| text(&bytes)))
}

/// `MODE UID GID` of what a path leads to, or `None` where there is nothing
fn stat(path: &Path) -> Option<Reading> {
    there(path.metadata().map(|about| Reading {
        text: format!("{:o} {} {}\n", about.mode(), about.uid(), about.gid()),
        error: None,
    }))
}

/// A reading, or why there is none; `None` where there is nothing to read
fn there(read: std::io::Result<Reading>) -> Option<Reading> {
    match read {
        Ok(reading) => Some(reading),
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

#[cfg(test)]
mod tests {
    use super::stat;
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::net::UnixListener;

    #[test]
    fn a_socket() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("engine.sock");
        assert_eq!(stat(&path), None);
        let _listener = UnixListener::bind(&path).unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o660)).unwrap();
        let text = stat(&path).unwrap().text;
        assert!(text.starts_with("140660 "), "{text}");
        assert_eq!(text.split_whitespace().count(), 3);
        let inside = stat(&path.join("x")).unwrap();
        assert!(inside.error.unwrap().contains("Not a directory"));
    }
}
