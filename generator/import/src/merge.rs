//! What the table lacks of the configs, written into it. What it says stays, comments and order
//! with it.

mod field;
mod machine;
mod print;
mod row;

use crate::pair::Pair;
use crate::{Config, Written};
use fleet::Error;
use std::collections::BTreeMap;
use toml_edit::DocumentMut;

/// The table with what it lacked
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The new text
    pub text: String,
    /// What was added, in the order of the table
    pub merged: Vec<Merged>,
}

/// Something that was added
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The row; absent: of a machine or the fleet
    pub service: Option<String>,
    /// The key, such as `on.pc2.dependencies`, or `row` for a whole one
    pub key: String,
}

/// Adds what the table lacks of the configs
///
/// A value that the table has is never changed; where machines of a row differ, the others than
/// the first get an `on.<machine>`.
///
/// # Errors
/// When the table's text cannot be edited.
pub fn merge(written: &Written<'_>, configs: &[Config<'_>]) -> Result<Merge, Error> {
    let source = written.source;
    let mut document: DocumentMut = source
        .text
        .parse()
        .map_err(|error: toml_edit::TomlError| source.error_at(None, error.message().to_owned()))?;
    let pairs: Vec<_> = configs
        .iter()
        .filter_map(|config| Pair::new(written, config))
        .collect();
    let mut merged = vec![];
    row::merge(&mut document, written, &pairs, &mut merged);
    for pair in &pairs {
        machine::groups(&mut document, pair, &mut merged);
        machine::features(&mut document, pair, &mut merged);
    }
    Ok(Merge {
        text: document.to_string(),
        merged,
    })
}

/// A value that a config says of a service
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Truth(bool),
    Names(Vec<String>),
    Ports(BTreeMap<String, u16>),
    Text(String),
}

impl Said {
    /// Whether a row that says nothing means the same
    fn is_default(&self) -> bool {
        match self {
            Self::Truth(truth) => *truth,
            Self::Names(names) => names.is_empty(),
            Self::Ports(ports) => ports.is_empty(),
            Self::Text(_) => false,
        }
    }
}
