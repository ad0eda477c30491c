//! What an image is made of, for scanners and auditors: CycloneDX 1.6 and SPDX 2.3.
//!
//! Pure. [`Contents`] reads what a layer's bytes say of packages; [`Layer`] holds them against the
//! lock, and refuses when either has what the other has not; an [`Image`] is its layers;
//! [`cyclonedx`] and [`spdx`] print it. The same lock and the same bytes give the same documents:
//! the serial number is made from the lock's digest, the time is that of the lock's newest index.

mod component;
mod contents;
mod cyclonedx;
mod embedded;
mod graph;
mod image;
mod layer;
mod licence;
mod property;
pub mod provenance;
mod purl;
mod record;
mod slug;
mod spdx;
mod system;
mod uuid;

pub use self::cyclonedx::{cyclonedx, hashes, Hashes};
pub use self::spdx::spdx;
pub use component::{Artifact, Component};
pub use contents::{Contents, ContentsError};
pub use embedded::Part;
pub use image::{Image, ImageError, Lock};
pub use layer::{Disagreement, Layer};
pub use licence::Licence;
pub use system::System;
pub use uuid::Uuid;

/// The media type of a CycloneDX document in JSON
pub const CYCLONEDX: &str = "application/vnd.cyclonedx+json";
/// The media type of an SPDX document in JSON
pub const SPDX: &str = "application/spdx+json";

/// One fact a line, for people who compare two
fn print(document: &impl serde::Serialize) -> Vec<u8> {
    // Text, numbers and lists alone: JSON can say them all.
    let mut bytes = serde_json::to_vec_pretty(document).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
