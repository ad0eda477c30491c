//! The vocabulary of OCI images: digests, descriptors, manifests, configs, indexes, layouts.
//!
//! Values only, no I/O: bytes or `&str` in, types and canonical JSON bytes out.

mod config;
mod descriptor;
mod digest;
pub mod docker_archive;
mod error;
mod index;
mod json;
pub mod layout;
mod manifest;
mod media_type;
mod whiteout;

pub use config::{Empty, Healthcheck, History, ImageConfig, RootFs, RuntimeConfig};
pub use descriptor::{Descriptor, Platform};
pub use digest::{DiffId, Digest};
pub use error::Error;
pub use index::Index;
pub use json::canonical;
pub use manifest::Manifest;
pub use media_type::MediaType;
pub use whiteout::Whiteout;

/// The one time stamp of every image: Unix time 0.
pub const CREATED: &str = "1970-01-01T00:00:00Z";

/// Annotation of a layer descriptor: the name of the layer in `build-lock.json`.
pub const LAYER_NAME: &str = "gen-lock.layer";

/// Annotation of a manifest descriptor: the name of the image in `build-lock.json`.
pub const IMAGE_NAME: &str = "gen-lock.image";

/// Annotation of a manifest descriptor: the name that readers of a layout ask for, as the last part of
/// `oci:FOLDER:NAME`.
pub const REF_NAME: &str = "org.opencontainers.image.ref.name";

/// Annotation of a manifest descriptor: the name that containerd, Docker with containerd's store and
/// Podman give to what they load. Without it each makes a whole reference of [`REF_NAME`], in its own
/// way.
pub const LOADED_NAME: &str = "io.containerd.image.name";

/// The value of [`LOADED_NAME`] for an image of the lock: a whole reference that is no registry's, so
/// that nothing of that name is ever pulled from one.
pub fn loaded_name(image: &str) -> String {
    format!("localhost/{image}:latest")
}
