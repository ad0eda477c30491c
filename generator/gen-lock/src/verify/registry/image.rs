//! One image of a registry: its manifest, its config, and whether its blobs are there.

use super::{Registry, Wanted};
use crate::commit::ReleaseTag;
use crate::inflate;
use crate::verify::mismatch::Subject;
use crate::verify::{codec, Mismatch};
use anyhow::{ensure, Result};
use fleet::build_lock::Image;
use oci::{Descriptor, Digest, ImageConfig, Manifest, MediaType};
use registry::{Error, Repository, Size};
use std::collections::{BTreeMap, BTreeSet};

/// How annotations of layers begin that name a table of contents beside the tar: zstd:chunked's, eStargz's,
/// Nydus' and OverlayBD's
const TABLES_OF_CONTENTS: [&str; 3] = [
    "io.github.containers.zstd-chunked.",
    "io.containers.estargz.",
    "containerd.io/snapshot/",
];

/// No config is larger
const LARGEST: u64 = 4 << 20;

/// What was seen of an image
#[derive(Default)]
pub(super) struct Looked {
    pub(super) mismatches: Vec<Mismatch>,
    /// Manifests and configs that are not the locked ones, by their places
    pub(super) documents: BTreeMap<String, Vec<u8>>,
    pub(super) blobs: Vec<Wanted>,
    /// That were read
    pub(super) bytes: u64,
    /// Whether it is the locked image under layers of other bytes, if those hold what was locked
    pub(super) is_recompressed: bool,
}

/// An image while it is looked at
struct Look<'a> {
    at: &'a Registry<'a>,
    name: &'a str,
    locked: &'a Image,
    repository: Repository,
    looked: Looked,
}

impl Registry<'_> {
    pub(super) fn image(&self, name: &str) -> Result<Looked> {
        let mut look = Look {
            at: self,
            name,
            locked: &self.outputs.images[name],
            repository: self.namespace.child(name),
            looked: Looked::default(),
        };
        look.manifest()?;
        Ok(look.looked)
    }
}

