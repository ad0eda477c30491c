//! Bytes and files: changed, cut, added, missing, exchanged.

use crate::golden::{files, outputs, Files, Folder};
use oci::{docker_archive, layout, Digest};
use std::fs;
use verify::{verify_layout, Claim};

#[test]
fn the_golden_layout_is_as_locked() {
    let folder = Folder::new(files());
    let report = folder.verify(&outputs()).unwrap();
    assert!(report.is_as_locked(), "{:?}", report.mismatches);
    assert_eq!((report.images, report.blobs), (2, 7));
    let one = verify_layout(folder.root(), &outputs(), Some("web"), &()).unwrap();
    assert!(one.is_as_locked() && one.images == 1);
    let none = verify_layout(folder.root(), &outputs(), Some("other"), &());
    assert!(none.is_err());
}

/// Changes every so many bytes of some files
fn bytes_count(of: impl Fn(&str) -> bool, step: usize) {
    let (files, outputs) = (files(), outputs());
    let folder = Folder::new(files.clone());
    for (name, bytes) in files.iter().filter(|(name, _)| of(name)) {
        for position in (0..bytes.len()).step_by(step) {
            let mut other = bytes.clone();
            other[position] ^= 1;
            fs::write(folder.path(name), &other).unwrap();
            assert!(!folder.is_as_locked(&outputs), "{name}, byte {position}");
        }
        fs::write(folder.path(name), bytes).unwrap();
    }
    assert!(folder.is_as_locked(&outputs));
}

#[test]
fn every_byte_of_a_list_counts() {
    bytes_count(|name| !name.starts_with(layout::BLOBS), 1);
}

/// A digest tells no byte from another.
#[test]
fn every_seventh_byte_of_a_blob_counts() {
    bytes_count(|name| name.starts_with(layout::BLOBS), 7);
}

#[test]
fn every_length_counts() {
    let (files, outputs) = (files(), outputs());
    let folder = Folder::new(files.clone());
    for (name, bytes) in &files {
        let longer = [&bytes[..], b"\0"].concat();
        let blank = [&bytes[..], b"\n"].concat();
        let shorter =
            [0, 1, bytes.len() / 2, bytes.len() - 1].map(|length| bytes[..length].to_vec());
        for other in shorter.into_iter().chain([longer, blank]) {
            fs::write(folder.path(name), &other).unwrap();
            assert!(
                !folder.is_as_locked(&outputs),
                "{name}, {} bytes",
                other.len()
            );
        }
        fs::write(folder.path(name), bytes).unwrap();
    }
}

/// Without the list by which Docker loads, a layout holds the same images.
#[test]
fn every_file_counts() {
    let (files, outputs) = (files(), outputs());
    let folder = Folder::new(files.clone());
    for name in files.keys() {
        let mut fewer = files.clone();
        fewer.remove(name);
        let is_as_locked = folder.with(&fewer, || folder.is_as_locked(&outputs));
        assert_eq!(is_as_locked, name == docker_archive::FILE, "{name}");
    }
}

#[test]
fn nothing_lies_beside_what_is_locked() {
    let (files, outputs) = (files(), outputs());
    let folder = Folder::new(files.clone());
    let blob = layout::blob_path(&Digest::of(b"added"));
    for name in ["repositories", "blobs/sha512", "blobs/sha256/x", "a", &blob] {
        let mut more = files.clone();
        more.insert(name.to_owned(), b"added".to_vec());
        let report = folder.with(&more, || folder.verify(&outputs)).unwrap();
        assert!(report.has(Claim::Entry), "{name}");
    }
}

/// Each file has its own place: under another's name it is another.
#[test]
fn no_file_stands_for_another() {
    let (files, outputs) = (files(), outputs());
    let folder = Folder::new(files.clone());
    for (one, of_one) in &files {
        for (other, of_other) in files.iter().filter(|(other, _)| *other > one) {
            let mut exchanged: Files = files.clone();
            exchanged.insert(one.clone(), of_other.clone());
            assert!(
                !folder.with(&exchanged, || folder.is_as_locked(&outputs)),
                "{one} {other}"
            );
            exchanged.insert(other.clone(), of_one.clone());
            assert!(
                !folder.with(&exchanged, || folder.is_as_locked(&outputs)),
                "{one} {other}"
            );
        }
    }
}

/// A link to the same bytes is the same; a folder, a pipe, or a link to nothing is none.
#[test]
fn what_is_no_file_is_not_read() {
    let (files, outputs) = (files(), outputs());
    let folder = Folder::new(files.clone());
    let elsewhere = tempfile::tempdir().unwrap();
    for (name, bytes) in &files {
        let path = folder.path(name);
        let target = elsewhere.path().join("file");
        fs::write(&target, bytes).unwrap();
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink(&target, &path).unwrap();
        assert!(folder.is_as_locked(&outputs), "{name}: a link");
        fs::remove_file(&target).unwrap();
        let is_list = name == docker_archive::FILE;
        assert_eq!(
            folder.is_as_locked(&outputs),
            is_list,
            "{name}: a link to nothing"
        );
        fs::create_dir(&target).unwrap();
        assert!(!folder.is_as_locked(&outputs), "{name}: a link to a folder");
        fs::remove_dir(&target).unwrap();
        let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
        rustix::fs::mkfifoat(rustix::fs::CWD, &target, mode).unwrap();
        assert!(!folder.is_as_locked(&outputs), "{name}: a link to a pipe");
        fs::remove_file(&target).unwrap();
        fs::remove_file(&path).unwrap();
        fs::write(&path, bytes).unwrap();
    }
}
