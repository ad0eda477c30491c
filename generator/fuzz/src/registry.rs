//! What a registry says an archive of sources holds.

use registry::archive::Archive;

/// An archive prints as it was read, however much of it came from outside: an index, or manifests,
/// one a line.
pub fn archive(data: &[u8]) {
    let _ = Archive::parse_index(data);
    let mut archive = Archive::default();
    for manifest in data.split(|byte| *byte == b'\n') {
        let before = archive.sources.len();
        if archive.add(manifest).is_ok() {
            assert!(archive.sources.len() - before <= manifest.len());
        }
    }
    let manifests = archive.manifests();
    let index = Archive::index(&manifests).print();
    assert_eq!(
        Archive::parse_index(&index).map(|named| named.len()),
        Ok(manifests.len())
    );
    let mut back = Archive::default();
    assert!(manifests
        .iter()
        .all(|manifest| back.add(&manifest.print()).is_ok()));
    assert_eq!(back, archive);
}
