//! An `index.json` that another program wrote, such as skopeo on a copy: it has none of our names, and
//! may leave out what a reader can do without. Its images are known by the digests of their manifests.

use super::{Mismatch, Verifier};
use fleet::image_name::is_called;
use oci::{
    layout, Descriptor, Error, Index, MediaType, Platform, IMAGE_NAME, LOADED_NAME, REF_NAME,
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// An index that does not say that it is one: the specification lets writers leave that out
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Untyped {
    schema_version: u64,
    manifests: Vec<Descriptor>,
}

/// Reads an `index.json`, and says whether another program wrote it: it has none of our names. One that
/// has any is ours, and compared byte by byte, whatever it leaves out.
///
/// # Errors
/// When it is no index.
pub fn index(bytes: &[u8]) -> Result<(Index, bool), Error> {
    let index = match serde_json::from_slice(bytes) {
        Ok(Untyped {
            schema_version: 2,
            manifests,
        }) => Index::new(manifests),
        _ => Index::parse(bytes)?,
    };
    let is_named = |one: &Descriptor| {
        let names = &one.annotations;
        names.contains_key(IMAGE_NAME) || names.contains_key(LOADED_NAME)
    };
    let is_copied = !index.manifests.is_empty() && !index.manifests.iter().any(is_named);
    Ok((index, is_copied))
}

impl Verifier<'_> {
    /// The images of such an index, by their names in the lock
    pub(super) fn copied(
        &mut self,
        index: Index,
        only: Option<&str>,
    ) -> BTreeMap<String, Descriptor> {
        if index.media_type != MediaType::Index {
            let (want, got) = (MediaType::Index.to_string(), index.media_type.to_string());
            let mismatch = Mismatch::file(layout::INDEX, "media type", want, got);
            self.report.mismatches.push(mismatch);
        }
        let mut images = BTreeMap::new();
        for (position, descriptor) in index.manifests.into_iter().enumerate() {
            let locked = self.locked(&descriptor, only);
            let name = locked.unwrap_or_else(|| format!("manifest {position}"));
            self.says(&name, &descriptor);
            if only.is_some() {
                // Of those that are not asked for nothing more is read.
                self.is_of_the_lock(&name, &descriptor);
            }
            if images.insert(name.clone(), descriptor).is_some() {
                let (want, got) = (
                    "one manifest an image".to_owned(),
                    format!("`{name}` twice"),
                );
                let mismatch = Mismatch::file(layout::INDEX, "image", want, got);
                self.report.mismatches.push(mismatch);
            }
        }
        images
    }

    /// The name in the lock of the manifest. Two machines may share an image: it is the one that is
    /// asked for, or that the copy is called after, else the first. A manifest that the lock has not is
    /// the altered one of the image that it is called after.
    fn locked(&self, descriptor: &Descriptor, only: Option<&str>) -> Option<String> {
        let images = self.outputs.images.iter();
        let same: Vec<&String> = images
            .filter(|(_, image)| image.manifest == descriptor.digest)
            .map(|(name, _)| name)
            .collect();
        let annotation = |key| descriptor.annotations.get(key).map(String::as_str);
        let wanted = [only, annotation(IMAGE_NAME), annotation(REF_NAME)];
        let mut called = wanted.into_iter().flatten();
        let called =
            called.find_map(|wanted| same.iter().find(|name| is_called(name, wanted)).copied());
        if let Some(name) = called.or(same.first().copied()) {
            return Some(name.clone());
        }
        let said = annotation(IMAGE_NAME).or_else(|| annotation(REF_NAME))?;
        let images = self.outputs.images.keys();
        let mut named = images.filter(|name| is_called(name, said));
        let (first, second) = (named.next(), named.next());
        first.filter(|_| second.is_none()).cloned()
    }

    fn is_of_the_lock(&mut self, name: &str, descriptor: &Descriptor) {
        let mut locked = self.outputs.images.values();
        if !locked.any(|image| image.manifest == descriptor.digest) {
            let got = descriptor.digest.to_string();
            let want = "a manifest of the lock".to_owned();
            self.found(name, "image", layout::INDEX, want, got);
        }
    }

    /// Compares what the index says of a manifest with what it is. Nothing hashes the index.
    fn says(&mut self, name: &str, descriptor: &Descriptor) {
        let kind = descriptor.media_type.to_string();
        self.equal(name, "media type", MediaType::Manifest.to_string(), kind);
        if let Some(got) = &descriptor.platform {
            let shown = |one: &Platform| format!("{}/{}", one.os, one.architecture);
            let want = shown(&Platform::linux_amd64());
            self.equal(name, "platform", want, shown(got));
        }
        let file = self.path.join(layout::blob_path(&descriptor.digest));
        if let Ok(file) = std::fs::metadata(file) {
            let got = descriptor.size.to_string();
            self.equal(name, "size", file.len().to_string(), got);
        }
        // A copy may be called anything but another image's name.
        let outputs = self.outputs;
        let said = [IMAGE_NAME, REF_NAME].map(|key| descriptor.annotations.get(key));
        for said in said.into_iter().flatten() {
            let mut locked = outputs.images.keys();
            if !is_called(name, said) && locked.any(|other| is_called(other, said)) {
                let got = format!("`{said}`, the name of another");
                self.equal(name, "name", format!("`{name}`"), got);
            }
        }
    }

    fn equal(&mut self, image: &str, what: &str, want: String, got: String) {
        if want != got {
            self.found(image, what, layout::INDEX, want, got);
        }
    }
}

#[cfg(test)]
mod tests;
