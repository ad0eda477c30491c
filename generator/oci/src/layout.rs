//! The OCI image layout: where things lie in its folder.

use serde::Deserialize;

use crate::{json, Digest, Error};

/// The file that marks a folder as a layout.
pub const MARKER: &str = "oci-layout";

/// The bytes of [`MARKER`].
pub const MARKER_BYTES: &[u8] = br#"{"imageLayoutVersion":"1.0.0"}"#;

/// The file that lists the manifests.
pub const INDEX: &str = "index.json";

/// The folder of all blobs.
pub const BLOBS: &str = "blobs/sha256";

/// Where the blob of `digest` lies, relative to the layout.
pub fn blob_path(digest: &Digest) -> String {
    format!("{BLOBS}/{}", digest.hex())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Marker {
    image_layout_version: String,
}

/// Checks the bytes of [`MARKER`].
pub fn check_marker(bytes: &[u8]) -> Result<(), Error> {
    let marker: Marker = json::parse("oci-layout", bytes)?;
    match marker.image_layout_version.as_str() {
        "1.0.0" => Ok(()),
        other => Err(Error::LayoutVersion(other.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_its_own_marker_alone() {
        check_marker(MARKER_BYTES).unwrap();
        let error = check_marker(br#"{"imageLayoutVersion":"2"}"#).unwrap_err();
        assert_eq!(
            error.to_string(),
            "unknown `imageLayoutVersion`, want `1.0.0`, got: `2`"
        );
        assert!(check_marker(b"{")
            .unwrap_err()
            .to_string()
            .starts_with("oci-layout is malformed"));
    }

    #[test]
    fn blobs_lie_by_digest() {
        assert!(blob_path(&Digest::of(b"")).starts_with("blobs/sha256/e3b0c442"));
    }
}
