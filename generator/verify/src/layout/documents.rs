//! From a manifest's descriptor to its config, with everything that does not hold on the way.

use super::Layout;
use crate::document::document;
use crate::Claim;
use oci::{Descriptor, Digest, ImageConfig, Manifest};
use std::io;

/// The documents of an image, as far as they can be read
#[derive(Debug, Default)]
pub struct Documents {
    /// With its bytes
    pub manifest: Option<(Manifest, Vec<u8>)>,
    pub config: Option<ImageConfig>,
    pub faults: Vec<Fault>,
    /// How many were read
    pub read: usize,
    /// Their bytes
    pub bytes: u64,
}

/// A document that is not what another one says
#[derive(Debug)]
pub struct Fault {
    pub claim: Claim,
    /// By its name in the layout
    pub document: Digest,
    pub why: Why,
}

#[derive(Debug)]
pub enum Why {
    Unreadable(io::Error),
    Malformed(oci::Error),
    Differs { want: String, got: String },
}

impl Layout {
    /// Reads manifest and config. An altered one is read all the same: what it names is there, and nothing
    /// that nobody names.
    pub fn documents(&self, descriptor: &Descriptor) -> Documents {
        let mut read = Documents::default();
        let claims = (Claim::Manifest, Claim::ManifestDigest);
        let manifest = self.parse(&descriptor.digest, claims, Manifest::parse, &mut read);
        let Some((manifest, bytes)) = manifest else {
            return read;
        };
        let digest = manifest.config.digest;
        let claims = (Claim::Config, Claim::ConfigDigest);
        let config = self.parse(&digest, claims, ImageConfig::parse, &mut read);
        if let Some((config, _)) = config {
            let (want, got) = (manifest.layers.len(), config.rootfs.diff_ids.len());
            if want != got {
                let (want, got) = (want.to_string(), got.to_string());
                read.faults.push(Fault {
                    claim: Claim::ConfigDiffIds,
                    document: digest,
                    why: Why::Differs { want, got },
                });
            }
            read.config = Some(config);
        }
        read.manifest = Some((manifest, bytes));
        read
    }

    fn parse<T>(
        &self,
        digest: &Digest,
        (claim, named): (Claim, Claim),
        parse: impl Fn(&[u8]) -> Result<T, oci::Error>,
        read: &mut Documents,
    ) -> Option<(T, Vec<u8>)> {
        let mut fault = |claim, why| {
            let document = *digest;
            read.faults.push(Fault {
                claim,
                document,
                why,
            });
        };
        let bytes = match document(&self.blob_path(digest)) {
            Ok(bytes) => bytes,
            Err(error) => {
                fault(claim, Why::Unreadable(error));
                return None;
            }
        };
        let got = Digest::of(&bytes);
        if got != *digest {
            let (want, got) = (digest.to_string(), got.to_string());
            fault(named, Why::Differs { want, got });
        }
        let parsed = parse(&bytes);
        let parsed = parsed.map_err(|error| fault(claim, Why::Malformed(error)));
        read.read += 1;
        read.bytes += bytes.len() as u64;
        Some((parsed.ok()?, bytes))
    }
}
