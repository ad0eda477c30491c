//! A small fleet, before and after: one of everything that a change can be.

use change::State;
use fleet::build_lock::{self, Blob, Content, Inputs, Layer, Outputs};
use fleet::BuildLock;
use inventory::{Image, Inventory, Kind, Package};
use oci::{Descriptor, DiffId, Digest, Manifest, MediaType};
use std::collections::{BTreeMap, BTreeSet};

/// Grows as a test adds to it
pub struct Made {
    name: String,
    lock: BuildLock,
    inventory: Inventory,
}

/// A package as `name version`; what it is made of is its text
pub fn package(kind: Kind, text: &str, bytes: &str, requires: &[&str]) -> Package {
    let (name, version) = text.split_once(' ').unwrap();
    let locator = match kind {
        Kind::Deb => format!("debian:pool/main/{name}_{version}_amd64.deb"),
        Kind::Wheel if bytes.starts_with("source") => {
            format!("pypi:{name}/{name}-{version}.tar.gz")
        }
        Kind::Wheel => format!("pypi:{name}/{name}-{version}-py3-none-any.whl"),
    };
    Package {
        kind,
        name: name.to_owned(),
        version: version.to_owned(),
        source: None,
        locator,
        sha256: Digest::of(format!("{text} {bytes}").as_bytes()).hex(),
        size: 1000 * (1 + text.len() as u64),
        requires: requires.iter().map(|name| (*name).to_owned()).collect(),
        carried: None,
    }
}

impl Made {
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            lock: BuildLock::new(Inputs::default(), Outputs::default()),
            inventory: Inventory::default(),
        }
    }

    /// A source that no image holds
    pub fn source(mut self, locator: &str, bytes: &str) -> Self {
        let sha256 = Digest::of(bytes.as_bytes()).hex();
        let content = Content { sha256, size: 7 };
        self.lock.inputs.sources.insert(locator.to_owned(), content);
        self
    }

    /// A layer of packages; `bytes` are what its blob is made of
    pub fn layer(mut self, name: &str, bytes: &str, packages: &[Package]) -> Self {
        for package in packages {
            let content = Content {
                sha256: package.sha256.clone(),
                size: package.size,
            };
            let sources = &mut self.lock.inputs.sources;
            sources.insert(package.locator.clone(), content);
        }
        let tar = format!("{name} {} {packages:?}", bytes.trim_start_matches("again "));
        let blob = Blob {
            digest: Digest::of(format!("{tar} {bytes}").as_bytes()),
            media_type: MediaType::LayerZstd,
            parameters: BTreeMap::new(),
            size: packages.iter().map(|package| package.size * 2).sum::<u64>() + 100,
        };
        let layer = Layer {
            blobs: BTreeMap::from([("zstd".to_owned(), blob)]),
            diff_id: DiffId::of(tar.as_bytes()),
        };
        self.lock.outputs.layers.insert(name.to_owned(), layer);
        self.inventory
            .layers
            .insert(name.to_owned(), packages.to_vec());
        self
    }

    /// An image; its config has as many bytes as `config`
    pub fn image(
        mut self,
        machine: &str,
        name: &str,
        config: &str,
        layers: &[&str],
        roots: &[(Kind, &str)],
    ) -> Self {
        let outputs = &mut self.lock.outputs;
        let descriptors: Vec<Descriptor> = layers
            .iter()
            .map(|layer| {
                let blob = &outputs.layers[*layer].blobs["zstd"];
                Descriptor::new(blob.media_type, blob.digest, blob.size)
                    .annotated(oci::LAYER_NAME, layer)
            })
            .collect();
        let of_layers: u64 = descriptors.iter().map(|descriptor| descriptor.size).sum();
        let config = Descriptor::of(MediaType::Config, config.as_bytes());
        let manifest = Manifest::new(config.clone(), descriptors).print();
        let full = format!("{machine}-{name}");
        let layers: Vec<String> = layers.iter().map(|layer| (*layer).to_owned()).collect();
        let image = build_lock::Image {
            config: config.digest,
            layers: layers.clone(),
            manifest: Digest::of(&manifest),
            size: of_layers + config.size + manifest.len() as u64,
            sbom: None,
        };
        outputs.images.insert(full.clone(), image);
        let roots = roots.iter().map(|(kind, name)| (*kind, (*name).to_owned()));
        let image = Image {
            machine: machine.to_owned(),
            service: (!name.starts_with("family")).then(|| name.to_owned()),
            family: "family-web".to_owned(),
            layers,
            roots: roots.collect::<BTreeSet<_>>(),
        };
        self.inventory.images.insert(full, image);
        self
    }

    pub fn state(self) -> State {
        State {
            name: self.name,
            lock: self.lock,
            inventory: Some(self.inventory),
            indexes: BTreeMap::new(),
        }
    }
}

