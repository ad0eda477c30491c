use super::Verifier;
use crate::document::document;
use crate::layout::IndexFile;
use crate::mismatch::excerpt;
use crate::{Claim, LayoutError, Mismatch};
use fleet::image_name::{is_called, short, ImageName};
use oci::{
    docker_archive, layout, Descriptor, Index, Manifest, MediaType, Platform, IMAGE_NAME,
    LOADED_NAME, REF_NAME,
};
use std::collections::{BTreeMap, BTreeSet};

/// Manifests by the names of their images in the lock
pub type Images = BTreeMap<String, Descriptor>;

impl Verifier<'_> {
    /// Reads `index.json` and gives its images by their names in the lock, and whether another program
    /// wrote it. Nothing hashes the index, so its bytes are compared with those that the lock gives; what
    /// another program wrote is judged by what it says.
    pub fn index(&mut self, only: Option<&str>) -> Result<(Images, bool), LayoutError> {
        let root = self.layout.root().to_owned();
        let bytes = document(&root.join(layout::INDEX));
        let bytes = bytes.map_err(|source| LayoutError::NoLayout {
            root: root.clone(),
            file: layout::INDEX,
            source,
        })?;
        let IndexFile { index, is_copied } = match IndexFile::parse(&bytes) {
            Ok(read) => read,
            Err(error) => {
                let want = "an image index";
                self.found(Mismatch::new(Claim::Index, layout::INDEX, want, error));
                return Ok((Images::new(), false));
            }
        };
        let mut images = match is_copied {
            true => self.copied(index, only),
            false => self.named(index),
        };
        if images.is_empty() {
            let (want, got) = ("an image", "none");
            self.found(Mismatch::new(Claim::Images, layout::INDEX, want, got));
        }
        let expected = self.expected(&images);
        // Who copies may copy some, and writes an index of his own.
        if !is_copied {
            self.missing(&images);
            self.same_bytes(layout::INDEX, &Index::new(expected.clone()).print(), &bytes);
        }
        self.docker_archive(&expected)?;
        if let Some(only) = only {
            images.retain(|name, _| is_called(name, only));
            if images.is_empty() {
                let image = only.to_owned();
                return Err(LayoutError::NoImage { root, image });
            }
        }
        Ok((images, is_copied))
    }

    /// The list by which Docker and Podman load the images: nothing hashes it either. A layout that
    /// another program copied has none.
    fn docker_archive(&mut self, expected: &[Descriptor]) -> Result<(), LayoutError> {
        let path = self.layout.root().join(docker_archive::FILE);
        let bytes = match document(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            read => read.map_err(|source| LayoutError::Unreadable { path, source })?,
        };
        let mut images = Vec::new();
        for descriptor in expected {
            let manifest = document(&self.layout.blob_path(&descriptor.digest));
            // A manifest that is missing or altered is told where manifests are.
            let Some(Ok(manifest)) = manifest.ok().map(|bytes| Manifest::parse(&bytes)) else {
                continue;
            };
            let name = descriptor.annotations[LOADED_NAME].clone();
            images.push((name, manifest));
        }
        self.same_bytes(
            docker_archive::FILE,
            &docker_archive::print(&images),
            &bytes,
        );
        Ok(())
    }

    fn same_bytes(&mut self, file: &str, want: &[u8], got: &[u8]) {
        if want == got {
            return;
        }
        let both = want.iter().zip(got);
        let at = both.take_while(|(one, other)| one == other).count();
        let cut = |bytes: &[u8]| excerpt(&bytes[at.saturating_sub(40).min(bytes.len())..]);
        let place = format!("{file}, byte {at}");
        self.found(Mismatch::new(Claim::FileBytes, &place, cut(want), cut(got)));
    }

    fn named(&mut self, index: Index) -> Images {
        let mut images = Images::new();
        for (position, descriptor) in index.manifests.into_iter().enumerate() {
            let name = descriptor
                .annotations
                .get(IMAGE_NAME)
                .cloned()
                .unwrap_or_else(|| format!("manifest {position}"));
            if images.contains_key(&name) {
                self.twice(&name);
            }
            images.insert(name, descriptor);
        }
        images
    }

    pub fn twice(&mut self, name: &str) {
        let (want, got) = ("one manifest an image", format!("`{name}` twice"));
        self.found(Mismatch::new(Claim::Image, layout::INDEX, want, got));
    }

    /// A layout of several images is a machine's fleet: it has all of the machine's images
    fn missing(&mut self, images: &Images) {
        if images.len() < 2 {
            return;
        }
        let machine = |name| ImageName::parse(name).map(|name| name.machine);
        let machines: BTreeSet<&str> = images.keys().filter_map(|name| machine(name)).collect();
        for name in self.outputs.images.keys() {
            let is_of_one = machine(name).is_some_and(|machine| machines.contains(machine));
            if is_of_one && !images.contains_key(name) {
                let want = self.outputs.images[name].manifest;
                let mismatch = Mismatch::new(Claim::Image, layout::INDEX, want, "none");
                self.found(mismatch.of_image(name));
            }
        }
    }

    /// The manifests in the index of these images, by the lock
    fn expected(&self, images: &Images) -> Vec<Descriptor> {
        let descriptor = |(name, found): (&String, &Descriptor)| {
            let locked = self.outputs.images.get(name);
            let digest = locked.map_or(found.digest, |image| image.manifest);
            let file = std::fs::metadata(self.layout.blob_path(&digest));
            let size = file.map_or(found.size, |file| file.len());
            let mut expected = Descriptor::new(MediaType::Manifest, digest, size);
            expected.platform = Some(Platform::linux_amd64());
            expected
                .annotated(IMAGE_NAME, name)
                .annotated(LOADED_NAME, &oci::loaded_name(name))
                .annotated(REF_NAME, short(name))
        };
        let mut manifests: Vec<Descriptor> = images.iter().map(descriptor).collect();
        manifests.sort_by(|one, other| {
            one.annotations
                .get(REF_NAME)
                .cmp(&other.annotations.get(REF_NAME))
        });
        manifests
    }
}
