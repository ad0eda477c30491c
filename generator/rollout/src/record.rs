//! What a release is of: the file beside its compose file that later roll-outs read.

use fleet::document::{self, ParseError};
use serde::{Deserialize, Serialize};

/// `release.json`: all that is needed to run a release without the table
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The format; only 1 exists
    pub version: u32,
    /// The machine
    pub machine: String,
    /// The build lock's SHA-256, hexadecimal
    pub lock: String,
    /// The commit that the containers are told
    pub git_sha: String,
    /// A tag that stands in for the digest of every image
    pub force_image_tag: Option<String>,
    /// What runs, in the order of the table
    pub services: Vec<Service>,
}

/// A service of a release
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// As the compose file names it
    pub service: String,
    /// Its container, and its image in the lock
    pub container: String,
    /// Its image by reference
    pub image: String,
    /// Whether the roll-out fails without it
    pub required: bool,
    /// Whether it restarts the others
    pub supervises: bool,
}

impl Record {
    /// The only format
    pub const VERSION: u32 = 1;

    /// Reads a record
    ///
    /// # Errors
    /// When it is no JSON of the right shape, or of another version.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        document::parse(text)
    }

    /// The canonical bytes
    pub fn print(&self) -> String {
        document::canonical(self)
    }
}

#[cfg(test)]
mod tests {
    use super::{Record, Service};

    #[test]
    fn reads_what_it_prints() {
        let record = Record {
            version: Record::VERSION,
            machine: "box".to_owned(),
            lock: "0".repeat(64),
            git_sha: "1".repeat(40),
            force_image_tag: None,
            services: vec![Service {
                service: "a".to_owned(),
                container: "box-a".to_owned(),
                image: "registry.example/fleet/box-a@sha256:2".to_owned(),
                required: true,
                supervises: false,
            }],
        };
        assert_eq!(Record::parse(&record.print()).unwrap(), record);
    }

    #[test]
    fn refuses_another_version_and_nonsense() {
        let error = Record::parse(r#"{"version":2}"#).unwrap_err().to_string();
        assert!(error.starts_with("version `2` is not known"), "{error}");
        assert!(Record::parse("[]").is_err() && Record::parse("{}").is_err());
    }
}
