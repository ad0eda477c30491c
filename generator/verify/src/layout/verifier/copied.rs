//! An `index.json` that another program wrote, such as skopeo on a copy: it has none of our names, and
//! may leave out what a reader can do without. Its images are known by the digests of their manifests.

use super::index::Images;
use super::Verifier;
use crate::{Claim, Mismatch};
use fleet::image_name::is_called;
use oci::{layout, Descriptor, Index, MediaType, Platform, IMAGE_NAME, REF_NAME};
use std::fmt;

impl Verifier<'_> {
    /// The images of such an index, by their names in the lock
    pub fn copied(&mut self, index: Index, only: Option<&str>) -> Images {
        if index.media_type != MediaType::Index {
            let (want, got) = (MediaType::Index, index.media_type);
            self.found(Mismatch::new(Claim::MediaType, layout::INDEX, want, got));
        }
        let mut images = Images::new();
        for (position, descriptor) in index.manifests.into_iter().enumerate() {
            let locked = self.locked(&descriptor, only);
            let name = locked.unwrap_or_else(|| format!("manifest {position}"));
            self.says(&name, &descriptor);
            if only.is_some() {
                // Of those that are not asked for nothing more is read.
                self.is_of_the_lock(&name, &descriptor);
            }
            if images.insert(name.clone(), descriptor).is_some() {
                self.twice(&name);
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
        let got = descriptor.digest;
        let mut locked = self.outputs.images.values();
        if !locked.any(|image| image.manifest == got) {
            let want = "a manifest of the lock";
            let mismatch = Mismatch::new(Claim::Image, layout::INDEX, want, got);
            self.found(mismatch.of_image(name));
        }
    }

    /// Compares what the index says of a manifest with what it is. Nothing hashes the index.
    fn says(&mut self, name: &str, descriptor: &Descriptor) {
        let (want, got) = (MediaType::Manifest, descriptor.media_type);
        self.equal(name, Claim::MediaType, want, got);
        if let Some(got) = &descriptor.platform {
            let shown = |one: &Platform| format!("{}/{}", one.os, one.architecture);
            let want = shown(&Platform::linux_amd64());
            self.equal(name, Claim::Platform, want, shown(got));
        }
        let file = self.layout.blob_path(&descriptor.digest);
        if let Ok(file) = std::fs::metadata(file) {
            self.equal(name, Claim::Size, file.len(), descriptor.size);
        }
        // A copy may be called anything but another image's name.
        let outputs = self.outputs;
        let said = [IMAGE_NAME, REF_NAME].map(|key| descriptor.annotations.get(key));
        for said in said.into_iter().flatten() {
            let mut locked = outputs.images.keys();
            if !is_called(name, said) && locked.any(|other| is_called(other, said)) {
                let got = format!("`{said}`, the name of another");
                self.equal(name, Claim::Name, format!("`{name}`"), got);
            }
        }
    }

    fn equal<T: PartialEq + fmt::Display>(&mut self, image: &str, claim: Claim, want: T, got: T) {
        if want != got {
            let mismatch = Mismatch::new(claim, layout::INDEX, want, got);
            self.found(mismatch.of_image(image));
        }
    }
}

#[cfg(test)]
mod tests;
