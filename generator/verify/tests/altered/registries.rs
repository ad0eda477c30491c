//! The same images in a registry.

use crate::consistent::{every, manifest_of, with_layer, with_manifest};
use crate::golden::{files, outputs, Files};
use fleet::build_lock::Outputs;
use oci::{layout, Digest, MediaType};
use registry::{Error, Repository, Size, Stored};
use serde_json::json;
use std::io::Write;
use verify::{Claim, Registry, RegistryError, Report, Repositories};

const IMAGE: &str = "box-api";

/// A registry that has the blobs of a layout, and one tag
struct Memory {
    files: Files,
    tagged: Vec<u8>,
}

fn told(what: &str) -> registry::What {
    registry::What(what.to_owned())
}

impl Memory {
    fn of(files: &Files) -> Self {
        Self {
            tagged: files[&manifest_of(files)].clone(),
            files: files.clone(),
        }
    }

    fn host(&self) -> registry::Host {
        self.repository("x").host
    }

    fn get(&self, digest: &Digest) -> Option<&Vec<u8>> {
        self.files.get(&layout::blob_path(digest))
    }

    /// As a client does, which believes no registry
    fn proved(&self, want: &Digest, bytes: &[u8]) -> Result<(), Error> {
        let got = Digest::of(bytes);
        if got == *want {
            return Ok(());
        }
        Err(Error::Bytes {
            host: self.host(),
            what: told("it"),
            want: want.to_string(),
            got: got.to_string(),
        })
    }
}

impl Repositories for Memory {
    fn repository(&self, image: &str) -> Repository {
        format!("registry.example/fleet/{image}").parse().unwrap()
    }

    fn manifest(&self, _: &Repository, reference: &str) -> Result<Option<Stored>, Error> {
        let bytes = match reference.parse::<Digest>() {
            Err(_) => Some(&self.tagged),
            Ok(digest) => self.get(&digest),
        };
        let Some(bytes) = bytes.cloned() else {
            return Ok(None);
        };
        if let Ok(digest) = reference.parse::<Digest>() {
            self.proved(&digest, &bytes)?;
        }
        Ok(Some(Stored {
            digest: Digest::of(&bytes),
            media_type: MediaType::Manifest.to_string(),
            bytes,
        }))
    }

    fn blob_size(&self, _: &Repository, digest: &Digest) -> Result<Option<Size>, Error> {
        Ok(self.get(digest).map(|bytes| Size::Of(bytes.len() as u64)))
    }

    fn blob(
        &self,
        _: &Repository,
        digest: &Digest,
        size: u64,
        to: &mut dyn Write,
        moved: &dyn Fn(u64),
    ) -> Result<(), Error> {
        let Some(bytes) = self.get(digest) else {
            return Err(Error::Status {
                host: self.host(),
                what: told("it"),
                status: 404,
                said: String::new(),
            });
        };
        if bytes.len() as u64 != size {
            return Err(Error::Bytes {
                host: self.host(),
                what: told("it"),
                want: size.to_string(),
                got: bytes.len().to_string(),
            });
        }
        to.write_all(bytes).unwrap();
        moved(size);
        self.proved(digest, bytes)
    }
}

fn verify(memory: &Memory, tag: Option<&str>, deep: bool) -> Result<Report, RegistryError> {
    let outputs: Outputs = outputs();
    let registry = Registry {
        repositories: memory,
        outputs: &outputs,
        tag,
        is_release: false,
        deep,
    };
    let verified = registry.verify(&[IMAGE], &());
    verified.map(|(report, _)| report)
}

fn is_as_locked(memory: &Memory, tag: Option<&str>, deep: bool) -> bool {
    verify(memory, tag, deep).is_ok_and(|report| report.is_as_locked())
}

#[test]
fn the_golden_image_is_as_locked() {
    let memory = Memory::of(&files());
    for tag in [None, Some("v1")] {
        for deep in [false, true] {
            let report = verify(&memory, tag, deep).unwrap();
            assert!(report.is_as_locked(), "{:?}", report.mismatches);
            assert_eq!((report.images, report.blobs), (1, 3));
        }
    }
    // No image at all proves nothing.
    let registry = Registry {
        repositories: &memory,
        outputs: &outputs(),
        tag: None,
        is_release: false,
        deep: false,
    };
    assert!(!registry.verify(&[], &()).unwrap().0.is_as_locked());
}

#[test]
fn every_field_of_an_image_under_a_tag_counts() {
    for (what, other) in every(&files()) {
        let memory = Memory::of(&other);
        for deep in [false, true] {
            assert!(
                !is_as_locked(&memory, Some("v1"), deep),
                "{what}, deep: {deep}"
            );
        }
    }
}

#[test]
fn every_byte_that_is_sent_counts() {
    let files = files();
    let mut memory = Memory::of(&files);
    let blobs = blobs(&memory);
    assert_eq!(blobs.len(), 4);
    for name in &blobs {
        let bytes = files[name].clone();
        for position in (0..bytes.len()).step_by(3) {
            memory.files.get_mut(name).unwrap()[position] ^= 1;
            assert!(
                !is_as_locked(&memory, None, true),
                "{name}, byte {position}"
            );
            memory.files.insert(name.clone(), bytes.clone());
        }
    }
}

