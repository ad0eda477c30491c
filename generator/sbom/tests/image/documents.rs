//! The documents of a small image.

use crate::support::{layers, lock, printed};
use sbom::{cyclonedx, spdx, Image, Layer};
use std::collections::BTreeSet;

#[test]
fn a_whole_cyclonedx() {
    insta::assert_snapshot!(printed(&lock(), &layers(), cyclonedx));
}

#[test]
fn a_whole_spdx() {
    insta::assert_snapshot!(printed(&lock(), &layers(), spdx));
}

#[test]
fn another_lock_is_another_document_of_the_same_content() {
    let mut other = lock();
    other.digest.push('4');
    for print in [cyclonedx, spdx] {
        let (one, two) = (
            printed(&lock(), &layers(), print),
            printed(&other, &layers(), print),
        );
        let different = one.lines().zip(two.lines()).filter(|(one, two)| one != two);
        let different: Vec<_> = different.collect();
        assert_eq!(different.len(), 1, "{different:?}");
        assert!(different[0].0.contains("urn:uuid:"), "{different:?}");
    }
}

#[test]
fn debs_want_a_system_and_a_package_is_in_one_layer() {
    let lock = lock();
    let mut bare = layers();
    let error = |layers: &[&Layer]| {
        let image = Image::new("x", "sha256:c", &lock, layers, &BTreeSet::new());
        image.unwrap_err().to_string()
    };
    insta::assert_snapshot!(error(&[&bare[1], &bare[1]]), @"`usr/local/lib/python3.11/dist-packages/ray-2.24.0.dist-info` is in layer `family-wheels` and in layer `family-wheels`");
    let files = &crate::support::DEBS[..3];
    let contents = crate::support::contents("", files);
    bare[0] = Layer::new("a", "sha256:d1", contents, &crate::support::locked_debs()).unwrap();
    insta::assert_snapshot!(error(&[&bare[0]]), @"it contains debs but no `os-release`: scanners \
        could not tell which advisories apply to them");
}
