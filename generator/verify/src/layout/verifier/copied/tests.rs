use crate::{verify_layout, Report};
use fleet::build_lock::{Blob, Image, Layer, Outputs};
use oci::{
    layout, Descriptor, DiffId, Digest, ImageConfig, Manifest, MediaType, RuntimeConfig, LAYER_NAME,
};
use serde_json::{json, Value};
use std::collections::BTreeMap;
use std::path::Path;

/// A layout of images that differ in one variable, as another program copies it, and their lock
struct Copied {
    folder: tempfile::TempDir,
    outputs: Outputs,
    index: Value,
}

impl Copied {
    fn of(names: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join(layout::BLOBS)).unwrap();
        let mut copied = Self {
            folder,
            outputs: Outputs::default(),
            index: json!({"schemaVersion": 2, "manifests": []}),
        };
        // As skopeo writes it
        copied.write("oci-layout", br#"{"imageLayoutVersion": "1.0.0"}"#);
        for name in names {
            copied.image(name);
        }
        copied
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.folder.path().join(name), bytes).unwrap();
    }

    fn blob(&self, kind: MediaType, bytes: &[u8]) -> Descriptor {
        self.write(&layout::blob_path(&Digest::of(bytes)), bytes);
        Descriptor::of(kind, bytes)
    }

    fn image(&mut self, name: &str) {
        let tar = b"the bytes of a layer";
        let layer = self.blob(MediaType::Layer, tar).annotated(LAYER_NAME, "l");
        let diff_id = DiffId::of(tar);
        let config = RuntimeConfig {
            env: vec![format!("NAME={name}")],
            ..RuntimeConfig::default()
        };
        let config = ImageConfig::new(config, &[("l", diff_id)]).print();
        let config = self.blob(MediaType::Config, &config);
        let manifest = Manifest::new(config.clone(), vec![layer.clone()]).print();
        let manifest = self.blob(MediaType::Manifest, &manifest);
        let image = Image {
            config: config.digest,
            layers: vec!["l".to_owned()],
            manifest: manifest.digest,
            sbom: None,
            size: 0,
        };
        self.outputs.images.insert(name.to_owned(), image);
        let blob = Blob {
            digest: layer.digest,
            media_type: layer.media_type,
            parameters: BTreeMap::new(),
            size: layer.size,
        };
        let blobs = BTreeMap::from([("none".to_owned(), blob)]);
        self.outputs
            .layers
            .insert("l".to_owned(), Layer { blobs, diff_id });
        let manifests = self.index["manifests"].as_array_mut().unwrap();
        manifests.push(json!({
            "mediaType": manifest.media_type.to_string(),
            "digest": manifest.digest.to_string(),
            "size": manifest.size,
        }));
    }

    /// Whether it is called as locked
    fn passes(&self, only: Option<&str>) -> bool {
        self.write(layout::INDEX, &serde_json::to_vec(&self.index).unwrap());
        let path: &Path = self.folder.path();
        let report = verify_layout(path, &self.outputs, only, &());
        report.is_ok_and(|report| Report::is_as_locked(&report))
    }

    /// What does not hold: `what: got`
    fn found(&self, only: Option<&str>) -> Vec<String> {
        self.write(layout::INDEX, &serde_json::to_vec(&self.index).unwrap());
        let path: &Path = self.folder.path();
        let report = verify_layout(path, &self.outputs, only, &()).unwrap();
        assert!(report.images > 0);
        let shown = report.mismatches.iter();
        shown
            .map(|one| format!("{}: {}", one.claim, one.got))
            .collect()
    }
}

#[test]
fn images_without_names_are_known_by_their_digests() {
    let mut copied = Copied::of(&["pc2-a", "pc2-b"]);
    assert_eq!(copied.found(None), [""; 0]);
    copied.index["mediaType"] = json!(MediaType::Index.to_string());
    assert_eq!(copied.found(None), [""; 0]);
    assert_eq!(copied.found(Some("b")), [""; 0]);
    // One of them alone
    let mut one = Copied::of(&["pc2-a"]);
    one.index["manifests"][0]["annotations"] = json!({oci::REF_NAME: "v1"});
    let c = Copied::of(&["pc2-c"]);
    one.outputs.images.extend(c.outputs.images.clone());
    assert_eq!(one.found(None), [""; 0]);
}

