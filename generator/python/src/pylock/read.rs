use std::collections::BTreeMap;

use pep508_rs::PackageName;
use toml_edit::Document;

use super::fields::{Fields, Reader};
use super::file::{check_address, read_file, wheel, Seen};
use super::{Dependency, Direct, Package, Pylock, LARGEST_TEXT};
use crate::marker::Sets;
use crate::requirement::requires_python;
use crate::{FileHash, Finding, Marker, Problem, Version, VersionSpecifiers};
use report::visible;

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
const DIRECT: [&str; 3] = ["vcs", "directory", "archive"];

/// What can be read of a text, and everything that is wrong with it. With another major version of
/// the format nothing is read: the words may mean something else there.
pub(crate) fn read(text: &str) -> (Pylock, Vec<Finding>) {
    let mut pylock = Pylock::default();
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
    let Some(version) = reader.required(top, "lock-version", Reader::string) else {
        return;
    };
    if let Some(problem) = lock_version(version) {
        let is_readable = matches!(problem, Problem::NewerLockVersion(_));
        reader.report(top.at("lock-version"), problem);
        if !is_readable {
            return;
        }
    }
    reader.known(top, &TOP);
    pylock.extras = names(reader, top, "extras");
    pylock.dependency_groups = names(reader, top, "dependency-groups");
    pylock.default_groups = names(reader, top, "default-groups");
    if let Some(problem) = not_chosen(pylock) {
        let key = if pylock.extras.is_empty() {
            "dependency-groups"
        } else {
            "extras"
        };
        reader.report(top.at(key), problem);
    }
    pylock.requires_python = read_pythons(reader, top);
    for (at, text) in reader.strings(top, "environments") {
        pylock
            .environments
            .extend(reader.check(at, text.parse::<Marker>()));
    }
    let environments = top.get("environments").and_then(|item| item.as_array());
    if environments.is_some_and(|array| array.is_empty()) {
        reader.report(top.at("environments"), Problem::NoEnvironment);
    }
    let created_by = reader.required(top, "created-by", Reader::string);
    pylock.created_by = created_by.unwrap_or_default().to_owned();
    let packages = reader.required(top, "packages", |reader, top, key| {
        Some(reader.tables(top, key, "packages"))
    });
    let mut seen = Seen::default();
    for fields in packages.unwrap_or_default() {
        read_package(reader, fields, pylock, &mut seen);
    }
}

/// Another minor version is read, with a warning: it means the same where it says the same (PEP
/// 751, "lock-version").
fn lock_version(text: &str) -> Option<Problem> {
    let version = text.parse::<Version>().ok();
    match version.as_ref().map(Version::release) {
        Some([1] | [1, 0] | [1, 0, 0]) => None,
        Some([1, ..]) => Some(Problem::NewerLockVersion(visible(text))),
        _ => Some(Problem::LockVersion(visible(text))),
    }
}

/// The extras, and the groups that are no default ones.
fn not_chosen(pylock: &Pylock) -> Option<Problem> {
    let extras = pylock
        .extras
        .iter()
        .map(|name| format!("the extra `{}`", visible(name)));
    let groups = pylock.dependency_groups.iter();
    let groups = groups
        .filter(|name| !pylock.default_groups.contains(name))
        .map(|name| format!("the group `{}`", visible(name)));
    let names: Vec<String> = extras.chain(groups).collect();
    (!names.is_empty()).then_some(Problem::NotChosen(names))
}

fn names<'a>(reader: &mut Reader<'a>, top: Fields<'a>, key: &'static str) -> Vec<String> {
    let read = reader.strings(top, key);
    for (at, name) in &read {
        // as packaging 26.4: the names of groups may be written in any way
        if key == "extras" {
            normalized(reader, *at, "extras", name);
        }
    }
    read.into_iter().map(|(_, name)| name.to_owned()).collect()
}

/// A name must be in normal form (PEP 751, "packages.name"); pip and packaging read no other.
fn normalized(reader: &mut Reader<'_>, at: usize, key: &'static str, name: &str) {
    let normal = name.parse::<PackageName>().map(|name| name.to_string());
    if let Some(normal) = normal.ok().filter(|normal| normal != name) {
        let name = visible(name);
        reader.report(at, Problem::NotNormalized { key, name, normal });
    }
}

fn read_pythons<'a>(reader: &mut Reader<'a>, fields: Fields<'a>) -> Option<VersionSpecifiers> {
    let key = "requires-python";
    let text = reader.string(fields, key)?;
    let read = requires_python(text).map_err(|reason| Problem::Value {
        key,
        value: visible(text),
        reason,
    });
    reader.check(fields.at(key), read)
}

