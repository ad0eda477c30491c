//! An OSV record as written; what is not needed is left out.

mod salvage;

use crate::RecordError;
use report::visible;
use serde::{Deserialize, Deserializer};

/// Records of more bytes are refused: the largest of public databases have a few million
pub const MAX_BYTES: usize = 32 << 20;

#[derive(Debug, Deserialize)]
pub(crate) struct Record {
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub modified: String,
    #[serde(default)]
    pub withdrawn: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub aliases: Vec<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub upstream: Vec<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub related: Vec<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub summary: String,
    #[serde(default, deserialize_with = "or_default")]
    pub severity: Vec<Score>,
    #[serde(default, deserialize_with = "or_default")]
    pub affected: Vec<Affected>,
    #[serde(default, deserialize_with = "or_default")]
    pub database_specific: Specific,
    /// What could not be read of it, entries of `affected` apart
    #[serde(skip)]
    pub odd: Vec<Odd>,
}

/// A value of a type that the format does not have there
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Odd {
    /// Such as `affected[0].ranges[1]`
    pub at: String,
    /// The reader's words
    pub reason: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Score {
    #[serde(rename = "type")]
    pub kind: String,
    pub score: String,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Affected {
    pub package: Option<Package>,
    #[serde(default, deserialize_with = "or_default")]
    pub severity: Vec<Score>,
    #[serde(default, deserialize_with = "or_default")]
    pub ranges: Vec<Range>,
    #[serde(default, deserialize_with = "or_default")]
    pub versions: Vec<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub ecosystem_specific: Specific,
    /// What could not be read of it
    #[serde(skip)]
    pub odd: Vec<Odd>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Package {
    pub ecosystem: String,
    pub name: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Range {
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default, deserialize_with = "or_default")]
    pub events: Vec<Event>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Event {
    pub introduced: Option<String>,
    pub fixed: Option<String>,
    pub last_affected: Option<String>,
    pub limit: Option<String>,
}

/// What a database says beyond the format; each may be of any shape
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Specific {
    #[serde(default)]
    severity: Option<Loose>,
    #[serde(default)]
    urgency: Option<Loose>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Loose {
    Text(String),
    Other(serde::de::IgnoredAny),
}

impl Specific {
    pub fn severity(&self) -> Option<&str> {
        text(self.severity.as_ref())
    }

    pub fn urgency(&self) -> Option<&str> {
        text(self.urgency.as_ref())
    }
}

fn text(loose: Option<&Loose>) -> Option<&str> {
    match loose {
        Some(Loose::Text(text)) => Some(text),
        _ => None,
    }
}

/// `null` stands for what is absent
fn or_default<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Default + Deserialize<'de>,
    D: Deserializer<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

impl Record {
    /// Reads a record. Where a value is of a type that the format does not have there, the rest is
    /// read; a record without a name has that of its file.
    pub fn parse(bytes: &[u8], stem: &str) -> Result<Self, RecordError> {
        if bytes.len() > MAX_BYTES {
            return Err(RecordError::Large(bytes.len()));
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        // A list would be read as an object's values in order.
        if bytes.trim_ascii_start().first() != Some(&b'{') {
            let error = serde::de::Error::custom("not a JSON object");
            return Err(RecordError::Json(error));
        }
        let read = serde_json::from_slice(bytes);
        let mut record = read.or_else(|error| salvage::record(bytes, error))?;
        if record.id.is_empty() {
            record.odd.push(Odd::new("id", &"there is none"));
            stem.clone_into(&mut record.id);
        }
        Ok(record)
    }

    /// `modified` to the second
    pub fn moment(&self) -> Result<String, RecordError> {
        moment(&self.modified).ok_or_else(|| RecordError::Modified(visible(&self.modified)))
    }

    /// Whether it was withdrawn. What is no moment takes nothing back.
    pub fn is_withdrawn(&self) -> Result<bool, RecordError> {
        match &self.withdrawn {
            None => Ok(false),
            Some(text) if moment(text).is_some() => Ok(true),
            Some(text) => Err(RecordError::Withdrawn(visible(text))),
        }
    }
}

fn moment(text: &str) -> Option<String> {
    let date = format!("{}Z", text.get(..19)?).parse::<debian::Date>();
    date.ok().map(|date| date.to_string())
}
