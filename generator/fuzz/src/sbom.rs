//! The readers of what a layer's bytes say of packages.

use inventory::{Kind, Package, Source};
use sbom::{Contents, Image, Layer, Lock};
use serde_json::Value;
use std::collections::BTreeSet;

const OWN: &str = "lib/a-1.dist-info";
const CARRIED: &str = "lib/a/b-1.dist-info";

/// The licences of a deb, whatever its copyright file says, are in sound documents.
pub fn copyright(data: &[u8]) {
    let mut contents = sound();
    if contents.add("usr/share/doc/aa/copyright", data).is_ok() {
        documents(contents);
    }
}

/// So is a distribution that another carries, whatever its METADATA says.
pub fn distribution(data: &[u8]) {
    let mut contents = sound();
    if contents.add(&format!("{CARRIED}/METADATA"), data).is_ok() {
        documents(contents);
    }
}

/// What a wheel says of its parts, whatever it is, is in sound documents or noted
pub fn parts(data: &[u8]) {
    let mut contents = sound();
    let path = format!("{OWN}/sboms/a.cdx.json");
    contents.add(&path, data).expect("noted");
    documents(contents);
}

/// A stanza of an installed deb is read or refused, and never taken for another's.
pub fn installed(data: &[u8]) {
    let mut contents = Contents::default();
    if contents.add("var/lib/dpkg/status.d/aa", data).is_ok() {
        let _ = Layer::new("debs", "sha256:1", contents, &locked()[..1]);
    }
}

fn sound() -> Contents {
    let mut contents = Contents::default();
    for (path, text) in [
        (
            "var/lib/dpkg/status.d/aa".to_owned(),
            "Package: aa\nVersion: 1\nArchitecture: all\n",
        ),
        (
            "usr/lib/os-release".to_owned(),
            "ID=debian\nVERSION_ID=12\n",
        ),
        (format!("{OWN}/METADATA"), "Name: a\nVersion: 1\n"),
        (format!("{OWN}/RECORD"), "a/b-1.dist-info/METADATA,,\n"),
    ] {
        contents.add(&path, text.as_bytes()).expect("sound records");
    }
    contents
}

fn locked() -> [Package; 2] {
    let package = |kind, name: &str, source| Package {
        kind,
        name: name.to_owned(),
        version: "1".to_owned(),
        source,
        locator: format!("x:{name}"),
        sha256: "00".repeat(32),
        size: 1,
        requires: BTreeSet::new(),
        carried: None,
    };
    let source = Source {
        name: "aa".to_owned(),
        version: "1".to_owned(),
    };
    [
        package(Kind::Deb, "aa", Some(source)),
        package(Kind::Wheel, "a", None),
    ]
}

fn documents(contents: Contents) {
    let layer = Layer::new("both", "sha256:1", contents, &locked()).expect("as locked");
    let lock = Lock {
        digest: "0".to_owned(),
        date: "2026-07-11T10:16:37Z".to_owned(),
    };
    let (layers, roots) = ([&layer], BTreeSet::new());
    let image = Image::new("x", "sha256:2", &lock, &layers, &roots).expect("one layer");
    let read = |bytes: Vec<u8>| serde_json::from_slice::<Value>(&bytes).expect("JSON");
    read(sbom::cyclonedx(&image));
    let spdx = read(sbom::spdx(&image));
    let listed = spdx["hasExtractedLicensingInfos"].as_array();
    let listed: BTreeSet<&str> = listed
        .into_iter()
        .flatten()
        .filter_map(|one| one["licenseId"].as_str())
        .collect();
    for package in spdx["packages"].as_array().into_iter().flatten() {
        let licence = package["licenseDeclared"].as_str().expect("a licence");
        let words = licence.split([' ', '(', ')']);
        for word in words.filter(|word| word.starts_with("LicenseRef-")) {
            assert!(listed.contains(word), "{word} of {licence}");
        }
    }
}
