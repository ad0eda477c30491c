//! The crates that the sandbox builds with, from `Cargo.lock`.

use crate::failure::finding;
use crate::file;
use anyhow::Result;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The crates of `Cargo.lock`
pub struct Crates {
    packages: Vec<Package>,
}

#[derive(Debug, Clone, Deserialize)]
struct Lockfile {
    package: Vec<Package>,
}

#[derive(Debug, Clone, Deserialize)]
struct Package {
    name: String,
    version: String,
    checksum: Option<String>,
    #[serde(default)]
    dependencies: Vec<String>,
}

impl Package {
    fn locator(&self) -> String {
        format!("cargo:{}-{}.crate", self.name, self.version)
    }
}

impl Crates {
    /// Reads a project's `Cargo.lock`
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(root: &Path) -> Result<Self> {
        let text = file::read(&root.join("Cargo.lock"))?;
        let lockfile: Lockfile = fleet::Source {
            file: "Cargo.lock",
            text: &text,
        }
        .parse()?;
        Ok(Self {
            packages: lockfile.package,
        })
    }

    /// Every crate that comes from outside: locator → hexadecimal SHA-256
    pub fn all(&self) -> BTreeMap<String, String> {
        let outside = self.packages.iter().filter_map(|package| {
            package
                .checksum
                .clone()
                .map(|checksum| (package.locator(), checksum))
        });
        outside.collect()
    }

    /// What compresses layers, by codec, in the words of a layer's parameters. Both libraries give
    /// other bytes from one release to the next.
    ///
    /// # Errors
    /// When one is not in the lock.
    pub fn codecs(&self) -> Result<BTreeMap<String, String>> {
        let version = |name: &str| {
            let package = self.packages.iter().find(|package| package.name == name);
            let version = package.map(|package| package.version.as_str());
            version.ok_or_else(|| finding(format!("Cargo.lock: `{name}` is missing")))
        };
        // Behind the plus is the version of the C library that the crate builds.
        let zstd = version("zstd-sys")?.split_once("+zstd.");
        let (_, zstd) = zstd.ok_or_else(|| {
            finding("Cargo.lock: the version of `zstd-sys` does not contain zstd's version")
        })?;
        Ok(BTreeMap::from([
            (
                "gzip".to_owned(),
                format!("zlib-rs {}", version("zlib-rs")?),
            ),
            ("zstd".to_owned(), format!("zstd {zstd}")),
        ]))
    }

    /// The crates from outside that some members of the workspace need to be built, their
    /// development dependencies left out
    ///
    /// # Errors
    /// When a manifest cannot be read.
    pub fn needed_by(&self, root: &Path, members: &[&str]) -> Result<BTreeSet<String>> {
        let mut queue = Vec::new();
        for member in members {
            let name = format!("generator/{member}/Cargo.toml");
            let text = file::read(&root.join(&name))?;
            let manifest: toml_edit::DocumentMut = text
                .parse()
                .map_err(|error| finding(format!("{name}: {error}")))?;
            let own = manifest
                .get("dependencies")
                .and_then(toml_edit::Item::as_table_like);
            let names: BTreeSet<&str> = own
                .iter()
                .flat_map(|table| table.iter())
                .map(|(name, _)| name)
                .collect();
            let package = self.packages.iter().find(|package| package.name == *member);
            let edges = package.iter().flat_map(|package| &package.dependencies);
            queue.extend(
                edges.filter(|edge| names.contains(edge.split(' ').next().unwrap_or(edge))),
            );
        }
        let mut needed = BTreeSet::new();
        while let Some(edge) = queue.pop() {
            for package in self
                .packages
                .iter()
                .filter(|package| matches(package, edge))
            {
                if package.checksum.is_some() && needed.insert(package.locator()) {
                    queue.extend(&package.dependencies);
                }
            }
        }
        Ok(needed)
    }
}

/// An edge is a name, with the version where the name alone is not enough
fn matches(package: &Package, edge: &str) -> bool {
    let mut words = edge.split(' ');
    words.next() == Some(&package.name)
        && words
            .next()
            .is_none_or(|version| version == package.version)
}

#[cfg(test)]
mod tests {
    use super::Crates;
    use std::path::Path;

    #[test]
    fn the_lock_records_what_this_program_compresses_with() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let codecs = Crates::read(&root).unwrap().codecs().unwrap();
        for codec in [layer::Codec::Gzip, layer::Codec::Zstd] {
            assert_eq!(codecs[codec.name()], codec.library());
        }
        assert_eq!(codecs.len(), 2);
    }
}
