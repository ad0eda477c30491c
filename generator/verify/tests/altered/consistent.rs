//! Other images whose digests are all right: what an attacker who can write a layout would make.

use crate::golden::Files;
use crate::json::alterations;
use oci::{layout, Digest};
use serde_json::{json, Value};

/// The name of the manifest of the first image in a layout
pub fn manifest_of(files: &Files) -> String {
    let index = read(files, layout::INDEX);
    path(index["manifests"][0]["digest"].as_str().unwrap())
}

fn path(digest: &str) -> String {
    layout::blob_path(&digest.parse::<Digest>().unwrap())
}

pub fn read(files: &Files, name: &str) -> Value {
    serde_json::from_slice(&files[name]).unwrap()
}

fn put(files: &mut Files, bytes: Vec<u8>) -> (String, u64) {
    let digest = Digest::of(&bytes);
    let size = bytes.len() as u64;
    files.insert(layout::blob_path(&digest), bytes);
    (digest.to_string(), size)
}

/// The layout with another manifest of its first image
pub fn with_manifest(files: &Files, manifest: &Value) -> Files {
    let mut other = files.clone();
    other.remove(&manifest_of(files));
    let (digest, size) = put(&mut other, serde_json::to_vec(manifest).unwrap());
    let mut index = read(files, layout::INDEX);
    index["manifests"][0]["digest"] = json!(digest);
    index["manifests"][0]["size"] = json!(size);
    other.insert(
        layout::INDEX.to_owned(),
        serde_json::to_vec(&index).unwrap(),
    );
    other
}

/// The layout with another config of its first image
pub fn with_config(files: &Files, config: &Value) -> Files {
    let mut other = files.clone();
    let mut manifest = read(files, &manifest_of(files));
    other.remove(&path(manifest["config"]["digest"].as_str().unwrap()));
    let (digest, size) = put(&mut other, serde_json::to_vec(config).unwrap());
    manifest["config"]["digest"] = json!(digest);
    manifest["config"]["size"] = json!(size);
    with_manifest(&other, &manifest)
}

pub fn config_of(files: &Files) -> Value {
    let manifest = read(files, &manifest_of(files));
    read(files, &path(manifest["config"]["digest"].as_str().unwrap()))
}

/// The layout with another tar as the last layer of its first image, under the codec's other name or not
pub fn with_layer(files: &Files, tar: &[u8], stored: Vec<u8>, media_type: &str) -> Files {
    let mut other = files.clone();
    let mut manifest = read(files, &manifest_of(files));
    let layer = manifest["layers"].as_array().unwrap().len() - 1;
    other.remove(&path(manifest["layers"][layer]["digest"].as_str().unwrap()));
    let (digest, size) = put(&mut other, stored);
    manifest["layers"][layer]["digest"] = json!(digest);
    manifest["layers"][layer]["size"] = json!(size);
    manifest["layers"][layer]["mediaType"] = json!(media_type);
    let mut config = config_of(files);
    config["rootfs"]["diff_ids"][layer] = json!(Digest::of(tar).to_string());
    let other = with_manifest(&other, &manifest);
    with_config(&other, &config)
}

/// Each layout whose first image has one other value in manifest or config
pub fn every(files: &Files) -> Vec<(String, Files)> {
    let manifest = read(files, &manifest_of(files));
    let manifests = alterations(&manifest).into_iter();
    let manifests = manifests.map(|(what, other)| (what, with_manifest(files, &other)));
    let configs = alterations(&config_of(files)).into_iter();
    let configs = configs.map(|(what, other)| (what, with_config(files, &other)));
    manifests.chain(configs).collect()
}
