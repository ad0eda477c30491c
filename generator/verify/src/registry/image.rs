//! One image of a registry: its manifest, its config, and whether its blobs are there.

use super::{Registry, RegistryError, Said};
use crate::document::LARGEST_DOCUMENT;
use crate::mismatch::Subject;
use crate::{compare, inflate, Claim, Difference, Image, Locked, Mismatch};
use oci::{Descriptor, ImageConfig, Manifest, MediaType};
use registry::{Error, Repository, Size};
use std::collections::BTreeMap;

/// How annotations of layers begin that name a table of contents beside the tar: zstd:chunked's, eStargz's,
/// Nydus' and OverlayBD's
const TABLES_OF_CONTENTS: [&str; 3] = [
    "io.github.containers.zstd-chunked.",
    "io.containers.estargz.",
    "containerd.io/snapshot/",
];

/// What was seen of an image
#[derive(Default)]
pub(super) struct Looked {
    pub(super) mismatches: Vec<Mismatch>,
    /// Manifests and configs that are not the locked ones, by their places
    pub(super) documents: BTreeMap<String, Vec<u8>>,
    pub(super) blobs: Vec<Said>,
    /// That were read
    pub(super) bytes: u64,
    /// Whether it is the locked image under layers of other bytes, if those hold what was locked
    pub(super) is_recompressed: bool,
}

/// An image while it is looked at
struct Look<'a> {
    at: &'a Registry<'a>,
    name: &'a str,
    locked: Locked<'a>,
    repository: Repository,
    looked: Looked,
}

impl Registry<'_> {
    pub(super) fn image(&self, name: &str) -> Result<Looked, RegistryError> {
        let mut look = Look {
            at: self,
            name,
            locked: Locked::of(self.outputs, name)?,
            repository: self.repositories.repository(name),
            looked: Looked::default(),
        };
        look.look()?;
        Ok(look.looked)
    }
}

