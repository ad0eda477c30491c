//! A bounded tree of YAML with places. Of YAML it takes maps, lists and texts; anchors, aliases,
//! merge keys, tags, several documents, duplicate keys and tabs as indentation are refused.
//!
//! Source: YAML 1.2.2, read by `saphyr-parser`'s events.

mod build;
mod refusal;
#[cfg(test)]
mod tests;

use crate::{Error, Place, Placed, Problem};

/// A longer text is refused.
pub const MAX_BYTES: usize = 4 << 20;
/// Maps and lists within each other, at most.
pub const MAX_DEPTH: usize = 64;
/// More values than this are refused.
pub const MAX_NODES: usize = 100_000;

/// A value and where it was written.
///
/// A block list's place is that of its first item, since the dash has none in the events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it starts.
    pub place: Place,
    /// What it is.
    pub kind: Kind,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text, a number, `true`, nothing: all are texts here.
    Scalar(Scalar),
    /// `- a`, `[a]`
    List(Vec<Node>),
    /// `a: b`, `{a: b}`
    Map(Map),
}

/// A value that holds no others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// Without its quotes and escapes.
    pub text: String,
    /// Written without quotes, on one line or several; a plain `true` is no text.
    pub plain: bool,
    /// How many characters before the text, where it stands in the source as it is; `None` where
    /// it was unfolded or unescaped.
    quote: Option<usize>,
}

/// Keys and values in the order of the text; no key is there twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    /// In the order of the text.
    pub entries: Vec<Entry>,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: Placed<String>,
    /// The value.
    pub value: Node,
}

impl Map {
    /// The entry of a key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key.value == key)
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }
}

impl Scalar {
    /// Whether it stands for nothing: empty, `~` or `null`.
    pub fn is_null(&self) -> bool {
        self.plain && matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }

    /// A truth value, in every spelling of YAML 1.1: the fleet's own launcher reads that.
    pub fn truth(&self) -> Option<bool> {
        match self.text.as_str() {
            _ if !self.plain => None,
            "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => Some(true),
            "false" | "False" | "FALSE" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => Some(false),
            _ => None,
        }
    }
}

impl Node {
    /// Reads a text that holds one document.
    ///
    /// # Errors
    /// The first thing that is no YAML, or that is refused; see [`Problem`].
    pub fn parse(text: &str) -> Result<Self, Error> {
        build::build(text)
    }

    /// Where a byte of the scalar's text stands; the scalar's own place where that is not known.
    pub fn place_within(&self, offset: usize) -> Place {
        let Kind::Scalar(Scalar {
            text,
            quote: Some(quote),
            ..
        }) = &self.kind
        else {
            return self.place;
        };
        let before = text
            .get(..offset)
            .map_or(0, |before| before.chars().count());
        Place {
            column: self.place.column + quote + before,
            ..self.place
        }
    }

    /// The map that must be here; `what` it is of, for the message.
    ///
    /// # Errors
    /// When it is something else.
    pub fn map(&self, what: impl FnOnce() -> String) -> Result<&Map, Error> {
        match &self.kind {
            Kind::Map(map) => Ok(map),
            _ => Err(self.want("a map", what())),
        }
    }

    /// The list that must be here; `what` it is of, for the message.
    ///
    /// # Errors
    /// When it is something else.
    pub fn list(&self, what: impl FnOnce() -> String) -> Result<&[Node], Error> {
        match &self.kind {
            Kind::List(items) => Ok(items),
            _ => Err(self.want("a list", what())),
        }
    }

    /// The text that must be here; `what` it is of, for the message.
    ///
    /// # Errors
    /// When it is something else, or nothing.
    pub fn text(&self, what: impl FnOnce() -> String) -> Result<&str, Error> {
        match &self.kind {
            Kind::Scalar(scalar) if !scalar.is_null() => Ok(&scalar.text),
            _ => Err(self.want("a text", what())),
        }
    }

    /// What it is, for messages.
    pub fn name(&self) -> &'static str {
        match &self.kind {
            Kind::Map(_) => "a map",
            Kind::List(_) => "a list",
            Kind::Scalar(scalar) if scalar.is_null() => "nothing",
            Kind::Scalar(_) => "a text",
        }
    }

    pub(crate) fn want(&self, want: &'static str, what: String) -> Error {
        let got = self.name();
        Error::new(self.place, Problem::Kind { what, got, want })
    }
}
