//! A small fleet, made by hand.
#![allow(dead_code)] // each test takes what it needs

use advisory::{Builder, Database};
use fleet::build_lock::{self, Outputs};
use fleet::Source;
use inventory::{Image, Inventory, Kind, Package};
use oci::Digest;
use scan::{Allow, Policy};
use std::collections::{BTreeMap, BTreeSet};

/// Every artifact's SHA-256 is a digit, again and again
pub fn sha256(digit: char) -> String {
    digit.to_string().repeat(64)
}

fn deb(name: &str, version: &str, source: &str, digit: char, requires: &[&str]) -> Package {
    Package {
        kind: Kind::Deb,
        name: name.to_owned(),
        version: version.to_owned(),
        source: Some(inventory::Source {
            name: source.to_owned(),
            version: version.trim_end_matches("+b1").to_owned(),
        }),
        locator: format!("debian:pool/main/{name}.deb"),
        sha256: sha256(digit),
        size: 1,
        requires: requires.iter().map(|name| (*name).to_owned()).collect(),
        carried: None,
    }
}

fn wheel(name: &str, version: &str, digit: char, requires: &[&str]) -> Package {
    Package {
        kind: Kind::Wheel,
        name: name.to_owned(),
        version: version.to_owned(),
        source: None,
        locator: format!("pypi:{name}/{name}-{version}-py3-none-any.whl"),
        sha256: sha256(digit),
        size: 1,
        requires: requires.iter().map(|name| (*name).to_owned()).collect(),
        carried: None,
    }
}

fn image(machine: &str, service: Option<&str>, family: &str, layers: &[&str]) -> Image {
    Image {
        machine: machine.to_owned(),
        service: service.map(str::to_owned),
        family: family.to_owned(),
        layers: layers.iter().map(|name| (*name).to_owned()).collect(),
        roots: BTreeSet::from([
            (Kind::Deb, "curl".to_owned()),
            (Kind::Wheel, "torchvision".to_owned()),
        ]),
    }
}

/// Two families; two services on one machine that differ in nothing but their configs, a third on
/// another
pub fn inventory() -> Inventory {
    let layers = [
        (
            "base-debs",
            vec![
                deb("curl", "7.88.1-10", "curl", '1', &["libssl3"]),
                deb("libssl3", "1:3.0.16-1+b1", "openssl", '2', &[]),
            ],
        ),
        (
            "gpu-wheels",
            vec![
                wheel("torch", "2.2.2+cu121", '3', &[]),
                wheel("torchvision", "0.17.2", '4', &["torch"]),
            ],
        ),
        ("code", vec![]),
    ];
    let images = [
        ("box-base", image("box", None, "base", &["base-debs"])),
        (
            "box-alpha",
            image("box", Some("Alpha"), "gpu", &["base-debs", "gpu-wheels"]),
        ),
        (
            "box-beta",
            image("box", Some("Beta"), "gpu", &["base-debs", "gpu-wheels"]),
        ),
        (
            "den-gamma",
            image("den", Some("Gamma"), "base", &["base-debs", "code"]),
        ),
    ];
    let owned = |(name, value): (&str, _)| (name.to_owned(), value);
    Inventory {
        images: images
            .into_iter()
            .map(|(name, image)| (name.to_owned(), image))
            .collect(),
        layers: layers.into_iter().map(owned).collect(),
    }
}

/// The `diff_id` of a layer
pub fn diff_id(layer: &str) -> String {
    let digit = match layer {
        "base-debs" => 'a',
        "gpu-wheels" => 'b',
        _ => 'c',
    };
    format!("sha256:{}", sha256(digit))
}

fn digest(number: usize) -> Digest {
    format!("sha256:{number:064}").parse().unwrap()
}

/// What was built of it
pub fn outputs(inventory: &Inventory) -> Outputs {
    let layer = |name: &String| build_lock::Layer {
        blobs: BTreeMap::new(),
        diff_id: diff_id(name).parse().unwrap(),
    };
    let image = |(at, (name, image)): (usize, (&String, &Image))| {
        let locked = build_lock::Image {
            config: digest(at),
            layers: image.layers.clone(),
            manifest: digest(at + 10),
            size: 1,
            sbom: None,
        };
        (name.clone(), locked)
    };
    Outputs {
        images: inventory.images.iter().enumerate().map(image).collect(),
        layers: inventory
            .layers
            .keys()
            .map(|name| (name.clone(), layer(name)))
            .collect(),
    }
}

/// A record of OSV
pub fn record(id: &str, ecosystem: &str, name: &str, fixed: &str, more: &str) -> String {
    format!(
        r#"{{"id": "{id}", "modified": "2026-01-02T03:04:05Z", {more}
            "affected": [{{"package": {{"ecosystem": "{ecosystem}", "name": "{name}"}},
            "ranges": [{{"type": "ECOSYSTEM", "events": [{{"introduced": "0"}}, {{"fixed": "{fixed}"}}]}}]}}]}}"#
    )
}

/// A high one of openssl, a critical one of torch, and a medium one of curl
pub fn records() -> Vec<String> {
    let word = |word: &str| format!(r#""database_specific": {{"severity": "{word}"}},"#);
    vec![
        record(
            "DEBIAN-CVE-2026-1",
            "Debian:12",
            "openssl",
            "1:3.0.17-1",
            &format!(
                r#""upstream": ["CVE-2026-1"], "summary": "A crafted key ends the process", {}"#,
                word("HIGH")
            ),
        ),
        record(
            "GHSA-torch",
            "PyPI",
            "torch",
            "2.6.0",
            &format!(
                r#""aliases": ["CVE-2026-2"], "summary": "Loading weights runs code", {}"#,
                word("CRITICAL")
            ),
        ),
        record(
            "DEBIAN-CVE-2026-3",
            "Debian:12",
            "curl",
            "8",
            &word("MODERATE"),
        ),
        record("GHSA-plain", "PyPI", "torchvision", "1", ""),
    ]
}

/// A database of records, for an inventory
pub fn database(records: &[String], inventory: &Inventory) -> Database {
    let mut builder = Builder::new(scan::wanted(&[inventory], "12"));
    for record in records {
        assert!(builder.add(record.as_bytes(), "file").is_empty());
    }
    builder.finish()
}

/// Entries of an allow file
pub fn allow(text: &str) -> Vec<Allow> {
    Allow::read(Source {
        file: "families/allow.toml",
        text,
    })
    .unwrap()
}

/// An entry
pub fn entry(vulnerability: &str, artifacts: &[char], families: &[&str]) -> String {
    let artifacts: Vec<String> = artifacts.iter().map(|digit| sha256(*digit)).collect();
    format!(
        "[[allow]]\nvulnerability = \"{vulnerability}\"\nartifacts = {artifacts:?}\nfamilies = {families:?}\n\
         reason = \"nothing here loads weights\"\nowner = \"ops\"\nexpires = \"2026-12-31\"\n"
    )
}

/// What fails is high, on a day
pub fn policy(today: &str) -> Policy {
    Policy {
        fail_on: advisory::Severity::High,
        today: today.parse().unwrap(),
        warn_until: None,
    }
}
