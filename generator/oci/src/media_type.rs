//! The media types that this house writes and reads.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Error;

/// The kind of a blob.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MediaType {
    /// An image index.
    Index,
    /// An image manifest.
    Manifest,
    /// An image config.
    Config,
    /// A layer, uncompressed.
    Layer,
    /// A layer under gzip.
    LayerGzip,
    /// A layer under Zstandard.
    LayerZstd,
}

const NAMES: [(MediaType, &str); 6] = [
    (MediaType::Index, "application/vnd.oci.image.index.v1+json"),
    (
        MediaType::Manifest,
        "application/vnd.oci.image.manifest.v1+json",
    ),
    (
        MediaType::Config,
        "application/vnd.oci.image.config.v1+json",
    ),
    (MediaType::Layer, "application/vnd.oci.image.layer.v1.tar"),
    (
        MediaType::LayerGzip,
        "application/vnd.oci.image.layer.v1.tar+gzip",
    ),
    (
        MediaType::LayerZstd,
        "application/vnd.oci.image.layer.v1.tar+zstd",
    ),
];

impl MediaType {
    /// Whether blobs of this type are layers.
    pub fn is_layer(self) -> bool {
        matches!(self, Self::Layer | Self::LayerGzip | Self::LayerZstd)
    }

    fn name(self) -> &'static str {
        let row = NAMES.iter().find(|(kind, _)| *kind == self);
        row.expect("the table names every media type").1
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for MediaType {
    type Err = Error;

    fn from_str(value: &str) -> Result<Self, Error> {
        NAMES
            .iter()
            .find(|(_, name)| *name == value)
            .map(|(kind, _)| *kind)
            .ok_or_else(|| Error::MediaType(value.chars().take(100).collect()))
    }
}

impl Serialize for MediaType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for MediaType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = String::deserialize(deserializer)?;
        value.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_prints_what_it_parses() {
        for (kind, name) in NAMES {
            assert_eq!(name.parse::<MediaType>().unwrap(), kind);
            assert_eq!(kind.to_string(), name);
        }
    }

    #[test]
    fn refuses_docker_types() {
        let docker = "application/vnd.docker.image.rootfs.diff.tar.gzip";
        let error = docker.parse::<MediaType>().unwrap_err();
        assert_eq!(error.to_string(), format!("unknown media type: `{docker}`"));
    }
}
