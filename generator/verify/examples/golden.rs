//! Writes the golden layout of the tests, and its lock: `cargo run -p verify --example golden`.
//!
//! Two images of a machine `box` share a layer. All of it has a few kilobytes.

use fleet::build_lock::{Blob, BuildLock, Image, Inputs, Layer, Outputs};
use oci::{
    docker_archive, layout, Descriptor, DiffId, Digest, Healthcheck, ImageConfig, Index, Manifest,
    MediaType, Platform, RuntimeConfig, IMAGE_NAME, LAYER_NAME, LOADED_NAME, REF_NAME,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

struct Golden {
    root: std::path::PathBuf,
    outputs: Outputs,
    manifests: Vec<Descriptor>,
    listed: Vec<(String, Manifest)>,
}

fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let root = folder.join("layout");
    fs::create_dir_all(root.join(layout::BLOBS))?;
    let mut golden = Golden {
        root,
        outputs: Outputs::default(),
        manifests: Vec::new(),
        listed: Vec::new(),
    };
    golden.layer(
        "base",
        &[
            ("usr/lib/a.so", b"\x7fELF, nearly\n"),
            ("etc/release", b"12\n"),
        ],
    )?;
    golden.layer("api-code", &[("app/api.py", b"print('api')\n")])?;
    golden.layer("web-code", &[("app/web.py", b"print('web')\n")])?;
    golden.image("box-api", &["base", "api-code"])?;
    golden.image("box-web", &["base", "web-code"])?;
    fs::write(golden.root.join(layout::MARKER), layout::MARKER_BYTES)?;
    fs::write(
        golden.root.join(layout::INDEX),
        Index::new(golden.manifests).print(),
    )?;
    let listed = docker_archive::print(&golden.listed);
    fs::write(golden.root.join(docker_archive::FILE), listed)?;
    let lock = BuildLock::new(Inputs::default(), golden.outputs);
    fs::write(folder.join("build-lock.json"), lock.print())
}

impl Golden {
    fn blob(&self, kind: MediaType, bytes: &[u8]) -> std::io::Result<Descriptor> {
        let descriptor = Descriptor::of(kind, bytes);
        let path = self.root.join(layout::blob_path(&descriptor.digest));
        fs::write(path, bytes)?;
        Ok(descriptor)
    }

    fn layer(&mut self, name: &str, files: &[(&str, &[u8])]) -> std::io::Result<()> {
        let mut tar = tar::Builder::new(Vec::new());
        for (path, content) in files {
            let mut header = tar::Header::new_ustar();
            header.set_mode(0o644);
            header.set_mtime(0);
            header.set_size(content.len() as u64);
            tar.append_data(&mut header, path, *content)?;
        }
        let tar = tar.into_inner()?;
        let stored = zstd::bulk::compress(&tar, 3)?;
        let descriptor = self.blob(MediaType::LayerZstd, &stored)?;
        let blob = Blob {
            digest: descriptor.digest,
            media_type: descriptor.media_type,
            parameters: BTreeMap::new(),
            size: descriptor.size,
        };
        let layer = Layer {
            blobs: BTreeMap::from([("zstd".to_owned(), blob)]),
            diff_id: DiffId::of(&tar),
        };
        self.outputs.layers.insert(name.to_owned(), layer);
        Ok(())
    }

    fn image(&mut self, name: &str, layers: &[&str]) -> std::io::Result<()> {
        let config = RuntimeConfig {
            cmd: vec!["python".to_owned(), "/app".to_owned()],
            env: vec![format!("NAME={name}")],
            healthcheck: Some(Healthcheck {
                test: vec!["CMD".to_owned(), "probe".to_owned()],
                ..Healthcheck::default()
            }),
            labels: BTreeMap::from([("role".to_owned(), "service".to_owned())]),
            user: "10001:10001".to_owned(),
            working_dir: "/app".to_owned(),
            ..RuntimeConfig::default()
        };
        let locked: Vec<&Layer> = layers
            .iter()
            .map(|name| &self.outputs.layers[*name])
            .collect();
        let diff_ids = layers.iter().zip(&locked);
        let diff_ids: Vec<(&str, DiffId)> = diff_ids
            .map(|(name, layer)| (*name, layer.diff_id))
            .collect();
        let config = self.blob(
            MediaType::Config,
            &ImageConfig::new(config, &diff_ids).print(),
        )?;
        let named = layers.iter().zip(&locked).map(|(name, layer)| {
            let blob = &layer.blobs["zstd"];
            Descriptor::new(blob.media_type, blob.digest, blob.size).annotated(LAYER_NAME, name)
        });
        let manifest = Manifest::new(config.clone(), named.collect());
        let stored = self.blob(MediaType::Manifest, &manifest.print())?;
        let size =
            stored.size + config.size + manifest.layers.iter().map(|one| one.size).sum::<u64>();
        let image = Image {
            config: config.digest,
            layers: layers.iter().map(|name| (*name).to_owned()).collect(),
            manifest: stored.digest,
            sbom: Some(Digest::of(name.as_bytes())),
            size,
        };
        self.outputs.images.insert(name.to_owned(), image);
        let whole = oci::loaded_name(name);
        let mut descriptor = stored
            .annotated(IMAGE_NAME, name)
            .annotated(LOADED_NAME, &whole)
            .annotated(REF_NAME, fleet::image_name::short(name));
        descriptor.platform = Some(Platform::linux_amd64());
        self.manifests.push(descriptor);
        self.listed.push((whole, manifest));
        Ok(())
    }
}
