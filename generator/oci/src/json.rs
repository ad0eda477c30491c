//! Canonical JSON out, bounded JSON in.

use serde::de::DeserializeOwned;
use serde::Serialize;

use crate::Error;

/// Registries and engines refuse manifests above this size.
pub(crate) const LIMIT: usize = 4 << 20;

/// Prints `value` compactly with its keys sorted, as RFC 8785 orders ASCII keys.
pub fn canonical<T: Serialize>(value: &T) -> Vec<u8> {
    // `serde_json::Value` keeps objects in a `BTreeMap`: going through it sorts every level.
    let sorted = serde_json::to_value(value).expect("values of this crate have string keys");
    serde_json::to_vec(&sorted).expect("a JSON value prints")
}

pub(crate) fn parse<T: DeserializeOwned>(what: &'static str, bytes: &[u8]) -> Result<T, Error> {
    if bytes.len() > LIMIT {
        return Err(Error::TooLarge {
            what,
            size: bytes.len(),
            limit: LIMIT,
        });
    }
    serde_json::from_slice(bytes).map_err(|source| Error::Json { what, source })
}

pub(crate) fn check_schema(what: &'static str, version: u64) -> Result<(), Error> {
    match version {
        2 => Ok(()),
        got => Err(Error::SchemaVersion { what, got }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn sorts_keys_and_writes_no_space() {
        let value = BTreeMap::from([("b", 1), ("a", 2)]);
        assert_eq!(canonical(&value), br#"{"a":2,"b":1}"#);
    }

    #[test]
    fn bounds_what_it_reads() {
        let error = parse::<serde_json::Value>("manifest", &vec![b' '; LIMIT + 1]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "manifest of 4194305 bytes is larger than the 4194304 that readers accept"
        );
    }
}
