//! Is this the locked image? One model of an image, one comparison with the lock, and the ways to what
//! holds images: layouts, registries, and what engines and storages say of theirs.
//!
//! Whoever verifies asks two things. [`compare`] holds what an image's documents say against
//! `build-lock.json`. Then its bytes are held against its documents: [`sums`] hashes a blob and what it
//! inflates to. Both give [`Claim`]s that do not hold, and an error is never an answer: what could not be
//! read is not as locked.
//!
//! The names are those of the OCI image specification (manifest, config, layer, `diff_id`, image layout).

mod baseline;
mod claim;
mod compare;
mod difference_lines;
mod document;
mod explain;
mod image;
pub mod inflate;
mod inflating;
mod layout;
mod locked;
mod mismatch;
mod progress;
mod rebuilt;
mod reference;
mod registry;
mod report;
mod sums;
mod verified;

pub use crate::registry::{Namespace, Registry, RegistryError, Repositories, Seen};
pub use baseline::{Baseline, NoBaseline};
pub use claim::Claim;
pub use compare::{compare, Difference};
pub use difference_lines::DifferenceLines;
pub use document::{document, regular, LARGEST_DOCUMENT};
pub use explain::explain;
pub use image::{Image, Shown};
pub use inflating::Content;
pub use layout::{verify_layout, Layout, LayoutError, LayoutImage, LayoutLayer};
pub use locked::{codec, Locked, LockedLayer, Unlocked};
pub use mismatch::Mismatch;
pub use progress::Progress;
pub use rebuilt::{rebuilt, NotCompared, Pairs};
pub use reference::Reference;
pub use report::Report;
pub use sums::{sums, Sums};
pub use verified::Verified;
