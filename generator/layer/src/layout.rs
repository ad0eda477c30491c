//! One layout of many images, no byte stored twice.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use oci::{layout, Descriptor, Index};

use crate::image::{link_once, write_index};
use crate::output::Publish;
use crate::spec::{self, LayoutSpec};
use crate::Error;

/// Merges the images of the specification `spec` into one layout at `out`.
pub fn write_layout(spec_path: &Path, out: &Path, publish: Publish) -> Result<(), Error> {
    let bytes = fs::read(spec_path).map_err(Error::io(spec_path))?;
    let spec: LayoutSpec = spec::parse(spec_path, &bytes)?;
    let blobs = out.join(layout::BLOBS);
    fs::create_dir_all(&blobs).map_err(Error::io(&blobs))?;
    let mut manifests: BTreeMap<String, Descriptor> = BTreeMap::new();
    for image in &spec.images {
        link_blobs(&image.join(layout::BLOBS), &blobs)?;
        for manifest in read_index(image)? {
            let name = manifest
                .annotations
                .get(oci::REF_NAME)
                .cloned()
                .unwrap_or_default();
            if manifests.insert(name.clone(), manifest).is_some() {
                let value = format!("two images are called `{name}`");
                return Err(Error::SpecValue {
                    what: "images",
                    value,
                });
            }
        }
    }
    write_index(out, manifests.into_values().collect(), publish)
}

fn read_index(image: &Path) -> Result<Vec<Descriptor>, Error> {
    let path = image.join(layout::INDEX);
    let bytes = fs::read(&path).map_err(Error::io(&path))?;
    let index = Index::parse(&bytes).map_err(|source| Error::Oci { path, source })?;
    Ok(index.manifests)
}

/// Links every blob to where its bytes finally lie.
fn link_blobs(from: &Path, to: &Path) -> Result<(), Error> {
    for item in fs::read_dir(from).map_err(Error::io(from))? {
        let item = item.map_err(Error::io(from))?;
        let target = fs::canonicalize(item.path()).map_err(Error::io(&item.path()))?;
        link_once(&target, &to.join(item.file_name()))?;
    }
    Ok(())
}
