use std::collections::BTreeMap;

/// A Nix literal: what generated files may hold. No function, no reference, no path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `true` or `false`
    Bool(bool),
    /// A signed integer; Nix has 64 bits
    Int(i64),
    /// A string, printed with every interpolation escaped
    String(String),
    /// `[ … ]`
    List(Vec<Value>),
    /// `{ … }`, in bytewise order of its names
    Set(BTreeMap<String, Value>),
}

impl Value {
    /// A string value
    pub fn string(text: impl Into<String>) -> Self {
        Self::String(text.into())
    }

    /// A list of strings
    pub fn strings<T: Into<String>>(items: impl IntoIterator<Item = T>) -> Self {
        Self::List(items.into_iter().map(Self::string).collect())
    }

    /// A set from its pairs
    pub fn set<K: Into<String>>(pairs: impl IntoIterator<Item = (K, Value)>) -> Self {
        Self::Set(
            pairs
                .into_iter()
                .map(|(name, value)| (name.into(), value))
                .collect(),
        )
    }

    /// True for `false`, the empty string, list and set: what a generated file leaves out
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Bool(value) => !value,
            Self::Int(_) => false,
            Self::String(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Set(items) => items.is_empty(),
        }
    }
}

impl From<serde_json::Value> for Value {
    /// JSON's null becomes an empty set, and a number that is no integer its text:
    /// neither occurs in what gen-lock generates.
    fn from(json: serde_json::Value) -> Self {
        match json {
            serde_json::Value::Null => Self::Set(BTreeMap::new()),
            serde_json::Value::Bool(value) => Self::Bool(value),
            serde_json::Value::Number(number) => number
                .as_i64()
                .map_or_else(|| Self::String(number.to_string()), Self::Int),
            serde_json::Value::String(text) => Self::String(text),
            serde_json::Value::Array(items) => {
                Self::List(items.into_iter().map(Self::from).collect())
            }
            serde_json::Value::Object(items) => Self::Set(
                items
                    .into_iter()
                    .map(|(name, item)| (name, item.into()))
                    .collect(),
            ),
        }
    }
}
