//! Sources by their digests: in folders of files named by SHA-256, and in registries, where that is a
//! blob's own name.

mod blob;
mod place;
mod pull;
mod push;

pub use place::{copy, Place, Places};
pub use pull::{has_content, pull};
pub use push::Push;

use anyhow::{Context as _, Result};
use fleet::build_lock::{Content, Inputs};
use oci::Digest;
use registry::archive::{Archive, SourceBlob};
use std::collections::BTreeMap;

/// Digits of a lock's digest in a tag
const DIGITS: usize = 12;

/// The blob of a source in a registry, as the lock states it
///
/// # Errors
/// When the lock's SHA-256 is none.
pub fn source_blob(locator: &str, content: &Content) -> Result<SourceBlob> {
    let digest: Result<Digest, _> = format!("sha256:{}", content.sha256).parse();
    Ok(SourceBlob {
        digest: digest.with_context(|| format!("build-lock.json: `{locator}`"))?,
        size: content.size,
    })
}

/// The archive of a lock
///
/// # Errors
/// When one of the lock's SHA-256 is none.
pub fn archive(sources: &BTreeMap<String, Content>) -> Result<Archive> {
    let entry = |(locator, content): (&String, &Content)| {
        Ok((locator.clone(), source_blob(locator, content)?))
    };
    let sources: Result<_> = sources.iter().map(entry).collect();
    Ok(Archive { sources: sources? })
}

/// `lock-<digits>`, of all that a build reads
pub fn tag(inputs: &Inputs) -> String {
    format!("lock-{}", &quorum::inputs(inputs).hex()[..DIGITS])
}
