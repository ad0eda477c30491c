//! A state as `gen-lock push` left it in a registry: the lock of a release, or one image of it.

use super::origin::Read;
use crate::push::{Releases, LOCK_REPOSITORY, PREVIOUS};
use crate::remote::Remote;
use anyhow::{anyhow, bail, ensure, Context as _, Result};
use change::State;
use fleet::BuildLock;
use oci::{Digest, Manifest};
use registry::{is_tag, Client, Repository, Size};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// No SBOM is larger
const LARGEST: u64 = 64 << 20;

/// `REGISTRY/ORG/NAME:TAG`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pushed {
    namespace: Repository,
    name: String,
    tag: String,
}

impl FromStr for Pushed {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let wanted = || {
            anyhow!(
                "want `docker://REGISTRY/ORG/NAME:TAG`, got `docker://{text}`\n\nhint: NAME is \
                 `<machine>-<image>`, or `{LOCK_REPOSITORY}` for a whole release"
            )
        };
        let (repository, tag) = text.rsplit_once(':').ok_or_else(wanted)?;
        let repository: Repository = repository.parse().map_err(|_| wanted())?;
        match repository.namespace() {
            Some(namespace) if is_tag(tag) => Ok(Self {
                name: repository.last().to_owned(),
                namespace,
                tag: tag.to_owned(),
            }),
            _ => Err(wanted()),
        }
    }
}

impl Pushed {
    /// Reads the lock of the release, and of an image what it holds
    ///
    /// # Errors
    /// When the registry does not say, or has something else.
    pub fn read(&self, remote: &Remote) -> Result<Read> {
        let client = remote.client(&self.namespace)?;
        let release = self.tag.strip_suffix(PREVIOUS).unwrap_or(&self.tag);
        let lock = Releases::new(&client, &self.namespace).lock(release)?;
        let mut lock = lock.with_context(|| {
            let place = self.namespace.child(LOCK_REPOSITORY);
            format!(
                "`{place}:{release}` does not exist, so the packages of `{self}` are unknown\n\n\
                 hint: `gen-lock push` stores the lock beside the images"
            )
        })?;
        if self.name != LOCK_REPOSITORY {
            self.alone(&client, &mut lock)?;
        }
        Ok(Read {
            state: State {
                name: self.to_string(),
                lock,
                inventory: None,
                indexes: BTreeMap::new(),
            },
            release: None,
        })
    }

    /// Leaves of a lock what is of the image
    fn alone(&self, client: &Client, lock: &mut BuildLock) -> Result<()> {
        let name = &self.name;
        let Some(locked) = lock.outputs.images.get(name).cloned() else {
            bail!("`{self}`: its release has no image `{name}`");
        };
        let repository = self.namespace.child(name);
        let stored = client.manifest(&repository, &self.tag)?;
        let stored = stored.with_context(|| {
            format!(
                "`{self}` does not exist\n\nhint: images have the tags of releases, \
                 `YYYYMMDD-<commit>`; only `{LOCK_REPOSITORY}` has machines' names as tags"
            )
        })?;
        let manifest = Manifest::parse(&stored.bytes).with_context(|| format!("`{self}`"))?;
        ensure!(
            manifest.config.digest == locked.config,
            "`{self}` is not the image in the lock of its release\n\nhint: `gen-lock verify \
             {} --tag {} --image {name}` shows the differences",
            self.namespace,
            self.tag
        );
        let held = self.held(client, &repository, locked.sbom)?;
        let sources = &mut lock.inputs.sources;
        sources.retain(|_, content| held.contains(&content.sha256));
        let outputs = &mut lock.outputs;
        outputs.images.retain(|image, _| image == name);
        outputs
            .layers
            .retain(|layer, _| locked.layers.contains(layer));
        Ok(())
    }

    /// What the image is made of, by its SBOM, whose digest the lock has
    fn held(
        &self,
        client: &Client,
        repository: &Repository,
        sbom: Option<Digest>,
    ) -> Result<sbom::Hashes> {
        let unknown = || {
            format!(
                "`{self}` has no SBOM, so its packages are unknown\n\nhint: compare whole \
                 releases: `docker://{}:TAG`",
                self.namespace.child(LOCK_REPOSITORY)
            )
        };
        let digest = sbom.with_context(unknown)?;
        let size = client.blob_size(repository, &digest)?;
        let size = match size.with_context(unknown)? {
            Size::Of(size) => size,
            Size::Unsaid => bail!("`{self}`: the registry does not report the size of its SBOM"),
        };
        ensure!(
            size <= LARGEST,
            "`{self}`: its SBOM is too large: {size} bytes"
        );
        let mut bytes = Vec::new();
        client.blob(repository, &digest, size, &mut bytes, &|_| ())?;
        sbom::hashes(&bytes).with_context(|| format!("the SBOM of `{self}`"))
    }
}

impl fmt::Display for Pushed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.namespace.child(&self.name);
        write!(f, "docker://{place}:{}", self.tag)
    }
}

#[cfg(test)]
mod tests {
    use super::Pushed;

    #[test]
    fn names_an_image_by_its_tag() {
        let pushed: Pushed = "127.0.0.1:5000/a/fleet/box-alpha:20261126-0123456789ab"
            .parse()
            .unwrap();
        assert_eq!(
            (&*pushed.name, &*pushed.namespace.name),
            ("box-alpha", "a/fleet")
        );
        for text in [
            "",
            "registry.example/fleet/box-alpha",
            "registry.example/box-alpha:1",
            "registry.example:5000/fleet/box-alpha",
            "registry.example/fleet/box-alpha@sha256:0",
            "registry.example/fleet/box-alpha:",
            "registry.example/fleet/box-alpha:a/b",
            "registry.example/Fleet/box-alpha:1",
        ] {
            text.parse::<Pushed>().unwrap_err();
        }
    }
}
