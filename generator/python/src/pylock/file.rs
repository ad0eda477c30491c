//! A file of a lock: its name, where it is, its hashes, and what contradicts another.

use std::collections::BTreeMap;

use pep508_rs::PackageName;
use percent_encoding::percent_decode_str;
use toml_edit::{Item, Value};

use super::fields::{Fields, Reader};
use super::{Location, Wheel, LARGEST_FILE};
use crate::spelling::same_file;
use crate::{address, FileHash, Problem, WheelFilename};
use report::visible;

const FILE: [&str; 6] = ["name", "upload-time", "url", "path", "size", "hashes"];

/// A file as written, of a wheel or a source.
pub(super) struct File {
    pub(super) filename: String,
    location: Location,
    size: Option<u64>,
    sha256: Option<FileHash>,
}

/// Which file each hash is of: one of two packages says something wrong if both have the same.
#[derive(Default)]
pub(super) struct Seen(BTreeMap<FileHash, (PackageName, String, Option<u64>)>);

impl Seen {
    fn check(&mut self, reader: &mut Reader<'_>, at: usize, package: &PackageName, file: &File) {
        let Some(hash) = file.sha256 else { return };
        let new = (package.clone(), file.filename.clone(), file.size);
        let (other, filename, size) = self.0.entry(hash).or_insert_with(|| new);
        let sizes_differ = matches!((&*size, file.size), (Some(a), Some(b)) if *a != b);
        if other != package {
            let reason = format!("`{}` has the same SHA-256", visible(filename));
            reader.report(at, contradiction(&file.filename, reason));
        } else if sizes_differ && *filename != file.filename {
            let reason = format!(
                "`{}` has the same SHA-256 and another size",
                visible(filename)
            );
            reader.report(at, contradiction(&file.filename, reason));
        }
    }
}

fn contradiction(file: &str, reason: String) -> Problem {
    let file = visible(file);
    Problem::Contradiction { file, reason }
}

/// A file, each of whose faults is reported; `None` where it has no name.
pub(super) fn read_file<'a>(
    reader: &mut Reader<'a>,
    fields: Fields<'a>,
    package: &PackageName,
    seen: &mut Seen,
) -> Option<File> {
    reader.known(fields, &FILE);
    reader.date_time(fields, "upload-time");
    let (location, filename) = read_location(reader, fields)?;
    let file = File {
        sha256: read_hash(reader, fields, &filename),
        size: read_size(reader, fields),
        filename,
        location,
    };
    check_fragment(reader, fields, &file);
    seen.check(reader, fields.at, package, &file);
    Some(file)
}

/// A wheel, unless its name is none, or its hash is missing or malformed, which is reported.
pub(super) fn wheel<'a>(reader: &mut Reader<'a>, fields: Fields<'a>, file: File) -> Option<Wheel> {
    let filename = reader.check(fields.at, file.filename.parse::<WheelFilename>());
    Some(Wheel {
        place: reader.place(fields.at),
        filename: filename?,
        location: file.location,
        size: file.size,
        sha256: file.sha256?,
    })
}

/// The location and the filename: `name` where it stands, else the last part of the location; of two
/// spellings that of the location. With a path and an address the path is meant, as pip 26.3 and uv 0.13.9 read it.
fn read_location<'a>(reader: &mut Reader<'a>, fields: Fields<'a>) -> Option<(Location, String)> {
    let path = reader.string(fields, "path");
    let url = reader.string(fields, "url");
    let name = reader.string(fields, "name").map(str::to_owned);
    if let Some(url) = url {
        check_address(reader, fields.at("url"), url);
    }
    if let Some(path) = path.filter(|path| leaves(path)) {
        reader.report(fields.at("path"), Problem::Path(visible(path)));
        return None;
    }
    let of_path = path.map(|path| path.rsplit('/').next().unwrap_or_default().to_owned());
    let of_url = url.map(last_part);
    let location = match (path, url) {
        (Some(path), _) => Location::Path(path.to_owned()),
        (None, Some(url)) => Location::Url(url.to_owned()),
        (None, None) => {
            reader.report(fields.at, Problem::Location);
            return None;
        }
    };
    let said = [name, of_path, of_url].into_iter().flatten();
    let mut names = said.filter(|name| !name.is_empty());
    let mut filename = names.next().unwrap_or_default();
    for other in names.filter(|other| is_file(other)) {
        if same_file(&other, &filename) {
            // `name` may spell the project's name as no index does: uv writes its normal form.
            filename = other;
            continue;
        }
        let reason = format!("its location ends in `{}`", visible(&other));
        reader.report(fields.at, contradiction(&filename, reason));
    }
    Some((location, filename))
}

/// An index may serve a file under another path than its name: only what looks like one counts.
fn is_file(name: &str) -> bool {
    [".whl", ".tar.gz", ".zip"]
        .iter()
        .any(|end| name.ends_with(end))
}

/// What is wrong with an address whatever it leads to.
pub(super) fn check_address(reader: &mut Reader<'_>, at: usize, url: &str) {
    for problem in address::problems(url) {
        reader.report(at, problem);
    }
}

fn last_part(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    percent_decode_str(last).decode_utf8_lossy().into_owned()
}

fn leaves(path: &str) -> bool {
    path.contains(['\\', '\0', ':']) || path.split('/').any(|part| part.is_empty() || part == "..")
}

fn read_hash<'a>(reader: &mut Reader<'a>, fields: Fields<'a>, file: &str) -> Option<FileHash> {
    let missing = || Problem::MissingHash(visible(file));
    if fields.get("hashes").is_none() {
        reader.report(fields.at, missing());
    }
    let hashes = reader.table(fields, "hashes", "packages.wheels.hashes")?;
    if hashes.get("sha256").is_none() {
        reader.report(hashes.at, missing());
    }
    let text = reader.string(hashes, "sha256")?;
    reader.check(hashes.at("sha256"), text.parse::<FileHash>())
}

/// An address may end in the hash of what it leads to (PEP 503).
fn check_fragment(reader: &mut Reader<'_>, fields: Fields<'_>, file: &File) {
    let Location::Url(url) = &file.location else {
        return;
    };
    let fragment = url.split_once("#sha256=").map(|(_, digits)| digits);
    let other = fragment.and_then(|digits| digits.parse::<FileHash>().ok());
    if other.is_some_and(|other| file.sha256.is_some_and(|hash| hash != other)) {
        let reason = "its URL ends in another SHA-256".to_owned();
        reader.report(fields.at("url"), contradiction(&file.filename, reason));
    }
}

fn read_size<'a>(reader: &mut Reader<'a>, fields: Fields<'a>) -> Option<u64> {
    let size = reader.integer(fields, "size")?;
    if !(1..=LARGEST_FILE).contains(&size) {
        reader.report(fields.at("size"), Problem::Size(size));
    }
    u64::try_from(size).ok()
}

impl<'a> Reader<'a> {
    /// A date and a time of day, with or without an offset: what packaging 26.4 takes.
    fn date_time(&mut self, fields: Fields<'a>, key: &'static str) {
        let read = |item: &'a Item| match item.as_value() {
            Some(Value::Datetime(at)) => {
                let at = at.value();
                (at.date.is_some() && at.time.is_some()).then_some(())
            }
            _ => None,
        };
        self.typed(fields, key, "a date and a time", read);
    }
}