impl Look<'_> {
    fn look(&mut self) -> Result<(), RegistryError> {
        let locked = self.locked.manifest.to_string();
        let reference = self.at.tag.unwrap_or(&locked).to_owned();
        let repositories = self.at.repositories;
        let stored = match repositories.manifest(&self.repository, &reference) {
            Ok(Some(stored)) => stored,
            Ok(None) => {
                self.found(Claim::Image, None, &reference, locked, "none".to_owned());
                return Ok(());
            }
            Err(error) => return self.bad(Claim::Manifest, None, &reference, error),
        };
        self.looked.bytes += stored.bytes.len() as u64;
        let manifest = match Manifest::parse(&stored.bytes) {
            Ok(manifest) => manifest,
            Err(error) => {
                let (want, got) = ("an image manifest".to_owned(), error.to_string());
                self.found(Claim::Manifest, None, &reference, want, got);
                return Ok(());
            }
        };
        let config = self.config(&manifest)?;
        let parsed = config
            .as_ref()
            .and_then(|bytes| ImageConfig::parse(bytes).ok());
        let image = Image::of(stored.digest, Some(&manifest), parsed.as_ref());
        let differences = compare(&self.locked, &image);
        self.looked.is_recompressed = self.may_be_recompressed(&differences);
        self.media_types(&manifest);
        let excused = self.excused(&manifest, &differences)?;
        let documents = [Some(stored.bytes), config];
        for difference in differences {
            if !excused.contains(&difference.claim) {
                self.differs(difference, &reference, &manifest, &documents);
            }
        }
        self.layers(&manifest)
    }

    /// A manifest that nobody locked may call its blobs anything, and engines go by that
    fn media_types(&mut self, manifest: &Manifest) {
        let of_layers = manifest.layers.iter().map(|layer| {
            let is_layer = layer.media_type.is_layer();
            (layer.media_type, "the media type of a layer", is_layer)
        });
        let (own, config) = (manifest.media_type, manifest.config.media_type);
        let all = of_layers.chain([
            (
                own,
                "the media type of a manifest",
                own == MediaType::Manifest,
            ),
            (
                config,
                "the media type of a config",
                config == MediaType::Config,
            ),
        ]);
        for (got, want, _) in all.filter(|(.., is_right)| !is_right) {
            let (want, got) = (want.to_owned(), got.to_string());
            self.found(Claim::MediaType, None, "manifest", want, got);
        }
    }

    /// Whether layers are all that differs: as many, none dropped, over the locked config, which names
    /// their contents. A mirror's annotations are its own.
    fn may_be_recompressed(&self, differences: &[Difference]) -> bool {
        let mut claims = differences.iter().map(|one| one.claim);
        let has = |claim| differences.iter().any(|one| one.claim == claim);
        self.at.deep
            && has(Claim::Manifest)
            && has(Claim::Stored)
            && claims.all(|claim| [Claim::Manifest, Claim::Stored].contains(&claim))
    }

    /// What may differ, for the bytes of the layers are read. In another codec than the lock's, config and
    /// bytes tell whether it is the same image.
    fn excused(
        &self,
        manifest: &Manifest,
        differences: &[Difference],
    ) -> Result<&'static [Claim], RegistryError> {
        if self.looked.is_recompressed {
            return Ok(&[Claim::Manifest, Claim::Stored]);
        }
        let is_other = differences.iter().any(|one| one.claim == Claim::Manifest);
        if !is_other || self.at.is_release || self.is_locked_codec(manifest) {
            return Ok(&[]);
        }
        match self.at.deep {
            true => Ok(&[Claim::Manifest]),
            false => Err(RegistryError::OtherCodec(self.name.to_owned())),
        }
    }

    fn is_locked_codec(&self, manifest: &Manifest) -> bool {
        let mut pairs = manifest.layers.iter().zip(&self.locked.layers);
        pairs.all(|(stored, locked)| locked.blob(stored.media_type).is_some())
    }

    /// The config's bytes, where they have the digest that names them
    fn config(&mut self, manifest: &Manifest) -> Result<Option<Vec<u8>>, RegistryError> {
        let config = &manifest.config;
        let place = config.digest.to_string();
        let mut bytes = Vec::new();
        let size = config.size.min(LARGEST_DOCUMENT);
        let repositories = self.at.repositories;
        let read = repositories.blob(&self.repository, &config.digest, size, &mut bytes, &|_| ());
        if let Err(error) = read {
            self.bad(Claim::Config, None, &place, error)?;
            return Ok(None);
        }
        self.looked.bytes += bytes.len() as u64;
        if let Err(error) = ImageConfig::parse(&bytes) {
            let (want, got) = ("an image config".to_owned(), error.to_string());
            self.found(Claim::Config, None, &place, want, got);
        }
        Ok(Some(bytes))
    }

    /// Says what differs, and keeps what can be compared
    fn differs(
        &mut self,
        difference: Difference,
        reference: &str,
        manifest: &Manifest,
        [of_manifest, of_config]: &[Option<Vec<u8>>; 2],
    ) {
        let Difference {
            claim,
            layer,
            want,
            got,
        } = difference;
        let config = manifest.config.digest.to_string();
        let stored = layer.and_then(|position| manifest.layers.get(position));
        let place = match (claim, stored) {
            (_, Some(stored)) => stored.digest.to_string(),
            (Claim::Config | Claim::ConfigDiffIds | Claim::Content, None) => config,
            (_, None) => reference.to_owned(),
        };
        let (locked, bytes) = match claim {
            Claim::Manifest => (self.locked.manifest, of_manifest),
            _ => (self.locked.config, of_config),
        };
        let document = bytes
            .as_ref()
            .filter(|_| [Claim::Manifest, Claim::Config].contains(&claim));
        let whole = self.place(&place);
        let subject = match (document, stored) {
            (Some(bytes), _) => {
                self.looked.documents.insert(whole.clone(), bytes.clone());
                let place = whole.clone();
                Some(Subject::Document { locked, place })
            }
            // Without `--deep` no layer is downloaded.
            (None, Some(stored)) if self.at.deep && claim == Claim::Content => {
                let media_type = stored.media_type;
                Some(Subject::Layer { media_type })
            }
            (None, _) => None,
        };
        let named = layer.and_then(|position| self.locked.layers.get(position));
        let mismatch = Mismatch::new(claim, &whole, want, got)
            .of_image(self.name)
            .of_layer(named.map(|layer| layer.name))
            .with_subject(subject);
        self.looked.mismatches.push(mismatch);
    }

    fn layers(&mut self, manifest: &Manifest) -> Result<(), RegistryError> {
        self.blob(&manifest.config, None)?;
        for (position, stored) in manifest.layers.iter().enumerate() {
            let named = self.locked.layers.get(position);
            let fallback = || format!("layer {position}");
            let name = named.map_or_else(fallback, |layer| layer.name.to_owned());
            self.table_of_contents(stored, &name);
            self.blob(stored, Some((position, &name)))?;
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
            let mut tables = TABLES_OF_CONTENTS.iter();
            tables.any(|table| key.starts_with(table))
        };
        let mut found = layer.annotations.iter();
        if let Some((key, value)) = found.find(|(key, _)| is_table(key)) {
            let got = format!("{value}, by the annotation `{key}`");
            let place = layer.digest.to_string();
            let want = "none".to_owned();
            self.found(Claim::TableOfContents, Some(name), &place, want, got);
        }
    }

    /// Whether a blob is there, of its size
    fn blob(
        &mut self,
        blob: &Descriptor,
        layer: Option<(usize, &str)>,
    ) -> Result<(), RegistryError> {
        let name = layer.map(|(_, name)| name);
        let place = blob.digest.to_string();
        let want = format!("{} bytes", blob.size);
        let repositories = self.at.repositories;
        match repositories.blob_size(&self.repository, &blob.digest) {
            Ok(Some(size)) if size.may_be(blob.size) => {}
            Ok(Some(size)) => {
                let got = match size {
                    Size::Of(size) => format!("{size} bytes"),
                    Size::Unsaid => "no size".to_owned(),
                };
                self.found(Claim::BlobSize, name, &place, want, got);
            }
            Ok(None) => {
                self.found(Claim::Blob, name, &place, want, "none".to_owned());
                return Ok(());
            }
            Err(error) => return self.bad(Claim::Blob, name, &place, error),
        }
        let locked = layer.and_then(|(position, _)| self.locked.layers.get(position));
        let sizes = locked.into_iter().flat_map(|locked| locked.blobs());
        // In no codec is it larger; the manifest is the registry's.
        let most = inflate::most(sizes.map(|blob| blob.size).max().unwrap_or_default());
        if blob.size > most {
            let want = format!("{most} bytes at most");
            let got = format!("{} bytes, which are not read", blob.size);
            self.found(Claim::BlobSize, name, &place, want, got);
            return Ok(());
        }
        // What is not a locked blob is judged by what it inflates to.
        let stored = locked.and_then(|locked| locked.blob(blob.media_type));
        let is_proved = stored.is_some_and(|stored| stored.digest == blob.digest);
        let diff_id = locked.filter(|_| !is_proved).map(|locked| locked.diff_id());
        self.looked.blobs.push(Said {
            digest: blob.digest,
            size: blob.size,
            media_type: blob.media_type,
            layer: name.map(str::to_owned),
            diff_id,
        });
        Ok(())
    }

    /// An answer that shows what is wrong is a finding; none at all is an error
    fn bad(
        &mut self,
        claim: Claim,
        layer: Option<&str>,
        place: &str,
        error: Error,
    ) -> Result<(), RegistryError> {
        match error {
            Error::Bytes { want, got, .. } => self.found(claim, layer, place, want, got),
            Error::Malformed { said, .. } => {
                let want = "an answer by the specification".to_owned();
                self.found(claim, layer, place, want, said);
            }
            Error::Status { status: 404, .. } => {
                self.found(claim, layer, place, place.to_owned(), "none".to_owned());
            }
            other => return Err(other.into()),
        }
        Ok(())
    }

    fn found(&mut self, claim: Claim, layer: Option<&str>, place: &str, want: String, got: String) {
        let mismatch = Mismatch::new(claim, &self.place(place), want, got);
        let mismatch = mismatch.of_image(self.name).of_layer(layer);
        self.looked.mismatches.push(mismatch);
    }

    /// Where something of the repository is: a digest, or a tag
    fn place(&self, place: &str) -> String {
        let separator = if place.contains(':') { '@' } else { ':' };
        format!("{}{separator}{place}", self.repository)
    }
}