/// Without `--deep` a registry is asked for sizes alone
#[test]
fn every_blob_is_there_in_its_size() {
    let files = files();
    for deep in [false, true] {
        let mut memory = Memory::of(&files);
        for name in blobs(&memory) {
            let bytes = memory.files.remove(&name).unwrap();
            assert!(!is_as_locked(&memory, None, deep), "{name}");
            let longer = [&bytes[..], b"\0"].concat();
            memory.files.insert(name.clone(), longer);
            assert!(!is_as_locked(&memory, None, deep), "{name}");
            memory.files.insert(name, bytes);
        }
        assert!(is_as_locked(&memory, None, deep));
    }
}

/// Manifest, config and layers of the image
fn blobs(memory: &Memory) -> Vec<String> {
    let manifest: serde_json::Value = serde_json::from_slice(&memory.tagged).unwrap();
    let layers = manifest["layers"].as_array().unwrap().iter();
    let blobs = layers.chain([&manifest["config"]]);
    let path = |blob: &serde_json::Value| {
        layout::blob_path(&blob["digest"].as_str().unwrap().parse().unwrap())
    };
    let mut all: Vec<String> = blobs.map(path).collect();
    all.push(manifest_of(&memory.files));
    all
}

/// As a mirror does: the same tar, at another level or in another codec
fn recompressed(tar: &[u8], stored: &[u8], kind: MediaType) -> Memory {
    let files = files();
    let other = with_layer(&files, tar, stored.to_vec(), &kind.to_string());
    Memory::of(&other)
}

fn last_tar() -> Vec<u8> {
    let files = files();
    let outputs = outputs();
    let blob = &outputs.layers["api-code"].blobs["zstd"];
    zstd::decode_all(&files[&layout::blob_path(&blob.digest)][..]).unwrap()
}

#[test]
fn a_mirror_that_compresses_anew_is_proved_by_contents_alone() {
    let tar = last_tar();
    let level_9 = zstd::bulk::compress(&tar, 19).unwrap();
    let plain = (tar.as_slice(), MediaType::Layer);
    for (stored, kind) in [(level_9.as_slice(), MediaType::LayerZstd), plain] {
        let memory = recompressed(&tar, stored, kind);
        let report = verify(&memory, Some("v1"), true).unwrap();
        assert!(report.is_as_locked(), "{:?}", report.mismatches);
        assert!(report.recompressed.contains(IMAGE));
        assert!(!is_as_locked(&memory, Some("v1"), false));
    }
}

#[test]
fn under_the_locked_config_the_bytes_of_a_tar_count() {
    let tar = last_tar();
    let right = recompressed(&tar, &tar, MediaType::Layer);
    for position in (0..tar.len()).step_by(9) {
        let mut other = tar.clone();
        other[position] ^= 1;
        // The manifest names these bytes, and the config the locked ones.
        let mut memory = recompressed(&tar, &other, MediaType::Layer);
        memory.files.extend(right.files.clone());
        let report = verify(&memory, Some("v1"), true).unwrap();
        assert!(
            report.has(Claim::Content) && report.recompressed.is_empty(),
            "{position}"
        );
    }
}

#[test]
fn a_mirror_s_table_of_contents_is_not_believed() {
    let tar = last_tar();
    let stored = zstd::bulk::compress(&tar, 19).unwrap();
    let memory = recompressed(&tar, &stored, MediaType::LayerZstd);
    let files = memory.files;
    let manifest = crate::consistent::read(&files, &manifest_of(&files));
    for position in 0..2 {
        let mut other = manifest.clone();
        let toc = json!({"io.containers.estargz.digest": "x"});
        other["layers"][position]["annotations"] = toc;
        let memory = Memory::of(&with_manifest(&files, &other));
        let report = verify(&memory, Some("v1"), true).unwrap();
        assert!(report.has(Claim::TableOfContents));
    }
}

/// Contents are right, and engines read a blob as its media type says.
#[test]
fn a_mirror_calls_its_blobs_what_they_are() {
    let tar = last_tar();
    for kind in [MediaType::Index, MediaType::Manifest, MediaType::Config] {
        let memory = recompressed(&tar, &tar, kind);
        let report = verify(&memory, Some("v1"), true).unwrap();
        assert!(report.has(Claim::MediaType), "a layer as {kind}");
        let files = recompressed(&tar, &tar, MediaType::Layer).files;
        let manifest = crate::consistent::read(&files, &manifest_of(&files));
        for (place, right) in [
            ("/mediaType", MediaType::Manifest),
            ("/config/mediaType", MediaType::Config),
        ] {
            let mut other = manifest.clone();
            *other.pointer_mut(place).unwrap() = json!(kind.to_string());
            let memory = Memory::of(&with_manifest(&files, &other));
            let is_as_locked = is_as_locked(&memory, Some("v1"), true);
            assert_eq!(is_as_locked, kind == right, "{place} as {kind}");
        }
    }
}
