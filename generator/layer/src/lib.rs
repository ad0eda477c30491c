//! One layer from wheels, Debian packages and declared files, in one pass and bounded memory.
//!
//! A specification is planned into a [`Tree`] (path → entry, sorted), then written once: tar →
//! `diff_id` → codec → blob digest → file. No tree is unpacked on disk. Images and layouts are put
//! together from finished layers.

mod archive;
mod behind;
mod build;
mod certificates;
mod claims;
mod codec;
mod contents;
mod deb;
mod emit;
mod error;
mod files;
mod image;
mod layout;
mod output;
mod overlay;
mod path;
mod pipeline;
mod scratch;
mod shown;
mod spec;
mod tree;
mod wheel;

pub use build::{build_layer, write_blob, write_layer, Built};
pub use codec::Codec;
pub use contents::{Line, LineKind};
pub use error::Error;
pub use files::spec_of_files;
pub use image::write_image;
pub use layout::write_layout;
pub use output::{LayerBlob, LayerFile, Parameters, Publish};
pub use path::TreePath;
pub use pipeline::{Sums, FRAME_SIZE};
pub use spec::{Deb, DebPolicy, ImageSpec, LayerSpec, LayoutSpec, Wheel};
