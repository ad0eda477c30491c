//! Sources in a registry: a blob each, whose digest is the source's own SHA-256.
//!
//! Who knows a source's digest needs nothing else. So that registries keep the blobs, an index under
//! a tag names manifests, and these name the blobs: a manifest for each kind of source, such as
//! `debian`, and more where one has very many. A kind in which nothing changed keeps its manifest.

use crate::artifact::{Artifact, Descriptor, Index};
use oci::{Digest, MediaType};
use report::visible;
use std::collections::BTreeMap;

/// What the manifests are
pub const TYPE: &str = "application/vnd.gen-lock.sources.v1";
/// Annotation of a source: what locks call it
pub const LOCATOR: &str = "gen-lock.source";
/// Annotation of a source: the name of its file
const TITLE: &str = "org.opencontainers.image.title";
const BLOB_TYPE: &str = "application/octet-stream";

/// Sources of one manifest: registries take 4 MiB of manifest, and some no more layers than this
const MOST_OF_MANIFEST: usize = 1000;
/// Manifests of an archive that is read
const MOST_MANIFESTS: usize = 1000;
/// Bytes of a locator
const LONGEST_LOCATOR: usize = 1024;

/// A source's bytes
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceBlob {
    /// Of the bytes
    pub digest: Digest,
    /// How many
    pub size: u64,
}

/// Sources by their locators
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Archive {
    /// What locks call them → what they are
    pub sources: BTreeMap<String, SourceBlob>,
}

/// What is no archive of ours
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotArchive {
    /// Not the JSON that it is to be
    #[error("malformed: {0}")]
    Json(String),
    /// An artifact, and another
    #[error("of type `{0}`, want `{TYPE}`")]
    Type(String),
    /// Too much of it
    #[error("more than {MOST_MANIFESTS} manifests")]
    Many,
    /// A blob that is no source
    #[error(
        "blob {0} has no valid `{LOCATOR}`: want printable text of at most {LONGEST_LOCATOR} bytes"
    )]
    Locator(Digest),
    /// One name, two contents
    #[error("`{0}` is two sources")]
    Twice(String),
}

impl Archive {
    /// The manifests that name the blobs: of each kind in turn, sorted
    pub fn manifests(&self) -> Vec<Artifact> {
        let mut kinds: BTreeMap<&str, Vec<Descriptor>> = BTreeMap::new();
        for (locator, blob) in &self.sources {
            let kind = locator.split_once(':').map_or("", |(kind, _)| kind);
            kinds
                .entry(kind)
                .or_default()
                .push(source_descriptor(locator, blob));
        }
        let manifests = kinds.values().flat_map(|all| all.chunks(MOST_OF_MANIFEST));
        manifests
            .map(|some| Artifact::new(TYPE, some.to_vec(), None))
            .collect()
    }

    /// The index that names the manifests
    pub fn index(manifests: &[Artifact]) -> Index {
        let descriptor = |manifest: &Artifact| {
            let mut descriptor = Descriptor::for_bytes(&manifest.media_type, &manifest.print());
            descriptor.artifact_type.clone_from(&manifest.artifact_type);
            descriptor
        };
        Index::new(manifests.iter().map(descriptor).collect())
    }

    /// The digests of the manifests that an index names
    ///
    /// # Errors
    /// When it is no index of an archive.
    pub fn parse_index(bytes: &[u8]) -> Result<Vec<Digest>, NotArchive> {
        let index = Index::parse(bytes).map_err(|error| NotArchive::Json(error.to_string()))?;
        if index.manifests.len() > MOST_MANIFESTS {
            return Err(NotArchive::Many);
        }
        let digest = |descriptor: Descriptor| {
            let is_manifest = descriptor.media_type == MediaType::Manifest.to_string();
            if !is_manifest {
                return Err(NotArchive::Type(visible(&descriptor.media_type)));
            }
            of_type(descriptor.artifact_type.as_deref())?;
            Ok(descriptor.digest)
        };
        index.manifests.into_iter().map(digest).collect()
    }

    /// Adds the sources that a manifest names
    ///
    /// # Errors
    /// When it is no manifest of an archive.
    pub fn add(&mut self, manifest: &[u8]) -> Result<(), NotArchive> {
        let manifest =
            Artifact::parse(manifest).map_err(|error| NotArchive::Json(error.to_string()))?;
        of_type(manifest.artifact_type.as_deref())?;
        for blob in manifest.layers {
            let locator = blob
                .annotations
                .get(LOCATOR)
                .filter(|text| is_locator(text));
            let locator = locator.ok_or(NotArchive::Locator(blob.digest))?;
            let blob = SourceBlob {
                digest: blob.digest,
                size: blob.size,
            };
            let before = self.sources.insert(locator.clone(), blob);
            if before.is_some_and(|before| before != blob) {
                return Err(NotArchive::Twice(visible(locator)));
            }
        }
        Ok(())
    }
}

