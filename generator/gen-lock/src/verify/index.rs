use super::blob::small;
use super::mismatch::{excerpt, Mismatch};
use super::{copied, Verifier};
use anyhow::{bail, Context as _, Result};
use fleet::image_name::{is_called, short};
use oci::{
    docker_archive, layout, Descriptor, Index, Manifest, Platform, IMAGE_NAME, LOADED_NAME,
    REF_NAME,
};
use std::collections::{BTreeMap, BTreeSet};

impl Verifier<'_> {
    /// Reads `index.json` and gives its images by their names in the lock. Nothing hashes the
    /// index, so its bytes are compared with those that the lock gives; what another program wrote
    /// is judged by what it says.
    pub(super) fn index(&mut self, only: Option<&str>) -> Result<BTreeMap<String, Descriptor>> {
        let path = self.path.join(layout::INDEX);
        let bytes = small(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
        let (index, is_copied) = match copied::index(&bytes) {
            Ok(read) => read,
            Err(error) => {
                let want = "an image index".to_owned();
                let got = error.to_string();
                self.report
                    .mismatches
                    .push(Mismatch::file("index.json", "index", want, got));
                return Ok(BTreeMap::new());
            }
        };
        self.is_copied = is_copied;
        let mut images = match is_copied {
            true => self.copied(index, only),
            false => self.named(index),
        };
        if images.is_empty() {
            let (want, got) = ("an image".to_owned(), "none".to_owned());
            let mismatch = Mismatch::file("index.json", "images", want, got);
            self.report.mismatches.push(mismatch);
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
                bail!("the layout has no image `{only}`");
            }
        }
        Ok(images)
    }

    /// The list by which Docker and Podman load the images: nothing hashes it either. A layout that
    /// another program copied has none.
    fn docker_archive(&mut self, expected: &[Descriptor]) -> Result<()> {
        let path = self.path.join(docker_archive::FILE);
        let bytes = match small(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            read => read.with_context(|| format!("cannot read `{}`", path.display()))?,
        };
        let mut images = Vec::new();
        for descriptor in expected {
            let manifest = small(&self.path.join(layout::blob_path(&descriptor.digest)));
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
        let mismatch = Mismatch::file(&format!("{file}, byte {at}"), "bytes", cut(want), cut(got));
        self.report.mismatches.push(mismatch);
    }

    fn named(&mut self, index: Index) -> BTreeMap<String, Descriptor> {
        let mut images = BTreeMap::new();
        for (position, descriptor) in index.manifests.into_iter().enumerate() {
            let name = descriptor
                .annotations
                .get(IMAGE_NAME)
                .cloned()
                .unwrap_or_else(|| format!("manifest {position}"));
            if images.contains_key(&name) {
                let got = format!("`{name}` twice");
                let want = "one manifest an image".to_owned();
                self.report
                    .mismatches
                    .push(Mismatch::file("index.json", "image", want, got));
            }
            images.insert(name, descriptor);
        }
        images
    }

    /// A layout of several images is a machine's fleet: it has all of the machine's images
    fn missing(&mut self, images: &BTreeMap<String, Descriptor>) {
        if images.len() < 2 {
            return;
        }
        let machine = |name: &str| name.split('-').next().unwrap_or_default().to_owned();
        let machines: BTreeSet<String> = images.keys().map(|name| machine(name)).collect();
        for name in self.outputs.images.keys() {
            if machines.contains(&machine(name)) && !images.contains_key(name) {
                let want = self.outputs.images[name].manifest.to_string();
                self.found(name, "image", "index.json", want, "none".to_owned());
            }
        }
    }

    /// The manifests in the index of these images, by the lock
    fn expected(&self, images: &BTreeMap<String, Descriptor>) -> Vec<Descriptor> {
        let descriptor = |(name, found): (&String, &Descriptor)| {
            let locked = self.outputs.images.get(name);
            let digest = locked.map(|image| image.manifest);
            let size = digest
                .as_ref()
                .and_then(|digest| {
                    std::fs::metadata(self.path.join(layout::blob_path(digest))).ok()
                })
                .map_or(found.size, |file| file.len());
            let digest = digest.unwrap_or(found.digest);
            let mut expected = Descriptor::new(oci::MediaType::Manifest, digest, size);
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
