//! The lock: every field of it that says what an image is.

use crate::golden::{files, lock_text, Folder};
use crate::json::alterations;
use fleet::BuildLock;
use serde_json::Value;

/// What of a lock says nothing of an image's bytes: an SBOM lies beside it, a size is for people, and
/// parameters are the compressor's
const OF_OTHERS: [&str; 3] = ["sbom", "size", "parameters"];

#[test]
fn every_field_of_the_outputs_counts() {
    let folder = Folder::new(files());
    let lock: Value = serde_json::from_str(&lock_text()).unwrap();
    let mut judged = 0;
    for (what, outputs) in alterations(&lock["outputs"]) {
        let mut altered = lock.clone();
        altered["outputs"] = outputs;
        let Ok(lock) = BuildLock::parse(&altered.to_string()) else {
            continue;
        };
        let is_of_image = what.starts_with("images.") || what.starts_with("without images");
        let is_other = OF_OTHERS.iter().any(|field| what.contains(field));
        let is_as_locked = folder.is_as_locked(&lock.outputs);
        if is_other && (is_of_image || what.contains("parameters")) {
            assert!(is_as_locked, "{what}");
        } else {
            assert!(!is_as_locked, "{what}");
            judged += 1;
        }
    }
    assert!(judged > 30, "{judged}");
}
