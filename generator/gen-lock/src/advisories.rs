//! A folder of OSV records, read once, offline.
//!
//! Every `*.json` is a record and every `*.zip` an archive of such, at most four folders deep: what
//! a record is of it says itself, so that `PyPI/all.zip`, `Debian:12/all.zip`, `Debian/all.zip` and
//! unpacked folders are all read alike. A record that is there twice counts once.
//!
//! What of a record cannot be read is told by file and name, and the rest is judged; an archive that
//! cannot be read to its end is an error, for what it has is not known.

use crate::printer::Printer;
use advisory::{Builder, Database, Ecosystem, Fault, Wanted, MAX_BYTES};
use anyhow::{bail, ensure, Context as _, Result};
use indicatif::ProgressBar;
use report::visible;
use scan::Malformed;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

const DEEPEST: usize = 4;
const MOST_FILES: usize = 4_000_000;
/// Of all records, unpacked
const LARGEST: u64 = 16 << 30;
/// Of what cannot be read, that is told; the database counts all
const MOST_MALFORMED: usize = 10_000;

/// A database and the digest of its records
pub struct Advisories {
    /// What it says
    pub database: Database,
    /// Over all records, in the order of their own digests: the same however they are packed
    pub sha256: String,
    /// What of the records cannot be read, in the order of their files
    pub malformed: Vec<Malformed>,
}

/// Reads a folder for what is wanted
///
/// # Errors
/// When a file or an archive cannot be read, or when no record is of an ecosystem that is asked for:
/// the database is then not all there.
pub fn read(folder: &Path, wanted: Wanted, printer: &Printer) -> Result<Advisories> {
    let mut files = Vec::new();
    find(folder, DEEPEST, &mut files)?;
    ensure!(
        !files.is_empty(),
        "`{}` has no records\n\nhint: put OSV's `PyPI/all.zip` and `Debian:12/all.zip` there, or \
         the unpacked records as `*.json`",
        folder.display()
    );
    let sizes = files.iter().map(|(_, size)| size).sum();
    let mut reader = Reader {
        builder: Builder::new(wanted.clone()),
        seen: BTreeSet::new(),
        left: LARGEST,
        bar: printer.total(sizes),
        malformed: Vec::new(),
    };
    for (path, _) in &files {
        let name = path.display();
        if path.extension().is_some_and(|end| end == "zip") {
            reader.archive(path).with_context(|| format!("`{name}`"))?;
        } else {
            reader.file(path).with_context(|| format!("`{name}`"))?;
        }
    }
    reader.bar.finish_and_clear();
    let mut digest = Sha256::new();
    for one in &reader.seen {
        digest.update(one);
    }
    let database = reader.builder.finish();
    complete(folder, &database, &wanted)?;
    Ok(Advisories {
        database,
        sha256: hex::encode(digest.finalize()),
        malformed: reader.malformed,
    })
}

/// Records and archives, in the order of their paths
fn find(folder: &Path, depth: usize, files: &mut Vec<(PathBuf, u64)>) -> Result<()> {
    let unreadable = || format!("cannot read `{}`", folder.display());
    let entries = std::fs::read_dir(folder).with_context(unreadable)?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.with_context(unreadable)?.path());
    }
    paths.sort();
    for path in paths {
        let about = std::fs::metadata(&path)
            .with_context(|| format!("cannot read `{}`", path.display()))?;
        let wanted = |end: &std::ffi::OsStr| end == "json" || end == "zip";
        if about.is_dir() && depth > 1 {
            find(&path, depth - 1, files)?;
        } else if about.is_file() && path.extension().is_some_and(wanted) {
            files.push((path, about.len()));
        }
        ensure!(
            files.len() <= MOST_FILES,
            "`{}` has more than {MOST_FILES} files",
            folder.display()
        );
    }
    Ok(())
}

struct Reader {
    builder: Builder,
    seen: BTreeSet<[u8; 32]>,
    left: u64,
    bar: ProgressBar,
    malformed: Vec<Malformed>,
}

impl Reader {
    fn file(&mut self, path: &Path) -> Result<()> {
        let bytes = self.bytes(File::open(path)?)?;
        self.bar.inc(bytes.len() as u64);
        self.record(&path.display().to_string(), &stem(path), &bytes);
        Ok(())
    }

    fn archive(&mut self, path: &Path) -> Result<()> {
        let mut archive = ZipArchive::new(BufReader::new(File::open(path)?))?;
        ensure!(
            archive.len() <= MOST_FILES,
            "more than {MOST_FILES} members"
        );
        for index in 0..archive.len() {
            let member = archive
                .by_index(index)
                .with_context(|| format!("member {index}"))?;
            let name = member.name()?.into_owned();
            let packed = member.compressed_size();
            if name.ends_with(".json") {
                let bytes = self.bytes(member);
                let bytes = bytes.with_context(|| format!("member `{}`", visible(&name)))?;
                let file = format!("{}: member `{}`", path.display(), visible(&name));
                self.record(&file, &stem(Path::new(&name)), &bytes);
            }
            self.bar.inc(packed);
        }
        Ok(())
    }

    /// Reads no more than a record may have, whatever a header claims
    fn bytes(&mut self, from: impl Read) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
        let left = self.left.checked_sub(bytes.len() as u64);
        let Some(left) = left else {
            bail!("the unpacked records have more than {LARGEST} bytes");
        };
        self.left = left;
        Ok(bytes)
    }

    fn record(&mut self, file: &str, stem: &str, bytes: &[u8]) {
        if !self.seen.insert(Sha256::digest(bytes).into()) {
            return;
        }
        let room = MOST_MALFORMED - self.malformed.len();
        let faults = self.builder.add(bytes, stem).into_iter().take(room);
        self.malformed.extend(faults.map(|fault| told(file, fault)));
    }
}

/// OSV names a record's file as the record
fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    visible(&stem.to_string_lossy())
}

fn told(file: &str, fault: Fault) -> Malformed {
    Malformed {
        file: file.to_owned(),
        message: fault.to_string(),
        id: fault.id,
        package: fault.package,
        left_out: fault.left_out,
    }
}

fn complete(folder: &Path, database: &Database, wanted: &Wanted) -> Result<()> {
    let debian = format!("Debian:{}", wanted.release);
    for (ecosystem, name, count) in [
        (Ecosystem::Debian, debian.as_str(), wanted.sources.len()),
        (Ecosystem::PyPi, "PyPI", wanted.distributions.len()),
    ] {
        ensure!(
            count == 0 || database.ecosystems.contains_key(&ecosystem),
            "`{}` has no record for `{name}`, but the images have {count} packages of it\n\nhint: put \
             OSV's `{name}/all.zip` there",
            folder.display()
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests;
