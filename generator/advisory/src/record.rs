//! An OSV record as written; what is not needed is left out.

use crate::RecordError;
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
}

#[derive(Debug, Deserialize)]
pub(crate) struct Score {
    #[serde(rename = "type")]
    pub kind: String,
    pub score: String,
}

#[derive(Debug, Deserialize)]
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
    pub fn parse(bytes: &[u8]) -> Result<Self, RecordError> {
        if bytes.len() > MAX_BYTES {
            return Err(RecordError::Large(bytes.len()));
        }
        let record: Self = serde_json::from_slice(bytes).map_err(RecordError::Json)?;
        if record.id.is_empty() {
            return Err(RecordError::Nameless);
        }
        Ok(record)
    }

    /// `modified` to the second
    pub fn moment(&self) -> Result<String, RecordError> {
        let seconds = self.modified.get(..19);
        let date = seconds.and_then(|text| format!("{text}Z").parse::<debian::Date>().ok());
        date.map(|date| date.to_string())
            .ok_or_else(|| RecordError::Modified {
                id: self.id.clone(),
                text: self.modified.chars().take(60).collect(),
            })
    }
}