impl Look<'_> {
    fn manifest(&mut self) -> Result<()> {
        let locked = self.locked.manifest;
        let want = locked.to_string();
        let reference = self.at.tag.unwrap_or(&want).to_owned();
        let stored = match self.at.client.manifest(&self.repository, &reference) {
            Ok(Some(stored)) => stored,
            Ok(None) => {
                self.found(None, "image", &reference, want, "none".to_owned());
                return Ok(());
            }
            Err(error) => return self.bad(None, "manifest", &reference, error),
        };
        self.looked.bytes += stored.bytes.len() as u64;
        let manifest = match Manifest::parse(&stored.bytes) {
            Ok(manifest) => manifest,
            Err(error) => {
                let want = "an image manifest".to_owned();
                self.found(None, "manifest", &reference, want, error.to_string());
                return Ok(());
            }
        };
        let is_other = stored.digest != locked;
        self.looked.is_recompressed =
            is_other && self.at.deep && self.may_be_recompressed(&manifest);
        if is_other && !self.looked.is_recompressed && self.is_locked_manifest(&manifest)? {
            self.found(
                None,
                "manifest",
                &reference,
                want,
                stored.digest.to_string(),
            );
            self.about(locked, stored.bytes);
        }
        self.config(&manifest)?;
        self.layers(&manifest)
    }

    /// Whether the manifest is to be the locked one. In another codec than the lock's, config and
    /// bytes tell whether it is the same image.
    fn is_locked_manifest(&self, manifest: &Manifest) -> Result<bool> {
        let release = self.at.tag.map(str::parse::<ReleaseTag>);
        let of_table = release.is_some_and(|tag| tag.is_ok_and(|tag| tag.suffix().is_empty()));
        if of_table || self.is_locked_codec(manifest) {
            return Ok(true);
        }
        ensure!(
            self.at.deep,
            "image `{}` has layers in a codec that the lock has not: their bytes alone tell what they \
             are\n\nhint: add `--deep`",
            self.name
        );
        Ok(false)
    }

    /// Whether layers are all that differs: as many, none dropped, over the locked config, which names
    /// their contents. A mirror's annotations are its own.
    fn may_be_recompressed(&self, manifest: &Manifest) -> bool {
        let pairs = manifest.layers.iter().zip(&self.locked.layers);
        let mut same = pairs.map(|(blob, layer)| self.is_locked_blob(blob, layer));
        manifest.config.digest == self.locked.config
            && manifest.layers.len() == self.locked.layers.len()
            && !same.all(|same| same)
    }

    fn is_locked_blob(&self, blob: &Descriptor, layer: &str) -> bool {
        let locked = self.at.outputs.layers.get(layer);
        let locked = locked.and_then(|locked| locked.blobs.get(codec(blob.media_type)));
        locked.is_some_and(|locked| locked.digest == blob.digest)
    }

    fn is_locked_codec(&self, manifest: &Manifest) -> bool {
        let has = |layer: &String, codec: &str| {
            let layer = self.at.outputs.layers.get(layer);
            layer.is_some_and(|layer| layer.blobs.contains_key(codec))
        };
        let pairs = manifest.layers.iter().zip(&self.locked.layers);
        let mut known = pairs.map(|(blob, layer)| has(layer, codec(blob.media_type)));
        known.all(|known| known)
    }

    fn config(&mut self, manifest: &Manifest) -> Result<()> {
        let config = manifest.config.clone();
        let got = config.digest.to_string();
        let want = self.locked.config;
        let differs = want != config.digest;
        if differs {
            self.found(None, "config", &got, want.to_string(), got.clone());
        }
        let mut bytes = Vec::new();
        let size = config.size.min(LARGEST);
        let read = self
            .at
            .client
            .blob(&self.repository, &config.digest, size, &mut bytes, &|_| ());
        if let Err(error) = read {
            return self.bad(None, "config", &got, error);
        }
        self.looked.bytes += bytes.len() as u64;
        if differs {
            self.about(want, bytes.clone());
        }
        let diff_ids = match ImageConfig::parse(&bytes) {
            Ok(parsed) => parsed.rootfs.diff_ids,
            Err(error) => {
                self.found(
                    None,
                    "config",
                    &got,
                    "an image config".to_owned(),
                    error.to_string(),
                );
                return Ok(());
            }
        };
        let names = self.locked.layers.clone();
        let locked = |name: &String| Some(self.at.outputs.layers.get(name)?.diff_id.to_string());
        let wanted: Vec<String> = names
            .iter()
            .map(|name| locked(name).unwrap_or_default())
            .collect();
        if diff_ids.len() != wanted.len() {
            let (want, have) = (wanted.len().to_string(), diff_ids.len().to_string());
            self.found(None, "diff_ids of the config", &got, want, have);
        }
        for ((name, want), have) in names.iter().zip(wanted).zip(diff_ids) {
            if want != have.to_string() {
                self.found(
                    Some(name),
                    "content (diff_id)",
                    &got,
                    want,
                    have.to_string(),
                );
            }
        }
        Ok(())
    }

    fn layers(&mut self, manifest: &Manifest) -> Result<()> {
        let names = self.locked.layers.clone();
        if manifest.layers.len() != names.len() {
            let (want, got) = (names.len().to_string(), manifest.layers.len().to_string());
            self.found(None, "layers of the manifest", "manifest", want, got);
        }
        self.blob(&manifest.config, None)?;
        for (position, layer) in manifest.layers.iter().enumerate() {
            let fallback = format!("layer {position}");
            let name = names.get(position).unwrap_or(&fallback).clone();
            let locked = self.at.outputs.layers.get(&name);
            let blob = locked.and_then(|locked| locked.blobs.get(codec(layer.media_type)));
            if let Some(blob) = blob.filter(|_| !self.looked.is_recompressed) {
                if blob.digest != layer.digest {
                    let (want, got) = (blob.digest.to_string(), layer.digest.to_string());
                    self.found(Some(&name), "blob", &got, want, got.clone());
                    self.about_layer(layer.media_type);
                }
            }
            self.table_of_contents(layer, &name);
            self.blob(layer, Some(&name))?;
        }
        Ok(())
    }

    /// In a manifest that a mirror wrote each layer, also a locked one, may have a table of contents of its
    /// own, by which some clients unpack it. `--deep` reads the tar alone, so such a layer is not proved.
    fn table_of_contents(&mut self, layer: &Descriptor, name: &str) {
        if !self.looked.is_recompressed {
            return;
        }
        let is_table = |key: &str| {
            TABLES_OF_CONTENTS
                .iter()
                .any(|table| key.starts_with(table))
        };
        let mut found = layer.annotations.iter();
        if let Some((key, value)) = found.find(|(key, _)| is_table(key)) {
            let got = format!("{value}, by the annotation `{key}`");
            let (what, want) = ("table of contents of a recompressed layer", "none");
            self.found(
                Some(name),
                what,
                &layer.digest.to_string(),
                want.to_owned(),
                got,
            );
        }
    }

    /// Whether a blob is there, of its size
    fn blob(&mut self, blob: &Descriptor, layer: Option<&str>) -> Result<()> {
        let digest = blob.digest.to_string();
        let want = format!("{} bytes", blob.size);
        match self.at.client.blob_size(&self.repository, &blob.digest) {
            Ok(Some(size)) if size.may_be(blob.size) => {}
            Ok(Some(size)) => {
                let got = match size {
                    Size::Of(size) => format!("{size} bytes"),
                    Size::Unsaid => "no size".to_owned(),
                };
                self.found(layer, "blob size", &digest, want, got)
            }
            Ok(None) => {
                self.found(layer, "blob", &digest, want, "none".to_owned());
                return Ok(());
            }
            Err(error) => return self.bad(layer, "blob", &digest, error),
        }
        let locked = layer.and_then(|name| self.at.outputs.layers.get(name));
        let sizes = locked.into_iter().flat_map(|locked| locked.blobs.values());
        // In no codec is it larger; the manifest is the registry's.
        let most = inflate::most(sizes.map(|blob| blob.size).max().unwrap_or_default());
        if blob.size > most {
            let want = format!("{most} bytes at most");
            self.found(
                layer,
                "blob size",
                &digest,
                want,
                format!("{} bytes, which are not read", blob.size),
            );
            return Ok(());
        }
        let known = locked.is_some_and(|locked| locked.blobs.contains_key(codec(blob.media_type)));
        let is_proved = match self.looked.is_recompressed {
            true => layer.is_some_and(|name| self.is_locked_blob(blob, name)),
            false => known,
        };
        // What is not a locked blob is judged by what it inflates to.
        let diff_id = locked.filter(|_| !is_proved);
        self.looked.blobs.push(Wanted {
            digest: blob.digest,
            size: blob.size,
            media_type: blob.media_type,
            layer: layer.map(str::to_owned),
            diff_id: diff_id.map(|locked| locked.diff_id.to_string()),
        });
        Ok(())
    }

    /// An answer that shows what is wrong is a finding; none at all is an error
    fn bad(&mut self, layer: Option<&str>, what: &str, place: &str, error: Error) -> Result<()> {
        match error {
            Error::Bytes { want, got, .. } => self.found(layer, what, place, want, got),
            Error::Malformed { said, .. } => {
                self.found(
                    layer,
                    what,
                    place,
                    "an answer by the specification".to_owned(),
                    said,
                );
            }
            Error::Status { status: 404, .. } => {
                self.found(layer, what, place, place.to_owned(), "none".to_owned());
            }
            other => return Err(other.into()),
        }
        Ok(())
    }

    /// Keeps what the last mismatch is of
    fn about(&mut self, locked: Digest, bytes: Vec<u8>) {
        if let Some(last) = self.looked.mismatches.last_mut() {
            let place = last.place.clone();
            self.looked.documents.insert(place.clone(), bytes);
            last.subject = Some(Subject::Document { locked, place });
        }
    }

    /// Without `--deep` no layer is downloaded
    fn about_layer(&mut self, media_type: MediaType) {
        if let (Some(last), true) = (self.looked.mismatches.last_mut(), self.at.deep) {
            last.subject = Some(Subject::Layer { media_type });
        }
    }

    fn found(&mut self, layer: Option<&str>, what: &str, place: &str, want: String, got: String) {
        let separator = if place.contains(':') { '@' } else { ':' };
        let place = format!("{}{separator}{place}", self.repository);
        self.looked.mismatches.push(Mismatch {
            images: BTreeSet::from([self.name.to_owned()]),
            layer: layer.map(str::to_owned),
            ..Mismatch::file(&place, what, want, got)
        });
    }
}
