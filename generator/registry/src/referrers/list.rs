//! An index of referrers as a registry gives it. What is in it that we do not know stays as it is.

use crate::artifact::Descriptor;
use oci::{canonical, Digest, MediaType};
use serde::Deserialize as _;
use serde_json::{json, Map, Value};
use std::collections::BTreeSet;

const MANIFESTS: &str = "manifests";

/// An index of referrers, or several pages of one
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List(Map<String, Value>);

impl Default for List {
    fn default() -> Self {
        let fields = [
            ("schemaVersion".to_owned(), json!(2)),
            ("mediaType".to_owned(), json!(MediaType::Index.to_string())),
            (MANIFESTS.to_owned(), json!([])),
        ];
        Self(fields.into_iter().collect())
    }
}

impl List {
    /// Reads an index; `None` where it is none: a manifest, an artifact, the page of a login. `null` is an empty list
    /// in Go's words.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let mut fields: Map<String, Value> = serde_json::from_slice(bytes).ok()?;
        match fields.get(MANIFESTS)? {
            Value::Array(_) => {}
            Value::Null if !fields.contains_key("config") => {
                fields.insert(MANIFESTS.to_owned(), json!([]));
            }
            _ => return None,
        }
        Some(Self(fields))
    }

    /// Those that we can read: a digest of another algorithm is not of ours
    pub fn descriptors(&self) -> Vec<Descriptor> {
        let readable = |one: &Value| Descriptor::deserialize(one).ok();
        self.entries().iter().filter_map(readable).collect()
    }

    /// What it names, each with its type where it has one, whatever else is odd
    pub(crate) fn named(&self) -> Vec<(Digest, Option<&str>)> {
        let named = self.entries().iter().filter_map(|one| {
            let digest = one.get("digest")?.as_str()?.parse().ok()?;
            Some((digest, one.get("mediaType").and_then(Value::as_str)))
        });
        named.collect()
    }

    pub(super) fn len(&self) -> usize {
        self.entries().len()
    }

    pub(super) fn names(&self, digest: &Digest) -> bool {
        let digest = digest.to_string();
        let named = |one: &Value| one.get("digest").and_then(Value::as_str) == Some(&digest);
        self.entries().iter().any(named)
    }

    pub(super) fn push(&mut self, descriptor: &Descriptor) {
        if let (Some(Value::Array(entries)), Ok(one)) =
            (self.0.get_mut(MANIFESTS), serde_json::to_value(descriptor))
        {
            entries.push(one);
        }
    }

    /// Another page of it
    pub(super) fn extend(&mut self, other: Self) {
        let more = other.entries().to_vec();
        if let Some(Value::Array(entries)) = self.0.get_mut(MANIFESTS) {
            entries.extend(more);
        }
    }

    /// What another list names and this one does not
    pub(super) fn join(&mut self, mut other: Self) {
        if let Some(Value::Array(entries)) = other.0.get_mut(MANIFESTS) {
            let own = self.named().into_iter();
            let own: BTreeSet<Digest> = own.map(|(digest, _)| digest).collect();
            let digest = |one: &Value| one.get("digest").and_then(Value::as_str)?.parse().ok();
            entries.retain(|one| digest(one).is_none_or(|digest: Digest| !own.contains(&digest)));
        }
        self.extend(other);
    }

    /// The bytes of the index
    pub fn print(&self) -> Vec<u8> {
        canonical(&self.0)
    }

    fn entries(&self) -> &[Value] {
        let entries = self.0.get(MANIFESTS).and_then(Value::as_array);
        entries.map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::List;
    use crate::artifact::Descriptor;

    #[test]
    fn an_index_is_told_from_other_documents() {
        for text in [
            r#"{"manifests":[]}"#,
            r#"{"schemaVersion":2,"manifests":null}"#,
            r#"{"schemaVersion":2,"mediaType":"x","manifests":[{"digest":"sha512:00"}]}"#,
        ] {
            let list = List::parse(text.as_bytes()).unwrap();
            assert_eq!(list.descriptors(), [], "{text}");
        }
        for text in [
            "",
            "[]",
            "<html>manifests</html>",
            r#"{"errors":[]}"#,
            r#"{"schemaVersion":2,"config":{},"layers":[]}"#,
            r#"{"schemaVersion":2,"config":{},"layers":[],"manifests":null}"#,
            r#"{"manifests":"x"}"#,
        ] {
            assert_eq!(List::parse(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn what_we_do_not_know_stays() {
        let text = r#"{"annotations":{"a":"b"},"manifests":[{"digest":"sha512:00","urls":["u"]}]}"#;
        let mut list = List::parse(text.as_bytes()).unwrap();
        let own = Descriptor::for_bytes("x", b"{}");
        assert!(!list.names(&own.digest));
        list.push(&own);
        assert!(list.names(&own.digest));
        let printed = String::from_utf8(list.print()).unwrap();
        assert!(printed.contains(r#""annotations":{"a":"b"}"#), "{printed}");
        assert!(
            printed.contains(r#"{"digest":"sha512:00","urls":["u"]}"#),
            "{printed}"
        );
        assert_eq!(list.descriptors(), [own]);
    }
}