fn source_descriptor(locator: &str, blob: &SourceBlob) -> Descriptor {
    let name = locator.rsplit(['/', ':']).next().unwrap_or(locator);
    let mut descriptor = Descriptor::new(BLOB_TYPE, blob.digest, blob.size);
    let notes = [(LOCATOR, locator), (TITLE, name)];
    let notes = notes.map(|(key, value)| (key.to_owned(), value.to_owned()));
    descriptor.annotations.extend(notes);
    descriptor
}

fn of_type(artifact_type: Option<&str>) -> Result<(), NotArchive> {
    match artifact_type {
        Some(TYPE) => Ok(()),
        other => Err(NotArchive::Type(visible(other.unwrap_or_default()))),
    }
}

fn is_locator(text: &str) -> bool {
    let printable = text.chars().all(|c| c.is_ascii_graphic() || c == ' ');
    !text.is_empty() && text.len() <= LONGEST_LOCATOR && printable
}

#[cfg(test)]
mod tests {
    use super::{Archive, NotArchive, SourceBlob, LOCATOR, MOST_OF_MANIFEST, TYPE};
    use crate::artifact::{Artifact, Descriptor};
    use oci::Digest;

    fn archive(locators: impl IntoIterator<Item = String>) -> Archive {
        let blob = |locator: &String| SourceBlob {
            digest: Digest::of(locator.as_bytes()),
            size: locator.len() as u64,
        };
        let locators = locators.into_iter();
        Archive {
            sources: locators
                .map(|locator| {
                    let blob = blob(&locator);
                    (locator, blob)
                })
                .collect(),
        }
    }

    fn read(archive: &Archive) -> Archive {
        let manifests = archive.manifests();
        let index = Archive::index(&manifests).print();
        let named = Archive::parse_index(&index).unwrap();
        let mut back = Archive::default();
        for (digest, manifest) in named.iter().zip(&manifests) {
            let bytes = manifest.print();
            assert_eq!(*digest, Digest::of(&bytes));
            back.add(&bytes).unwrap();
        }
        assert_eq!(named.len(), manifests.len());
        back
    }

    #[test]
    fn reads_what_it_prints() {
        let names = [
            "pypi:a/a-1-py3-none-any.whl",
            "debian:pool/main/b/b_1~x_all.deb",
            "cargo:c-1.crate",
        ];
        let small = archive(names.map(str::to_owned));
        assert_eq!(read(&small), small);
        assert_eq!(small.manifests().len(), 3, "one a kind");
        assert_eq!(read(&Archive::default()), Archive::default());
        let text = String::from_utf8(small.manifests()[1].print()).unwrap();
        let notes = r#""annotations":{"gen-lock.source":"debian:pool/main/b/b_1~x_all.deb","org.opencontainers.image.title":"b_1~x_all.deb"}"#;
        assert!(text.contains(notes), "{text}");
    }

    #[test]
    fn a_manifest_never_grows_beyond_what_registries_take() {
        let long = "x".repeat(900);
        let count = MOST_OF_MANIFEST * 2 + 1;
        let large = archive((0..count).map(|number| format!("pypi:{long}/{number}.whl")));
        assert_eq!(read(&large), large);
        let sizes: Vec<usize> = large
            .manifests()
            .iter()
            .map(|one| one.print().len())
            .collect();
        assert_eq!(sizes.len(), 3);
        assert!(sizes.iter().all(|size| *size < 4 << 20), "{sizes:?}");
    }

    #[test]
    fn a_kind_in_which_nothing_changed_keeps_its_manifest() {
        let one = archive(["cargo:a-1.crate", "pypi:b/b-1.whl"].map(str::to_owned)).manifests();
        let other = archive(["cargo:a-1.crate", "pypi:b/b-2.whl"].map(str::to_owned)).manifests();
        assert_eq!(one[0], other[0]);
        assert_ne!(one[1], other[1]);
    }

    #[test]
    fn refuses_what_is_no_archive() {
        let source = |locator: &str, bytes: &[u8]| {
            let mut descriptor = Descriptor::for_bytes("application/octet-stream", bytes);
            descriptor
                .annotations
                .insert(LOCATOR.to_owned(), locator.to_owned());
            descriptor
        };
        let add = |kind: &str, layers| {
            let bytes = Artifact::new(kind, layers, None).print();
            Archive::default().add(&bytes).unwrap_err().to_string()
        };
        let nameless = Descriptor::for_bytes("application/octet-stream", b"x");
        let refusals = [
            Archive::default().add(b"[1]").unwrap_err().to_string(),
            Archive::parse_index(b"{\"manifests\":[")
                .unwrap_err()
                .to_string(),
            add("application/\u{1b}[2J", Vec::new()),
            add(TYPE, vec![nameless]),
            add(TYPE, vec![source("a\nb", b"")]),
            add(TYPE, vec![source(&"x".repeat(1025), b"")]),
            add(TYPE, vec![source("pypi:a", b"1"), source("pypi:a", b"2")]),
        ];
        insta::assert_snapshot!(refusals.join("\n"));
        let other = Artifact::new("application/spdx+json", Vec::new(), None);
        let index = Archive::index(&[other]).print();
        let want = NotArchive::Type("application/spdx+json".to_owned());
        assert_eq!(Archive::parse_index(&index), Err(want));
    }
}