#[test]
fn what_an_index_says_is_compared_with_what_is_there() {
    let with = |change: &dyn Fn(&mut Value)| {
        let mut copied = Copied::of(&["pc2-a", "pc2-b"]);
        change(&mut copied.index);
        copied.found(None)
    };
    let size = with(&|index| index["manifests"][0]["size"] = json!(7));
    assert_eq!(size, ["size: 7"]);
    let kind = with(&|index| {
        index["manifests"][0]["mediaType"] = json!(MediaType::Index.to_string());
    });
    assert_eq!(kind, [format!("media type: {}", MediaType::Index)]);
    let platform = with(&|index| {
        index["manifests"][0]["platform"] = json!({"os": "linux", "architecture": "arm64"});
    });
    assert_eq!(platform, ["platform: linux/arm64"]);
    let name = with(&|index| {
        index["manifests"][0]["annotations"] = json!({oci::REF_NAME: "b"});
    });
    assert_eq!(name, ["name: `b`, the name of another"]);
    let twice = with(&|index| index["mediaType"] = json!(MediaType::Manifest.to_string()));
    assert_eq!(twice, [format!("media type: {}", MediaType::Manifest)]);
}

/// Whoever writes the index would have one name lead elsewhere
#[test]
fn no_entry_hides_another() {
    let mut copied = Copied::of(&["pc2-a", "pc2-b"]);
    assert!(copied.passes(None) && copied.passes(Some("pc2-a")));
    let evil = copied.blob(MediaType::Manifest, b"{\"another\": \"image\"}");
    let entry = |names: Value| {
        json!({
            "mediaType": evil.media_type.to_string(),
            "digest": evil.digest.to_string(),
            "size": evil.size,
            "annotations": names,
        })
    };
    let genuine = copied.index["manifests"].as_array().unwrap().clone();
    for name in ["pc2-a", "prod", "b"] {
        let mut manifests = genuine.clone();
        manifests.insert(0, entry(json!({oci::REF_NAME: name})));
        copied.index["manifests"] = json!(manifests);
        for only in [None, Some("pc2-a")] {
            assert!(!copied.passes(only), "{name} {only:?}");
        }
    }
    // With any of our names it is an index of ours, which its bytes have to be.
    let mut copied = Copied::of(&["pc2-a", "pc2-b"]);
    for key in [oci::IMAGE_NAME, oci::LOADED_NAME] {
        let mut manifests = genuine.clone();
        manifests[0]["annotations"] = json!({key: "localhost/pc2-b:latest"});
        copied.index["manifests"] = json!(manifests);
        for only in [None, Some("pc2-b")] {
            assert!(!copied.passes(only), "{key} {only:?}");
        }
    }
}

#[test]
fn an_altered_image_is_told_by_the_name_of_the_copy() {
    let mut copied = Copied::of(&["pc2-a"]);
    copied.index["manifests"][0]["annotations"] = json!({oci::REF_NAME: "a"});
    let locked = copied.outputs.images.get_mut("pc2-a").unwrap();
    let other = Digest::of(b"another");
    locked.manifest = other;
    let found = copied.found(None);
    assert!(
        found.iter().any(|one| one.starts_with("manifest: sha256:")),
        "{found:?}"
    );
    // Without a name it is one that nobody locked.
    copied.index["manifests"][0]["annotations"] = json!({});
    let found = copied.found(None);
    assert!(
        found.contains(&"image: an image that is not in build-lock.json".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_marker_of_another_version_is_told() {
    let copied = Copied::of(&["pc2-a"]);
    copied.write("oci-layout", br#"{"imageLayoutVersion": "2.0.0"}"#);
    assert_eq!(copied.found(None).len(), 1);
}

#[test]
fn a_name_of_ours_makes_the_index_ours_to_the_byte() {
    let mut copied = Copied::of(&["pc2-a"]);
    copied.index["mediaType"] = json!(MediaType::Index.to_string());
    copied.index["manifests"][0]["annotations"] =
        json!({oci::LOADED_NAME: "localhost/pc2-a:latest"});
    let found = copied.found(None);
    assert!(
        found.iter().any(|one| one.starts_with("bytes: ")),
        "{found:?}"
    );
}
