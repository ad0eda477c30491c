//! What is to be proved.

use crate::engine::Engine;
use crate::environment::Environment;
use crate::image_store::{ImageStore, Place, Storage};
use crate::interrupt::Interrupt;
use anyhow::{bail, Result};
use registry::Repository;
use std::path::{Path, PathBuf};

/// Whom Docker's client asks
const ENGINE: &str = "docker-daemon:";
/// A registry, in any case
const REGISTRY: &str = "docker://";
/// Podman's, Buildah's and skopeo's images
const STORAGE: &str = "containers-storage:";

/// What is to be proved
pub enum Target {
    /// An OCI image layout
    Layout(PathBuf),
    /// What somebody keeps
    Kept(ImageStore),
    /// Where the repositories of a registry are
    Registry(Repository),
}

impl Target {
    /// By the transport before the colon, as containers-transports(5) has them; without one a folder that
    /// is there, or a registry
    ///
    /// # Errors
    /// When what follows the colon means nothing.
    pub fn of(text: &Path) -> Result<Self> {
        let Some(words) = text.to_str() else {
            return Ok(Self::Layout(text.to_owned()));
        };
        if let Some(rest) = words.strip_prefix(ENGINE) {
            if !rest.is_empty() {
                bail!("`{words}`: an engine has no name\n\nhint: select an image with `--image`");
            }
            let engine = Engine::new(Interrupt::default());
            return Ok(Self::Kept(ImageStore::Engine(engine)));
        }
        if let Some(rest) = words.strip_prefix(STORAGE) {
            let place = Place::parse(rest, &Environment::read()?.containers)?;
            return Ok(Self::Kept(ImageStore::Storage(Storage::at(place))));
        }
        if let Some(path) = words.strip_prefix("oci:") {
            return Ok(Self::Layout(PathBuf::from(path)));
        }
        let said = words.strip_prefix(REGISTRY);
        if said.is_none() && text.exists() {
            return Ok(Self::Layout(text.to_owned()));
        }
        match said {
            Some(namespace) => Ok(Self::Registry(namespace.parse()?)),
            None => Ok(words
                .parse::<Repository>()
                .map_or_else(|_| Self::Layout(text.to_owned()), Self::Registry)),
        }
    }
}