fn read_package<'a>(
    reader: &mut Reader<'a>,
    fields: Fields<'a>,
    pylock: &mut Pylock,
    seen: &mut Seen,
) {
    reader.known(fields, &PACKAGE);
    let Some(name) = reader.required(fields, "name", Reader::parsed::<PackageName>) else {
        return;
    };
    if let Some(written) = reader.string(fields, "name") {
        normalized(reader, fields.at("name"), "name", written);
    }
    if let Some(index) = reader.string(fields, "index") {
        check_address(reader, fields.at("index"), index);
    }
    let sets = Sets {
        extras: &[],
        dependency_groups: &pylock.default_groups,
    };
    let marker = read_marker(reader, fields, sets);
    if let Some(key) = DIRECT.into_iter().find(|key| fields.get(key).is_some()) {
        let source = reader.table(fields, key, "packages");
        if let Some((source, url)) =
            source.and_then(|source| Some((source, reader.string(source, "url")?)))
        {
            check_address(reader, source.at("url"), url);
        }
        let place = reader.place(fields.at(key));
        pylock.direct.push(Direct {
            place,
            name,
            key,
            marker,
        });
        return;
    }
    if fields.get("version").is_none() {
        reader.report(fields.at, Problem::Unpinned(format!("{name}")));
    }
    let Some(version) = reader.parsed(fields, "version") else {
        return;
    };
    let mut package = Package {
        place: reader.place(fields.at),
        sdist: read_sdist(reader, fields, &name, seen),
        name,
        version,
        marker,
        requires_python: read_pythons(reader, fields),
        wheels: Vec::new(),
        index: read_index(reader, fields),
        incomplete: false,
        dependencies: read_dependencies(reader, fields),
    };
    read_wheels(reader, fields, &mut package, seen);
    pylock.packages.push(package);
}

/// The note of gen-lock's own; what other tools note in `tool` is theirs
fn read_index<'a>(reader: &mut Reader<'a>, fields: Fields<'a>) -> Option<FileHash> {
    let tools = reader.table(fields, "tool", "packages.tool")?;
    let own = reader.table(tools, "gen-lock", "packages.tool.gen-lock")?;
    reader.parsed(own, "index-sha256")
}

fn read_marker<'a>(reader: &mut Reader<'a>, fields: Fields<'a>, sets: Sets<'_>) -> Option<Marker> {
    let text = reader.string(fields, "marker")?;
    let marker = reader.check(fields.at("marker"), Marker::in_lock(text, sets))?;
    (!marker.is_always()).then_some(marker)
}

fn read_dependencies<'a>(reader: &mut Reader<'a>, fields: Fields<'a>) -> Vec<Dependency> {
    let tables = reader.tables(fields, "dependencies", "packages.dependencies");
    let read = |fields| {
        Some(Dependency {
            name: reader.required(fields, "name", Reader::parsed)?,
            version: reader.parsed(fields, "version"),
        })
    };
    tables.into_iter().filter_map(read).collect()
}

/// The source's filename; its hash is checked like any, it has no use otherwise.
fn read_sdist<'a>(
    reader: &mut Reader<'a>,
    fields: Fields<'a>,
    package: &PackageName,
    seen: &mut Seen,
) -> Option<String> {
    let fields = reader.table(fields, "sdist", "packages.sdist")?;
    Some(read_file(reader, fields, package, seen)?.filename)
}

fn read_wheels<'a>(
    reader: &mut Reader<'a>,
    fields: Fields<'a>,
    package: &mut Package,
    seen: &mut Seen,
) {
    let mut first_of = BTreeMap::new();
    for fields in reader.tables(fields, "wheels", "packages.wheels") {
        let file = read_file(reader, fields, &package.name, seen);
        let Some(wheel) = file.and_then(|file| wheel(reader, fields, file)) else {
            package.incomplete = true;
            continue;
        };
        let filename = wheel.filename.to_string();
        let is = (wheel.sha256, wheel.size);
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
        } else if let Some(first) = first_of.insert(filename.clone(), is) {
            let problem = if first == is {
                Problem::DuplicateFile(filename)
            } else {
                let reason = "it is locked twice, with another hash or size".to_owned();
                let file = filename;
                Problem::Contradiction { file, reason }
            };
            reader.report(fields.at, problem);
        } else {
            package.wheels.push(wheel);
        }
    }
}
