//! The list of images of a Docker archive, which `docker save` writes and `docker load` reads. By it an
//! engine without containerd's store, and Podman, load a layout of several images with their names.
//!
//! Moby's `image/tarexport` tells its form. Since Docker 25 `docker save` writes it beside the files
//! of an OCI layout, as we do.

use serde::Serialize;

use crate::{json, layout, Descriptor, Manifest};

/// The file that lists the images.
pub const FILE: &str = "manifest.json";

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Entry<'a> {
    config: String,
    layers: Vec<String>,
    repo_tags: [&'a str; 1],
}

/// The bytes of [`FILE`] for images by their whole names.
pub fn print(images: &[(String, Manifest)]) -> Vec<u8> {
    let path = |blob: &Descriptor| layout::blob_path(&blob.digest);
    let entries = images.iter().map(|(name, manifest)| Entry {
        config: path(&manifest.config),
        layers: manifest.layers.iter().map(path).collect(),
        repo_tags: [name],
    });
    json::canonical(&entries.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::print;
    use crate::{Descriptor, Manifest, MediaType};

    #[test]
    fn paths_of_blobs_by_whole_name() {
        let config = Descriptor::of(MediaType::Config, b"{}");
        let layer = Descriptor::of(MediaType::LayerZstd, b"");
        let images = [(
            "localhost/box-a:latest".to_owned(),
            Manifest::new(config, vec![layer]),
        )];
        assert_eq!(
            String::from_utf8(print(&images)).unwrap(),
            "[{\"Config\":\"blobs/sha256/44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\",\
             \"Layers\":[\"blobs/sha256/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"],\
             \"RepoTags\":[\"localhost/box-a:latest\"]}]"
        );
    }
}
