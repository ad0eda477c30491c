use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;
use toml_edit::Document;

use super::fields::{Fields, Reader};
use super::{Location, Package, Pylock, Wheel, LARGEST_FILE, LARGEST_TEXT};
use crate::shown::shown;
use crate::{FileHash, Finding, Marker, Problem, WheelFilename};

const LOCK_VERSION: &str = "1.0";
const TOP: [&str; 9] = [
    "lock-version",
    "environments",
    "requires-python",
    "extras",
    "dependency-groups",
    "default-groups",
    "created-by",
    "packages",
    "tool",
];
const PACKAGE: [&str; 13] = [
    "name",
    "version",
    "marker",
    "requires-python",
    "dependencies",
    "vcs",
    "directory",
    "archive",
    "index",
    "sdist",
    "wheels",
    "attestation-identities",
    "tool",
];
const FILE: [&str; 6] = ["name", "upload-time", "url", "path", "size", "hashes"];

/// What can be read of a text, and everything that is wrong with it. With another `lock-version`
/// nothing is read: the words may mean something else there.
pub(crate) fn read(text: &str) -> (Pylock, Vec<Finding>) {
    let mut pylock = Pylock {
        requires_python: None,
        environments: Vec::new(),
        created_by: String::new(),
        packages: Vec::new(),
    };
    if text.len() > LARGEST_TEXT {
        let problem = Problem::TooLarge { size: text.len() };
        return (pylock, vec![Finding::new(None, problem)]);
    }
    let document = Document::parse(text);
    let mut reader = Reader::new(text);
    match &document {
        Ok(document) => {
            let top = Fields::new(document.as_table(), "pylock.toml", 0);
            read_top(&mut reader, top, &mut pylock);
        }
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let message = error.message().trim().replace('\n', ", ");
            reader.report(at, Problem::Toml(message));
        }
    }
    (pylock, reader.findings)
}

fn read_top<'a>(reader: &mut Reader<'a>, top: Fields<'a>, pylock: &mut Pylock) {
    match reader.required(top, "lock-version", Reader::string) {
        Some(LOCK_VERSION) => {}
        Some(other) => {
            let value = shown(other);
            return reader.report(top.at("lock-version"), Problem::LockVersion(value));
        }
        None => return,
    }
    reader.known(top, &TOP);
    for key in ["extras", "dependency-groups"] {
        if !reader.strings(top, key).is_empty() {
            reader.report(
                top.at(key),
                Problem::Unsupported(format!("a choice of `{key}`")),
            );
        }
    }
    pylock.requires_python = reader.parsed(top, "requires-python");
    for (at, text) in reader.strings(top, "environments") {
        pylock
            .environments
            .extend(reader.check(at, text.parse::<Marker>()));
    }
    let created_by = reader.required(top, "created-by", Reader::string);
    pylock.created_by = created_by.unwrap_or_default().to_owned();
    let packages = reader.required(top, "packages", |reader, top, key| {
        Some(reader.tables(top, key, "packages"))
    });
    for fields in packages.unwrap_or_default() {
        pylock.packages.extend(read_package(reader, fields));
    }
}

fn read_package<'a>(reader: &mut Reader<'a>, fields: Fields<'a>) -> Option<Package> {
    reader.known(fields, &PACKAGE);
    let name = reader.required(fields, "name", Reader::parsed)?;
    for key in ["vcs", "directory", "archive"] {
        if fields.get(key).is_some() {
            reader.report(
                fields.at(key),
                Problem::Unsupported(format!("`{key}` of `{name}`")),
            );
            return None;
        }
    }
    if fields.get("version").is_none() {
        reader.report(fields.at, Problem::Unpinned(format!("{name}")));
    }
    let version = reader.parsed(fields, "version")?;
    let dependencies = reader.tables(fields, "dependencies", "packages.dependencies");
    let mut package = Package {
        place: reader.place(fields.at),
        name,
        version,
        marker: read_marker(reader, fields),
        requires_python: reader.parsed(fields, "requires-python"),
        wheels: Vec::new(),
        sdist: read_sdist(reader, fields),
        incomplete: false,
        dependencies: dependencies
            .into_iter()
            .filter_map(|fields| reader.required(fields, "name", Reader::parsed))
            .collect(),
    };
    read_wheels(reader, fields, &mut package);
    Some(package)
}

