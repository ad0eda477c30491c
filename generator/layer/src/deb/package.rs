//! One package: its parts in order, its entries and its record into the tree.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;

use super::control::Control;
use super::data::{Contents, Data};
use super::fault::DebError;
use super::left::Wanted;
use super::policy::{self, Policy};
use super::relation::Relations;
use super::sums;
use crate::archive::ar;
use crate::scratch::Scratch;
use crate::tree::{self, Entry, Tree};
use crate::{spec, Error, TreePath};

/// Where scanners of images without a dpkg database look for packages.
const STATUS: &str = "var/lib/dpkg/status.d";

/// A package that has been read.
pub struct Package {
    /// Who it is, and what it says of others.
    pub relations: Relations,
    /// Its file name, by which its entries are known in the tree.
    pub origin: Arc<str>,
    /// What it puts where.
    pub entries: BTreeMap<TreePath, Entry>,
    control: Control,
    /// MD5 sums of the files.
    sums: BTreeMap<TreePath, String>,
    /// Where `md5sums` may contradict them.
    admit: Vec<String>,
}

impl Package {
    /// Reads a package; the files that `policy` keeps go to `scratch`.
    pub fn read(deb: &spec::Deb, policy: &Policy, scratch: &mut Scratch) -> Result<Self, Error> {
        let mut file = File::open(&deb.file).map_err(Error::io(&deb.file))?;
        let wrong = |source| Error::Deb {
            file: deb.filename.clone(),
            source,
        };
        let mut read = |wanted: Wanted| {
            file.seek(SeekFrom::Start(0))?;
            let input = BufReader::with_capacity(1 << 16, &file);
            read_parts(
                input,
                deb,
                Data::new(policy, scratch, &deb.filename, wanted),
            )
        };
        let (mut package, wanted) = read(Wanted::default()).map_err(wrong)?;
        if !wanted.is_empty() {
            // What the policy leaves out is not remembered; the rare package whose kept links need
            // some of it is read again.
            (package, _) = read(wanted).map_err(wrong)?;
        }
        package.leave_out(&deb.omit).map_err(wrong)?;
        package.check_records().map_err(wrong)?;
        Ok(package)
    }

    /// Refuses data in the place of records, where it would speak for another package.
    fn check_records(&self) -> Result<(), DebError> {
        let records = format!("{STATUS}/");
        let mut paths = self.entries.keys().map(TreePath::as_str);
        match paths.find(|path| path.starts_with(&records)) {
            None => Ok(()),
            Some(path) => Err(DebError::member(
                path,
                "lies where the records of packages are made, and would speak for another\n\nhint: leave \
                 it out by `[omit.<package>]` of families/debian.toml",
            )),
        }
    }

    /// Takes out what is declared to stay out, each of which must be there.
    fn leave_out(&mut self, omit: &[String]) -> Result<(), DebError> {
        for pattern in omit {
            let before = self.entries.len();
            self.entries
                .retain(|path, _| !policy::matches(pattern, path.as_str()));
            if self.entries.len() == before {
                return Err(DebError::member(
                    pattern,
                    "is to stay out, and is not there",
                ));
            }
        }
        Ok(())
    }

    /// Adds the package's entries and its record for scanners to `tree`.
    pub fn plan(self, tree: &mut Tree) -> Result<(), Error> {
        let shipped = self.control.md5sums.as_deref().unwrap_or_default();
        let sums = sums::lines(shipped, &self.entries, &self.sums, &self.admit);
        let sums = sums.map_err(|source| Error::Deb {
            file: self.origin.to_string(),
            source,
        })?;
        let record = |suffix: &str| {
            TreePath::parse(&format!("{STATUS}/{}{suffix}", self.relations.package))
                .expect("package names are checked to be plain")
        };
        let (stanza, listed) = (record(""), record(".md5sums"));
        for (path, entry) in self.entries {
            tree.add(path, entry)?;
        }
        for (path, text) in [(stanza, self.control.stanza), (listed, sums)] {
            let file = tree::File::bytes(text.into_bytes());
            tree.add(path, Entry::file(0o644, file, &self.origin))?;
        }
        Ok(())
    }
}

/// Reads the parts as deb(5) orders them; what stands behind `data.tar` is of no effect.
fn read_parts(
    mut input: impl Read,
    deb: &spec::Deb,
    data: Data,
) -> Result<(Package, Wanted), DebError> {
    ar::start(&mut input)?;
    let (mut version, mut control) = (false, None);
    let (mut data, mut contents) = (Some(data), None);
    while let Some(part) = ar::next(&mut input)? {
        let mut bytes = input.by_ref().take(part.size);
        match part.name.as_str() {
            "debian-binary" if !version => {
                check_version(&mut bytes)?;
                version = true;
            }
            _ if !version => {
                return Err(DebError::Parts(format!(
                    "`{}` comes before `debian-binary`",
                    part.name
                )))
            }
            name if is_tar(name, "control.tar") && control.is_none() => {
                control = Some(start(Control::read(name, &mut bytes)?, deb)?);
            }
            name if is_tar(name, "data.tar") && control.is_some() && data.is_some() => {
                let mut data = data.take().expect("is there");
                data.read(name, part.size, &mut bytes)?;
                contents = Some(data.finish());
            }
            name if is_tar(name, "control.tar") || is_tar(name, "data.tar") => {
                return Err(DebError::Parts(format!("unexpected part `{name}`")))
            }
            // deb(5): members that start so are for later, as is everything behind the data.
            name if name.starts_with('_') || contents.is_some() => {}
            name => return Err(DebError::Parts(format!("unexpected part `{name}`"))),
        }
        io::copy(&mut bytes, &mut io::sink())?;
        if bytes.limit() > 0 {
            let text = format!("{} bytes of `{}` are missing", bytes.limit(), part.name);
            return Err(ar::ArError::Truncated(text).into());
        }
        ar::pad(&mut input, &part)?;
    }
    let missing = |part: &str| DebError::Parts(format!("no `{part}`"));
    let control: Control = control.ok_or_else(|| missing("control.tar"))?;
    let contents: Contents = contents.ok_or_else(|| missing("data.tar"))?;
    let package = Package {
        relations: Relations::read(&control)?,
        origin: deb.filename.as_str().into(),
        entries: contents.entries,
        sums: contents.sums,
        admit: deb.admit.clone(),
        control,
    };
    Ok((package, contents.wanted))
}

/// Whether a part is the archive `kind`, whatever it is compressed with.
fn is_tar(name: &str, kind: &str) -> bool {
    let rest = name.strip_prefix(kind);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn check_version(input: &mut impl Read) -> Result<(), DebError> {
    let mut text = String::new();
    input.take(100).read_to_string(&mut text)?;
    match text.starts_with("2.") {
        true => Ok(()),
        false => Err(DebError::Parts(format!(
            "unknown version, want 2.0, got: {:?}",
            text.trim_end()
        ))),
    }
}

/// Checks the control part before the data part is read.
fn start(control: Control, deb: &spec::Deb) -> Result<Control, DebError> {
    let name = control.package()?;
    control.check(deb)?;
    let undeclared = control
        .scripts
        .iter()
        .find(|script| !deb.scripts.contains(script));
    match undeclared {
        Some(script) => Err(DebError::Script {
            package: name.to_owned(),
            script: script.clone(),
        }),
        None => Ok(control),
    }
}
