//! What can be wrong with OCI values as read.

/// A malformed OCI value.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not `sha256:` and 64 lowercase hexadecimal digits.
    #[error(
        "{what} must be `sha256:` and 64 lowercase hexadecimal digits, got {found} in: `{value}`"
    )]
    Digest {
        /// Which bytes the digest was meant to name.
        what: &'static str,
        /// The text as read.
        value: String,
        /// What was counted instead.
        found: String,
    },
    /// A document larger than any that readers accept.
    #[error("{what} of {size} bytes is larger than the {limit} that readers accept")]
    TooLarge {
        /// The kind of document.
        what: &'static str,
        /// Its size in bytes.
        size: usize,
        /// The largest size accepted.
        limit: usize,
    },
    /// Not the JSON that the specification describes.
    #[error("{what} is malformed: {source}")]
    Json {
        /// The kind of document.
        what: &'static str,
        /// Where and why.
        source: serde_json::Error,
    },
    /// A schema version other than 2.
    #[error("{what} has an unknown `schemaVersion`, want 2, got: {got}")]
    SchemaVersion {
        /// The kind of document.
        what: &'static str,
        /// The version as read.
        got: u64,
    },
    /// A media type that this house does not write.
    #[error("unknown media type: `{0}`")]
    MediaType(String),
    /// A layout of a version other than 1.0.0.
    #[error("unknown `imageLayoutVersion`, want `1.0.0`, got: `{0}`")]
    LayoutVersion(String),
}
