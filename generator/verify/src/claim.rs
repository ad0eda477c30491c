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

/// Each claim's name in JSON, and what a person reads
const CLAIMS: [(Claim, &str, &str); 25] = [
    (Claim::Marker, "marker", "bytes"),
    (Claim::FileBytes, "file-bytes", "bytes"),
    (Claim::Entry, "entry", "entry"),
    (Claim::Index, "index", "index"),
    (Claim::MediaType, "media-type", "media type"),
    (Claim::Platform, "platform", "platform"),
    (Claim::Size, "size", "size"),
    (Claim::Name, "name", "name"),
    (Claim::Images, "images", "images"),
    (Claim::Image, "image", "image"),
    (Claim::Manifest, "manifest", "manifest"),
    (Claim::ManifestDigest, "manifest-digest", "manifest digest"),
    (Claim::Config, "config", "config"),
    (Claim::ConfigDigest, "config-digest", "config digest"),
    (
        Claim::ManifestLayers,
        "manifest-layers",
        "layers of the manifest",
    ),
    (
        Claim::ConfigDiffIds,
        "config-diff-ids",
        "diff_ids of the config",
    ),
    (Claim::Content, "content", "content (diff_id)"),
    (Claim::Stored, "stored", "compressed bytes"),
    (Claim::Blob, "blob", "blob"),
    (Claim::BlobDigest, "blob-digest", "blob digest"),
    (Claim::BlobSize, "blob-size", "blob size"),
    (
        Claim::ConfigDiffId,
        "config-diff-id",
        "diff_id of the config",
    ),
    (Claim::Bytes, "bytes", "bytes"),
    (Claim::TarEnd, "tar-end", "end of the tar"),
    (
        Claim::TableOfContents,
        "table-of-contents",
        "table of contents of a recompressed layer",
    ),
];

impl Claim {
    fn row(self) -> &'static (Self, &'static str, &'static str) {
        let row = CLAIMS.iter().find(|(claim, ..)| *claim == self);
        row.expect("the table names every claim")
    }

    /// Its name in JSON, which does not change
    pub fn name(self) -> &'static str {
        self.row().1
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.row().2)
    }
}

impl Serialize for Claim {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::CLAIMS;
    use std::collections::BTreeSet;

    #[test]
    fn each_claim_has_one_name() {
        let claims: BTreeSet<_> = CLAIMS.iter().map(|row| row.0).collect();
        let names: BTreeSet<_> = CLAIMS.iter().map(|row| row.1).collect();
        assert_eq!((claims.len(), names.len()), (CLAIMS.len(), CLAIMS.len()));
    }
}
