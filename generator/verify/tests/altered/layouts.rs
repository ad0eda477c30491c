//! Documents: every field of each, with and without digests that fit.

use crate::consistent::{config_of, every, manifest_of, read, with_layer, with_manifest};
use crate::golden::{files, outputs, Files, Folder};
use crate::json::alterations;
use oci::{docker_archive, layout, MediaType};
use serde_json::Value;
use verify::Claim;

#[test]
fn every_field_of_an_image_counts() {
    let (files, outputs) = (files(), outputs());
    let folder = Folder::new(files.clone());
    let every = every(&files);
    assert!(every.len() > 400, "{}", every.len());
    for (what, other) in &every {
        let report = folder.with(other, || folder.verify(&outputs)).unwrap();
        assert!(report.has(Claim::Manifest), "{what}");
    }
}

#[test]
fn every_field_of_a_list_counts() {
    let (files, outputs) = (files(), outputs());
    let folder = Folder::new(files.clone());
    for name in [layout::MARKER, layout::INDEX, docker_archive::FILE] {
        for (what, other) in alterations(&read(&files, name)) {
            let mut altered = files.clone();
            altered.insert(name.to_owned(), serde_json::to_vec(&other).unwrap());
            let is_as_locked = folder.with(&altered, || folder.is_as_locked(&outputs));
            assert!(!is_as_locked, "{name}: {what}");
        }
    }
}

/// JSON whose text differs and whose values do not, and JSON that says a key twice
#[test]
fn the_text_of_a_document_counts() {
    let (files, outputs) = (files(), outputs());
    let folder = Folder::new(files.clone());
    let documents = files.iter().filter(|(_, bytes)| bytes[0] == b'{');
    for (name, bytes) in documents {
        let pretty = serde_json::to_vec_pretty(&read(&files, name)).unwrap();
        let text = std::str::from_utf8(bytes).unwrap();
        let (first, _) = text[1..]
            .split_once(',')
            .unwrap_or((&text[1..text.len() - 1], ""));
        let twice = format!("{{{first},{}", &text[1..]);
        for other in [pretty, twice.into_bytes()] {
            let mut altered = files.clone();
            altered.insert(name.clone(), other);
            assert!(
                !folder.with(&altered, || folder.is_as_locked(&outputs)),
                "{name}"
            );
        }
    }
}

/// A manifest that is hidden under another, or beside it
#[test]
fn an_index_has_each_image_once() {
    let (files, outputs) = (files(), outputs());
    let folder = Folder::new(files.clone());
    let other = with_manifest(&files, &Value::Null);
    let evil = read(&other, layout::INDEX)["manifests"][0].clone();
    for position in 0..=2 {
        let mut index = read(&files, layout::INDEX);
        index["manifests"]
            .as_array_mut()
            .unwrap()
            .insert(position, evil.clone());
        let mut altered = files.clone();
        altered.extend(other.clone());
        altered.insert(manifest_of(&files), files[&manifest_of(&files)].clone());
        altered.insert(
            layout::INDEX.to_owned(),
            serde_json::to_vec(&index).unwrap(),
        );
        assert!(
            !folder.with(&altered, || folder.is_as_locked(&outputs)),
            "{position}"
        );
    }
}

#[test]
fn an_altered_layer_is_told_by_its_content() {
    let (files, outputs) = (files(), outputs());
    let folder = Folder::new(files.clone());
    let altered = |stored: Vec<u8>, kind: MediaType| -> Files {
        with_layer(&files, b"another tar", stored, &kind.to_string())
    };
    let zstd = zstd::bulk::compress(b"another tar", 3).unwrap();
    for other in [
        altered(zstd, MediaType::LayerZstd),
        altered(b"another tar".to_vec(), MediaType::Layer),
    ] {
        let report = folder.with(&other, || folder.verify(&outputs)).unwrap();
        for claim in [Claim::Manifest, Claim::Config, Claim::Content] {
            assert!(report.has(claim), "{claim:?}");
        }
        let content = report
            .mismatches
            .iter()
            .find(|one| one.claim == Claim::Content)
            .unwrap();
        assert_eq!(content.layer.as_deref(), Some("api-code"));
        assert_eq!(content.images.iter().next().unwrap(), "box-api");
    }
}

#[test]
fn a_layer_that_says_another_tar_is_told() {
    let (files, outputs) = (files(), outputs());
    let folder = Folder::new(files.clone());
    let mut config = config_of(&files);
    let diff_ids = config["rootfs"]["diff_ids"].as_array_mut().unwrap();
    diff_ids.swap(0, 1);
    let other = crate::consistent::with_config(&files, &config);
    let report = folder.with(&other, || folder.verify(&outputs)).unwrap();
    assert!(report.has(Claim::Content) && report.has(Claim::ConfigDiffId));
}
