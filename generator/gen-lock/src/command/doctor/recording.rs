//! What a machine said, as a folder: one file a probe.

use super::probe;
use crate::failure::finding;
use crate::file;
use anyhow::Result;
use doctor::{Probe, Readings};
use std::path::{Path, PathBuf};

/// Reads a recording, bounded as the machine's own answers are
///
/// # Errors
/// When it is no folder.
pub fn read(folder: &Path) -> Result<Readings> {
    if !folder.is_dir() {
        return Err(finding(format!(
            "`{}` is not a folder\n\nhint: `gen-lock doctor --record DIR` writes one",
            folder.display()
        )));
    }
    let mut readings = Readings::default();
    for probe in Probe::ALL {
        let text = probe::file(&folder.join(probe.name()));
        let words = probe::file(&error(folder, probe));
        if text.is_none() && words.is_none() {
            continue;
        }
        let mut reading = text.unwrap_or_default();
        if let Some(words) = words {
            reading.error = Some(words.text);
        }
        readings.0.insert(probe, reading);
    }
    Ok(readings)
}

/// Writes one; files of an earlier one go
///
/// # Errors
/// When the folder cannot be written.
pub fn write(folder: &Path, readings: &Readings) -> Result<()> {
    for probe in Probe::ALL {
        let reading = readings.0.get(&probe);
        let path = folder.join(probe.name());
        put(&path, reading.map(|reading| reading.text.as_str()))?;
        let words = reading.and_then(|reading| reading.error.as_deref());
        put(&error(folder, probe), words)?;
    }
    Ok(())
}

fn error(folder: &Path, probe: Probe) -> PathBuf {
    folder.join(format!("{}.error", probe.name()))
}

fn put(path: &Path, text: Option<&str>) -> Result<()> {
    match text {
        Some(text) => file::write(path, text.as_bytes()),
        None if path.exists() => Ok(std::fs::remove_file(path)?),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use doctor::{Probe, Reading, Readings};

    #[test]
    fn reads_what_it_writes() {
        let folder = tempfile::tempdir().unwrap();
        let reading = |text: &str, error: Option<&str>| Reading {
            text: text.to_owned(),
            error: error.map(str::to_owned),
        };
        let mut readings = Readings::default();
        for (probe, one) in [
            (Probe::Tcp, reading("", None)),
            (Probe::DockerInfo, reading("{}\n", Some("no daemon"))),
        ] {
            readings.0.insert(probe, one);
        }
        write(folder.path(), &readings).unwrap();
        assert_eq!(read(folder.path()).unwrap(), readings);
        readings.0.remove(&Probe::DockerInfo);
        write(folder.path(), &readings).unwrap();
        assert_eq!(read(folder.path()).unwrap(), readings);
        assert!(read(&folder.path().join("none")).is_err());
    }
}
