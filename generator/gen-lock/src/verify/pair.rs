//! Two outputs of one derivation: layers, images or fleets.

use super::blob;
use crate::inflate;
use anyhow::{Context as _, Result};
use compare::Differences;
use oci::{layout, Digest, Index, Manifest, IMAGE_NAME};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

/// Two documents, or the tars of two blobs, by what they are called
pub type Pairs = BTreeMap<String, Differences>;

/// What differs between two outputs of the layer builder
///
/// # Errors
/// When one is none, or cannot be read.
pub fn outputs(want: &Path, got: &Path) -> Result<Pairs> {
    let mut pairs = Pairs::new();
    if want.join("blob").exists() {
        let tar = |folder: &Path| inflate::by_magic(File::open(folder.join("blob"))?);
        pairs.insert("layer".to_owned(), compare::layers(tar(want)?, tar(got)?));
        document("layer.json", (want, got), "layer.json", &mut pairs)?;
    } else {
        document("index.json", (want, got), layout::INDEX, &mut pairs)?;
        images(want, got, &mut pairs)?;
    }
    pairs.retain(|_, found| !found.none());
    Ok(pairs)
}

fn document(name: &str, (want, got): (&Path, &Path), inner: &str, pairs: &mut Pairs) -> Result<()> {
    let read = |folder: &Path| blob::small(&folder.join(inner));
    let found = compare::documents(&read(want)?, &read(got)?);
    pairs.insert(name.to_owned(), found);
    Ok(())
}

/// The manifests and configs of images that both have
fn images(want: &Path, got: &Path, pairs: &mut Pairs) -> Result<()> {
    let (of_want, of_got) = (manifests(want)?, manifests(got)?);
    let blob = |folder: &Path, digest: &Digest| {
        let path = folder.join(layout::blob_path(digest));
        blob::small(&path).with_context(|| format!("cannot read `{}`", path.display()))
    };
    for (name, one) in &of_want {
        let Some(other) = of_got.get(name).filter(|other| *other != one) else {
            continue;
        };
        let (one, other) = (blob(want, one)?, blob(got, other)?);
        let found = compare::documents(&one, &other);
        pairs.insert(format!("manifest of `{name}`"), found);
        let config =
            |manifest: &[u8]| Ok::<_, oci::Error>(Manifest::parse(manifest)?.config.digest);
        let (one, other) = (blob(want, &config(&one)?)?, blob(got, &config(&other)?)?);
        let found = compare::documents(&one, &other);
        pairs.insert(format!("config of `{name}`"), found);
    }
    Ok(())
}

fn manifests(folder: &Path) -> Result<BTreeMap<String, Digest>> {
    let index = Index::parse(&blob::small(&folder.join(layout::INDEX))?)?;
    let named = index.manifests.into_iter().map(|manifest| {
        let name = manifest.annotations.get(IMAGE_NAME).cloned();
        (name.unwrap_or_default(), manifest.digest)
    });
    Ok(named.collect())
}
