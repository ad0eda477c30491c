//! A small image: two debs of one source, a wheel that carries another, and one that needs it.

use inventory::{Kind, Package, Source};
use sbom::{Contents, Image, Layer, Lock};
use std::collections::BTreeSet;

pub const LIBRARY: &str = "usr/local/lib/python3.11/dist-packages";
pub const CONFIG: &str = "sha256:c0nf1g";

/// What the bytes of the layer of debs hold
pub const DEBS: [(&str, &str); 5] = [
    (
        "var/lib/dpkg/status.d/libc6",
        "Package: libc6\nSource: glibc\nVersion: 2.36-9\nArchitecture: amd64\n",
    ),
    (
        "var/lib/dpkg/status.d/libstdc++6",
        "Package: libstdc++6\nSource: gcc-12 (1:12.2-14)\nVersion: 1:12.2-14+b1\nArchitecture: amd64\n",
    ),
    (
        "var/lib/dpkg/status.d/gcc-12-base",
        "Package: gcc-12-base\nSource: gcc-12 (1:12.2-14)\nVersion: 1:12.2-14+b1\nArchitecture: all\n",
    ),
    (
        "usr/share/doc/gcc-12-base/copyright",
        "Format: https://copyright-format.example/1.0/\n\nFiles: *\nLicense: GPL-3+ with GCC-exception-3.1\n\nFiles: x\nLicense: by-hand\n",
    ),
    (
        "usr/lib/os-release",
        "ID=debian\nVERSION_ID=\"12\"\n",
    ),
];

/// Of the layer of wheels
pub const WHEELS: [(&str, &str); 5] = [
    (
        "ray-2.24.0.dist-info/METADATA",
        "Name: ray\nVersion: 2.24.0\nLicense: Apache 2.0\n",
    ),
    (
        "ray-2.24.0.dist-info/RECORD",
        "ray/__init__.py,sha256=x,1\nray/inner/idna-3.7.dist-info/METADATA,sha256=x,1\n",
    ),
    (
        "ray/inner/idna-3.7.dist-info/METADATA",
        "Name: idna\nVersion: 3.7\n",
    ),
    (
        "torch-2.2.2.dist-info/METADATA",
        "Name: torch\nVersion: 2.2.2\nLicense-Expression: BSD-3-Clause\n",
    ),
    (
        "torch-2.2.2.dist-info/RECORD",
        "torch/__init__.py,sha256=x,1\n",
    ),
];

pub fn contents(home: &str, files: &[(&str, &str)]) -> Contents {
    let mut contents = Contents::default();
    for (path, text) in files {
        let path = format!("{home}{path}");
        assert!(Contents::wants(&path), "{path}");
        contents.add(&path, text.as_bytes()).unwrap();
    }
    contents
}

pub fn deb(name: &str, version: &str, source: (&str, &str), requires: &[&str]) -> Package {
    Package {
        kind: Kind::Deb,
        source: Some(Source {
            name: source.0.to_owned(),
            version: source.1.to_owned(),
        }),
        locator: format!("debian:pool/main/x/{name}_1_amd64.deb"),
        ..wheel(name, version, requires)
    }
}

pub fn wheel(name: &str, version: &str, requires: &[&str]) -> Package {
    Package {
        kind: Kind::Wheel,
        name: name.to_owned(),
        version: version.to_owned(),
        source: None,
        locator: format!("pypi:{name}/{name}-{version}-py3-none-any.whl"),
        sha256: format!("{:0>64}", name.len()),
        size: 1234,
        requires: requires.iter().map(|name| (*name).to_owned()).collect(),
        carried: None,
    }
}

/// The lock of the layer of debs
pub fn locked_debs() -> Vec<Package> {
    let gcc = ("gcc-12", "1:12.2-14");
    vec![
        deb("libc6", "2.36-9", ("glibc", "2.36-9"), &[]),
        deb("libstdc++6", "1:12.2-14+b1", gcc, &["gcc-12-base", "libc6"]),
        deb("gcc-12-base", "1:12.2-14+b1", gcc, &[]),
    ]
}

/// The lock of the layer of wheels; the bytes leave out the local part of a version
pub fn locked_wheels() -> Vec<Package> {
    vec![
        wheel("ray", "2.24.0", &["torch", "elsewhere"]),
        wheel("torch", "2.2.2+cu121", &["ray"]),
    ]
}

pub fn layers() -> Vec<Layer> {
    let wheels = contents(&format!("{LIBRARY}/"), &WHEELS);
    vec![
        Layer::new(
            "base-debs",
            "sha256:d1",
            contents("", &DEBS),
            &locked_debs(),
        )
        .unwrap(),
        Layer::new("family-wheels", "sha256:d2", wheels, &locked_wheels()).unwrap(),
        Layer::new("pc2-profile", "sha256:d3", Contents::default(), &[]).unwrap(),
    ]
}

pub fn lock() -> Lock {
    Lock {
        digest: "0123".to_owned(),
        date: "2026-07-11T10:16:37Z".to_owned(),
    }
}

/// Prints an image of layers, lowest first
pub fn printed(lock: &Lock, layers: &[Layer], print: fn(&Image<'_>) -> Vec<u8>) -> String {
    let layers: Vec<&Layer> = layers.iter().collect();
    let roots = BTreeSet::from([(Kind::Wheel, "ray".to_owned())]);
    let image = Image::new("pc2-x", CONFIG, lock, &layers, &roots).unwrap();
    String::from_utf8(print(&image)).unwrap()
}
