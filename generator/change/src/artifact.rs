use fleet::build_lock::Content;
use inventory::Package;
use serde::Serialize;
use std::cmp::Ordering;

/// Where a package comes from; names are one's own in each
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Debian
    Deb,
    /// A Python index
    Python,
    /// Rust's registry: what the builder is made of
    Crate,
    /// Anything else that a lock names
    Other,
}

/// What kind of file it is
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Built by its publisher
    Wheel,
    /// Built from source here
    Sdist,
    /// Built by Debian
    Deb,
    /// Rust source
    Crate,
    /// Anything else
    File,
}

/// One locked file
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Artifact {
    /// As its format spells it; as the file's name spells it where the locks are not there
    pub version: String,
    /// Its name in the locks
    pub locator: String,
    /// Hexadecimal
    pub sha256: String,
    /// Bytes
    pub size: u64,
}

/// A package by kind and name
pub(crate) type Key = (Kind, String);

impl Kind {
    /// In words
    pub fn name(self) -> &'static str {
        match self {
            Self::Deb => "deb",
            Self::Python => "python",
            Self::Crate => "crate",
            Self::Other => "other",
        }
    }

    /// Which of two versions is the newer, as the kind orders them. Two that cannot be read are in
    /// the order of their letters.
    pub fn order(self, one: &str, other: &str) -> Ordering {
        let ordered = match self {
            Self::Deb => parsed::<debian::Version>(one, other),
            Self::Python => parsed::<python::Version>(one, other),
            Self::Crate => parsed::<semver::Version>(one, other),
            Self::Other => None,
        };
        ordered.unwrap_or_else(|| one.cmp(other))
    }
}

fn parsed<V: std::str::FromStr + Ord>(one: &str, other: &str) -> Option<Ordering> {
    Some(one.parse::<V>().ok()?.cmp(&other.parse().ok()?))
}

impl Artifact {
    /// What kind of file it is, by its name
    pub fn form(&self) -> Form {
        let ends = |suffix| self.locator.ends_with(suffix);
        match self.locator.split(':').next() {
            Some("pypi") if ends(".whl") => Form::Wheel,
            Some("pypi") => Form::Sdist,
            Some("debian") => Form::Deb,
            Some("cargo") => Form::Crate,
            _ => Form::File,
        }
    }

    /// Whether both are the same file, whatever it is called
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.sha256 == other.sha256 && self.version == other.version
    }

    pub(crate) fn of_package(package: &Package) -> (Key, Self) {
        let kind = match package.kind {
            inventory::Kind::Deb => Kind::Deb,
            inventory::Kind::Wheel => Kind::Python,
        };
        let artifact = Self {
            version: package.version.clone(),
            locator: package.locator.clone(),
            sha256: package.sha256.clone(),
            size: package.size,
        };
        ((kind, package.name.clone()), artifact)
    }

    /// By its name in the lock alone
    pub(crate) fn of_source(locator: &str, content: &Content) -> (Key, Self) {
        let (kind, name, version) = read(locator);
        let artifact = Self {
            version,
            locator: locator.to_owned(),
            sha256: content.sha256.clone(),
            size: content.size,
        };
        ((kind, name), artifact)
    }
}

/// Kind, name and version that a locator spells
fn read(locator: &str) -> (Kind, String, String) {
    let (scheme, rest) = locator.split_once(':').unwrap_or(("", locator));
    let file = rest.rsplit('/').next().unwrap_or(rest);
    let read = match scheme {
        "debian" => deb(file).map(|(name, version)| (Kind::Deb, name, version)),
        "pypi" => {
            let name = rest.split('/').next().unwrap_or_default();
            distribution(name, file).map(|version| (Kind::Python, name.to_owned(), version))
        }
        "cargo" => krate(file).map(|(name, version)| (Kind::Crate, name, version)),
        _ => None,
    };
    read.unwrap_or_else(|| (Kind::Other, locator.to_owned(), String::new()))
}

fn deb(file: &str) -> Option<(String, String)> {
    let mut parts = file.strip_suffix(".deb")?.split('_');
    let (name, version) = (parts.next()?, parts.next()?);
    Some((name.to_owned(), version.replace("%3a", ":")))
}

fn distribution(name: &str, file: &str) -> Option<String> {
    if let Ok(wheel) = file.parse::<python::WheelFilename>() {
        return Some(wheel.version().to_string());
    }
    let stem = [".tar.gz", ".zip", ".tar.bz2", ".tar.xz"]
        .iter()
        .find_map(|suffix| file.strip_suffix(suffix))?;
    stem.get(name.len()..)?
        .strip_prefix('-')
        .map(ToOwned::to_owned)
}

/// The version begins at the first dash behind which one stands
fn krate(file: &str) -> Option<(String, String)> {
    let stem = file.strip_suffix(".crate")?;
    let dashes = stem.match_indices('-').map(|(at, _)| at);
    let mut splits = dashes.map(|at| (&stem[..at], &stem[at + 1..]));
    let (name, version) = splits.find(|(_, version)| version.parse::<semver::Version>().is_ok())?;
    Some((name.to_owned(), version.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{read, Kind};
    use std::cmp::Ordering;

    #[test]
    fn reads_what_a_locator_spells() {
        let of = |locator| {
            let (kind, name, version) = read(locator);
            format!("{} {name} {version}", kind.name())
        };
        assert_eq!(
            of("debian:pool/main/o/openssl/libssl3_3.0.17-1~deb12u2_amd64.deb"),
            "deb libssl3 3.0.17-1~deb12u2"
        );
        assert_eq!(of("debian:pool/main/a/a/a_1%3a2_all.deb"), "deb a 1:2");
        assert_eq!(
            of("pypi:torch/torch-2.2.2+cu121-cp311-cp311-linux_x86_64.whl"),
            "python torch 2.2.2+cu121"
        );
        assert_eq!(
            of("pypi:typing-extensions/typing_extensions-4.12.tar.gz"),
            "python typing-extensions 4.12"
        );
        assert_eq!(
            of("cargo:toml_edit-0.25.18+spec-1.1.0.crate"),
            "crate toml_edit 0.25.18+spec-1.1.0"
        );
        assert_eq!(
            of("cargo:wasi-0.11.1+wasi-snapshot-preview1.crate"),
            "crate wasi 0.11.1+wasi-snapshot-preview1"
        );
        assert_eq!(of("cargo:a-1-b-2.0.0.crate"), "crate a-1-b 2.0.0");
        assert_eq!(of("pypi:é/x.zip"), "other pypi:é/x.zip ");
        assert_eq!(of("ftp:x"), "other ftp:x ");
    }

    #[test]
    fn each_kind_has_its_own_order() {
        assert_eq!(Kind::Deb.order("1.0~rc1-1", "1.0-1"), Ordering::Less);
        assert_eq!(Kind::Deb.order("1:0.1", "9"), Ordering::Greater);
        assert_eq!(Kind::Python.order("1.0.post1", "1.0"), Ordering::Greater);
        assert_eq!(Kind::Python.order("1.0rc1", "1.0"), Ordering::Less);
        assert_eq!(Kind::Crate.order("0.9.10", "0.10.0"), Ordering::Less);
        assert_eq!(Kind::Crate.order("1.0.0-rc.1", "1.0.0"), Ordering::Less);
        assert_eq!(Kind::Python.order("one", "two"), Ordering::Less);
    }
}
