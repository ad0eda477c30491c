//! The bytes of a layer against its lock.

use crate::support::{
    contents, deb, layers, lock, locked_debs, locked_wheels, printed, wheel, DEBS, LIBRARY, WHEELS,
};
use inventory::Package;
use sbom::{Contents, Layer};

fn disagreements(contents: Contents, locked: &[Package]) -> String {
    let layer = Layer::new("a", "sha256:d", contents, locked);
    let lines = layer.unwrap_err().into_iter().map(|one| one.to_string());
    lines.collect::<Vec<_>>().join("\n")
}

fn wheels(files: &[(&str, &str)]) -> Contents {
    contents(&format!("{LIBRARY}/"), files)
}

#[test]
fn what_one_side_lacks_is_named() {
    insta::assert_snapshot!(disagreements(contents("", &DEBS[1..]), &locked_debs()), @"layer `a`: deb `libc6` 2.36-9 is in the lock, but not in the bytes");
    insta::assert_snapshot!(disagreements(contents("", &DEBS), &locked_debs()[1..]), @"layer `a`: `var/lib/dpkg/status.d/libc6` belongs to deb `libc6` 2.36-9, which is not in the lock");
    insta::assert_snapshot!(disagreements(wheels(&WHEELS), &locked_wheels()[..1]), @"layer `a`: `usr/local/lib/python3.11/dist-packages/torch-2.2.2.dist-info` belongs to wheel `torch` 2.2.2, which is not in the lock");
}

#[test]
fn what_nobody_lists_is_not_carried() {
    let files = [WHEELS[0], WHEELS[2]];
    insta::assert_snapshot!(disagreements(wheels(&files), &locked_wheels()[..1]), @"layer `a`: `usr/local/lib/python3.11/dist-packages/ray/inner/idna-3.7.dist-info` belongs to wheel `idna` 3.7, which is not in the lock");
}

#[test]
fn what_a_wheel_carries_comes_in_its_bytes() {
    let locked = locked_wheels();
    let layer = Layer::new("a", "sha256:d", wheels(&WHEELS), &locked).unwrap();
    let carried: Vec<Package> = layer.carried().collect();
    assert_eq!(carried.len(), 1);
    let (one, ray) = (&carried[0], &locked[0]);
    assert_eq!((&*one.name, &*one.version), ("idna", "3.7"));
    assert_eq!((&one.locator, &one.sha256), (&ray.locator, &ray.sha256));
    let carried = one.carried.as_ref().unwrap();
    assert_eq!(carried.by, "ray");
    assert_eq!(
        carried.path,
        format!("{LIBRARY}/ray/inner/idna-3.7.dist-info")
    );
}

#[test]
fn a_package_is_there_once() {
    let files = [
        WHEELS[0],
        ("ray-2.0.dist-info/METADATA", "Name: Ray\nVersion: 2.0\n"),
    ];
    let found = disagreements(wheels(&files), &locked_wheels()[..1]);
    assert!(
        found.ends_with("belongs to wheel `ray` 2.24.0, which is not in the lock"),
        "{found}"
    );
}

#[test]
fn versions_and_sources_are_compared() {
    let locked = [deb("libc6", "2.36-8", ("eglibc", "2.36-8"), &[])];
    insta::assert_snapshot!(disagreements(contents("", &DEBS[..1]), &locked), @r"
    layer `a`: `var/lib/dpkg/status.d/libc6`: version of deb `libc6`: want the locked `2.36-8`, got `2.36-9`
    layer `a`: `var/lib/dpkg/status.d/libc6`: source of deb `libc6`: want the locked `eglibc`, got `glibc`
    layer `a`: `var/lib/dpkg/status.d/libc6`: source version of deb `libc6`: want the locked `2.36-8`, got `2.36-9`
    ");
    let locked = [wheel("torch", "2.2.3", &[])];
    insta::assert_snapshot!(disagreements(wheels(&WHEELS[3..]), &locked), @"layer `a`: `usr/local/lib/python3.11/dist-packages/torch-2.2.2.dist-info`: version of wheel `torch`: want the locked `2.2.3`, got `2.2.2`");
}

#[test]
fn a_record_that_says_nothing_is_an_error() {
    let error = |path: &str, text: &str| {
        let mut contents = Contents::default();
        contents.add(path, text.as_bytes()).unwrap_err().to_string()
    };
    insta::assert_snapshot!(error("var/lib/dpkg/status.d/a", "prose"), @"`var/lib/dpkg/status.d/a`: line 1: want `Name: value`, got: prose");
    insta::assert_snapshot!(error("a/b-1.dist-info/METADATA", "Name: b\n"), @"`a/b-1.dist-info/METADATA` has no `Version`");
}

/// PEP 770: a document in the wheel's metadata
const PARTS: &str = r#"{"bomFormat": "CycloneDX", "components": [
    {"name": "ray", "purl": "pkg:pypi/ray@2.24.0?file_name=x"},
    {"name": "idna", "purl": "pkg:pypi/idna@3.7"},
    {"name": "openssl", "purl": "pkg:generic/openssl@3.0.1?download_url=x"},
    {"name": "urllib3", "purl": "pkg:pypi/urllib3@2.0.1"},
    {"name": "odd", "purl": "pkg:pypi/odd@one"}]}"#;

#[test]
fn what_a_wheel_says_of_its_parts_is_there_once() {
    let mut files = WHEELS.to_vec();
    files.extend([
        ("ray-2.24.0.dist-info/sboms/a.cdx.json", PARTS),
        ("ray-2.24.0.dist-info/sboms/b.json", PARTS),
        ("torch-2.2.2.dist-info/sboms/c.xml", "<bom/>"),
    ]);
    let mut contents = wheels(&files);
    contents.saw("lib/old-1.dist-info/WHEEL");
    let locked = locked_wheels();
    let layer = Layer::new("a", "sha256:d", contents, &locked).unwrap();
    let carried: Vec<String> = layer
        .carried()
        .map(|one| {
            format!(
                "{} {} {}",
                one.name,
                one.version,
                one.sha256 == locked[0].sha256
            )
        })
        .collect();
    assert_eq!(carried, ["idna 3.7 true", "urllib3 2.0.1 true"]);
    let unjudged: Vec<String> = layer
        .unjudged()
        .iter()
        .map(|(kind, count)| format!("{kind} {count}"))
        .collect();
    assert_eq!(unjudged, ["generic 1", "pypi 1"]);
    let notes: Vec<&str> = layer.notes.iter().map(String::as_str).collect();
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert_eq!(
        notes[0],
        "`lib/old-1.dist-info` has no METADATA: its distribution is unknown"
    );
    assert!(notes[1].contains("torch-2.2.2.dist-info/sboms/c.xml`: its components cannot be read"));
    let mut layers = layers();
    layers[1] = layer;
    for print in [sbom::cyclonedx, sbom::spdx] {
        let text = printed(&lock(), &layers, print);
        for (purl, count) in [
            ("pkg:generic/openssl@3.0.1?download_url=x", 1),
            ("pkg:pypi/urllib3@2.0.1", 1),
            ("pkg:pypi/idna@3.7", 1),
        ] {
            assert_eq!(
                text.matches(&format!("\"{purl}\"")).count(),
                count,
                "{purl}: {text}"
            );
        }
    }
    assert_eq!(
        sbom::hashes(printed(&lock(), &layers, sbom::cyclonedx).as_bytes())
            .unwrap()
            .len(),
        4
    );
}