fn read_marker<'a>(reader: &mut Reader<'a>, fields: Fields<'a>) -> Option<Marker> {
    let text = reader.string(fields, "marker")?;
    let marker = reader.check(fields.at("marker"), text.parse::<Marker>())?;
    (!marker.is_always()).then_some(marker)
}

fn read_wheels<'a>(reader: &mut Reader<'a>, fields: Fields<'a>, package: &mut Package) {
    let mut seen = BTreeSet::new();
    for fields in reader.tables(fields, "wheels", "packages.wheels") {
        let Some(wheel) = read_wheel(reader, fields) else {
            package.incomplete = true;
            continue;
        };
        let filename = wheel.filename.to_string();
        if *wheel.filename.name() != package.name || *wheel.filename.version() != package.version {
            let (name, version) = (package.name.clone(), package.version.clone());
            reader.report(
                fields.at,
                Problem::OtherPackage {
                    filename,
                    name,
                    version,
                },
            );
            package.incomplete = true;
        } else if !seen.insert(filename.clone()) {
            reader.report(fields.at, Problem::DuplicateFile(filename));
        } else {
            package.wheels.push(wheel);
        }
    }
}

fn read_wheel<'a>(reader: &mut Reader<'a>, fields: Fields<'a>) -> Option<Wheel> {
    reader.known(fields, &FILE);
    let (location, filename) = read_location(reader, fields)?;
    let sha256 = read_hash(reader, fields, &filename);
    let size = read_size(reader, fields, &filename);
    let filename = reader.check(fields.at, filename.parse::<WheelFilename>());
    Some(Wheel {
        place: reader.place(fields.at),
        filename: filename?,
        location,
        size: size?,
        sha256: sha256?,
    })
}

/// The source's filename; its hash is checked like any, it has no use otherwise.
fn read_sdist<'a>(reader: &mut Reader<'a>, fields: Fields<'a>) -> Option<String> {
    let fields = reader.table(fields, "sdist", "packages.sdist")?;
    reader.known(fields, &FILE);
    let (_, filename) = read_location(reader, fields)?;
    read_hash(reader, fields, &filename);
    Some(filename)
}

/// The location and the filename: `name` where it stands, else the last part of the location.
fn read_location<'a>(reader: &mut Reader<'a>, fields: Fields<'a>) -> Option<(Location, String)> {
    let path = reader.string(fields, "path");
    let url = reader.string(fields, "url");
    let (location, last) = match (path, url) {
        (Some(path), None) if leaves(path) => {
            reader.report(fields.at("path"), Problem::Path(shown(path)));
            return None;
        }
        (Some(path), None) => {
            let last = path.rsplit('/').next().unwrap_or_default();
            (Location::Path(path.to_owned()), last.to_owned())
        }
        (None, Some(url)) => (Location::Url(url.to_owned()), last_part(url)),
        _ => {
            reader.report(fields.at, Problem::Location);
            return None;
        }
    };
    let name = reader.string(fields, "name");
    Some((location, name.map_or(last, ToOwned::to_owned)))
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
    let missing = || Problem::MissingHash(shown(file));
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

fn read_size<'a>(reader: &mut Reader<'a>, fields: Fields<'a>, file: &str) -> Option<u64> {
    if fields.get("size").is_none() {
        reader.report(fields.at, Problem::MissingSize(shown(file)));
    }
    let size = reader.integer(fields, "size")?;
    if !(1..=LARGEST_FILE).contains(&size) {
        reader.report(fields.at("size"), Problem::Size(size));
    }
    u64::try_from(size).ok()
}