const ROOTS: &[(Kind, &str)] = &[(Kind::Deb, "curl"), (Kind::Wheel, "fastapi")];

/// What was there
pub fn old() -> State {
    use Kind::{Deb, Wheel};
    Made::new("v1")
        .source("cargo:serde-1.0.9.crate", "a")
        .layer(
            "base-debs",
            "",
            &[
                package(Deb, "curl 7.88.1-10", "", &["libc6"]),
                package(Deb, "libc6 2.36-9", "", &[]),
            ],
        )
        .layer(
            "web-wheels",
            "",
            &[
                package(Wheel, "fastapi 0.110.0", "", &["idna", "starlette"]),
                package(Wheel, "idna 3.7", "", &[]),
                package(Wheel, "starlette 0.37.2", "", &["gone", "ninja"]),
                package(Wheel, "gone 1.0", "", &[]),
                package(Wheel, "ninja 1.11", "", &[]),
            ],
        )
        .layer("runtime", "", &[package(Wheel, "starlette 0.36", "", &[])])
        .layer("box-profile", "", &[])
        .layer("pc-profile", "", &[])
        .image(
            "box",
            "family-web",
            "{1}",
            &["base-debs", "web-wheels", "box-profile"],
            ROOTS,
        )
        .image(
            "box",
            "alpha",
            "{22}",
            &["base-debs", "web-wheels", "runtime", "box-profile"],
            ROOTS,
        )
        .image(
            "box",
            "leaves",
            "{23}",
            &["base-debs", "box-profile"],
            ROOTS,
        )
        .image(
            "pc",
            "alpha",
            "{333}",
            &["base-debs", "web-wheels", "runtime", "pc-profile"],
            ROOTS,
        )
        .state()
}

/// What is there now: a wheel up, one down, one of the same version with another hash, one from source,
/// one new, one gone, a deb up, a crate up, an image that comes and one that goes, a layer in other bytes
pub fn new() -> State {
    use Kind::{Deb, Wheel};
    Made::new("v2")
        .source("cargo:serde-1.0.10.crate", "b")
        .layer(
            "base-debs",
            "",
            &[
                package(Deb, "curl 7.88.1-10+deb12u1", "", &["libc6"]),
                package(Deb, "libc6 2.36-9", "", &[]),
            ],
        )
        .layer(
            "web-wheels",
            "",
            &[
                package(
                    Wheel,
                    "fastapi 0.111.0",
                    "",
                    &["idna", "starlette", "ujson"],
                ),
                package(Wheel, "idna 3.7", "made anew", &[]),
                package(Wheel, "starlette 0.37.1", "", &["ninja"]),
                package(Wheel, "ninja 1.12", "source", &[]),
                package(Wheel, "ujson 5.10.0", "", &[]),
            ],
        )
        .layer("runtime", "", &[package(Wheel, "starlette 0.36", "", &[])])
        .layer("box-profile", "again ", &[])
        .layer("pc-profile", "", &[])
        .image(
            "box",
            "family-web",
            "{1}",
            &["base-debs", "web-wheels", "box-profile"],
            ROOTS,
        )
        .image(
            "box",
            "alpha",
            "{22}",
            &["base-debs", "web-wheels", "runtime", "box-profile"],
            ROOTS,
        )
        .image(
            "pc",
            "alpha",
            "{333}",
            &["base-debs", "web-wheels", "runtime", "pc-profile"],
            ROOTS,
        )
        .image(
            "pc",
            "comes",
            "{4444}",
            &["base-debs", "runtime", "pc-profile"],
            ROOTS,
        )
        .state()
}
