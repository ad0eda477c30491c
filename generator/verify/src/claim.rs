//! What can be claimed of an image, its blobs, and the folder or the registry that holds it.

use serde::{Serialize, Serializer};
use std::fmt;

/// One kind of statement that holds or does not. In JSON it is [`Claim::name`]; what a person reads may
/// change, the name does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Claim {
    /// The bytes of a layout's `oci-layout`
    Marker,
    /// The bytes of a file of a layout that no digest covers: `index.json`, `manifest.json`
    FileBytes,
    /// A file or folder that a layout does not have
    Entry,
    /// `index.json` is an image index
    Index,
    /// The media type of an index, or of a manifest in it
    MediaType,
    /// The platform of a manifest in an index
    Platform,
    /// The size of a manifest in an index
    Size,
    /// The name of a manifest in an index
    Name,
    /// There is an image at all
    Images,
    /// The image is there, once, and the lock has it
    Image,
    /// The manifest is the locked one
    Manifest,
    /// The manifest's bytes have the digest that names them
    ManifestDigest,
    /// The config is the locked one
    Config,
    /// The config's bytes have the digest that names them
    ConfigDigest,
    /// The manifest has as many layers as the lock
    ManifestLayers,
    /// The config has as many `diff_id`s as the lock
    ConfigDiffIds,
    /// The layer's tar is the locked one
    Content,
    /// The layer's stored bytes are the locked ones of its codec
    Stored,
    /// A blob is there, and can be read
    Blob,
    /// A blob's bytes have the digest that names them
    BlobDigest,
    /// A blob has the size that its descriptor says
    BlobSize,
    /// The layer's tar is the one that the config says
    ConfigDiffId,
    /// What a registry sends has the digest that it was asked for
    Bytes,
    /// Nothing but zero bytes is missing at the end of a tar
    TarEnd,
    /// A recompressed layer has no table of contents of its own
    TableOfContents,
}

impl Claim {
    /// Its name in JSON, which does not change, and what a person reads
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Marker => ("marker", "bytes"),
            Self::FileBytes => ("file-bytes", "bytes"),
            Self::Entry => ("entry", "entry"),
            Self::Index => ("index", "index"),
            Self::MediaType => ("media-type", "media type"),
            Self::Platform => ("platform", "platform"),
            Self::Size => ("size", "size"),
            Self::Name => ("name", "name"),
            Self::Images => ("images", "images"),
            Self::Image => ("image", "image"),
            Self::Manifest => ("manifest", "manifest"),
            Self::ManifestDigest => ("manifest-digest", "manifest digest"),
            Self::Config => ("config", "config"),
            Self::ConfigDigest => ("config-digest", "config digest"),
            Self::ManifestLayers => ("manifest-layers", "layers of the manifest"),
            Self::ConfigDiffIds => ("config-diff-ids", "diff_ids of the config"),
            Self::Content => ("content", "content (diff_id)"),
            Self::Stored => ("stored", "compressed bytes"),
            Self::Blob => ("blob", "blob"),
            Self::BlobDigest => ("blob-digest", "blob digest"),
            Self::BlobSize => ("blob-size", "blob size"),
            Self::ConfigDiffId => ("config-diff-id", "diff_id of the config"),
            Self::Bytes => ("bytes", "bytes"),
            Self::TarEnd => ("tar-end", "end of the tar"),
            Self::TableOfContents => (
                "table-of-contents",
                "table of contents of a recompressed layer",
            ),
        }
    }

    /// Its name in JSON, which does not change
    pub fn name(self) -> &'static str {
        self.words().0
    }

    /// Whether it is of how layers are compressed, which their contents do not depend on. A manifest names
    /// compressed bytes.
    pub fn is_of_compression(self) -> bool {
        matches!(self, Self::Manifest | Self::Stored | Self::BlobSize)
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words().1)
    }
}

impl Serialize for Claim {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
