//! Documents of ours: JSON of a known version, printed canonically.

use serde::de::{DeserializeOwned, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fmt;

/// Why a document cannot be read
#[derive(Debug, thiserror::Error)]
pub enum ParseError {
    /// Not JSON of the right shape
    #[error("malformed: {0}")]
    Json(#[from] serde_json::Error),
    /// From another gen-lock
    #[error("version `{0}` is not known\n\nhint: this gen-lock reads version 1; use the gen-lock that wrote it, or write it again with this one")]
    Version(u64),
    /// What is called so would lead elsewhere
    #[error("`{0}` is not a valid name of an image or a layer")]
    Name(String),
    /// An image has a layer that is nowhere described
    #[error("image `{image}` has the layer `{layer}`, which is not among the layers")]
    Layer {
        /// The image
        image: String,
        /// The layer's name
        layer: String,
    },
}

/// Reads a document of version 1
///
/// # Errors
/// When it is no JSON of the right shape, or of another version.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, ParseError> {
    // Readers differ in which of two values they take: nobody takes either.
    let Distinct(value) = serde_json::from_str(text)?;
    match value.get("version").and_then(serde_json::Value::as_u64) {
        // Read from the text, so that an error has its line.
        Some(1) | None => Ok(serde_json::from_str(text)?),
        Some(other) => Err(ParseError::Version(other)),
    }
}

/// Canonical JSON of ours: names sorted, two spaces, one fact a line, a final newline.
pub fn canonical(value: &impl Serialize) -> String {
    // Through `Value`, whose objects are sorted; our types hold nothing that JSON cannot.
    let value = serde_json::to_value(value).unwrap_or_default();
    format!("{value:#}\n")
}

/// JSON in which no object has a key twice (RFC 8259, section 4: what is done then is not said)
struct Distinct(Value);

impl<'de> Deserialize<'de> for Distinct {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DistinctVisitor).map(Self)
    }
}

struct DistinctVisitor;

impl<'de> Visitor<'de> for DistinctVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Distinct(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some((key, Distinct(value))) = entries.next_entry::<String, _>()? {
            if map.contains_key(&key) {
                let key: String = key.escape_default().take(100).collect();
                return Err(A::Error::custom(format!("key `{key}` is duplicated")));
            }
            map.insert(key, value);
        }
        Ok(map.into())
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use serde_json::Value;

    #[test]
    fn a_key_that_is_there_twice_is_refused_with_its_line() {
        let error = |text: &str| parse::<Value>(text).unwrap_err().to_string();
        let twice = "{\n\"version\": 1,\n\"a\": [{\"b\": 1,\n\"b\": 1}]}";
        insta::assert_snapshot!(error(twice), @"malformed: key `b` is duplicated at line 4 column 7");
        let version = error("{\"version\": 2, \"version\": 1}");
        assert!(version.contains("key `version` is duplicated"), "{version}");
        let sound = "{\"version\": 1, \"a\": {\"b\": [1.5, -1, null, true]}, \"b\": \"x\"}";
        assert_eq!(parse::<Value>(sound).unwrap()["a"]["b"][0], 1.5);
        assert!(parse::<Value>(&"[".repeat(100_000)).is_err());
    }
}
