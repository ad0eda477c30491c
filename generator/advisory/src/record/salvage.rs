//! What can be read of a record that is not of the format's types.

use super::{Affected, Odd, Package, Record};
use crate::RecordError;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A record's fields, each by itself
///
/// # Errors
/// When it is not a JSON object at all: with the first reader's words.
pub fn record(bytes: &[u8], error: serde_json::Error) -> Result<Record, RecordError> {
    let Ok(Value::Object(map)) = serde_json::from_slice(bytes) else {
        return Err(RecordError::Json(error));
    };
    let mut reader = Reader { map, odd: vec![] };
    let affected = reader.items("affected");
    let record = Record {
        id: reader.one("id"),
        modified: reader.one("modified"),
        withdrawn: reader.one("withdrawn"),
        aliases: reader.list("aliases"),
        upstream: reader.list("upstream"),
        related: reader.list("related"),
        summary: reader.one("summary"),
        severity: reader.list("severity"),
        affected: affected.into_iter().enumerate().map(entry).collect(),
        database_specific: reader.one("database_specific"),
        odd: vec![],
    };
    let mut odd = reader.odd;
    // Values may each be sound and the whole not: a key that is there twice.
    if odd.is_empty() && record.affected.iter().all(|one| one.odd.is_empty()) {
        odd.push(Odd::new(Odd::WHOLE, &error));
    }
    Ok(Record { odd, ..record })
}

fn entry((at, value): (usize, Value)) -> Affected {
    let place = format!("affected[{at}]");
    let Value::Object(map) = value else {
        return Affected {
            odd: vec![Odd::new(&place, &"no object")],
            ..Affected::default()
        };
    };
    let mut reader = Reader { map, odd: vec![] };
    let affected = Affected {
        package: package(&mut reader),
        severity: reader.list("severity"),
        ranges: reader.list("ranges"),
        versions: reader.list("versions"),
        ecosystem_specific: reader.one("ecosystem_specific"),
        odd: vec![],
    };
    let odd = reader.odd.into_iter().map(|odd| odd.below(&place));
    Affected {
        odd: odd.collect(),
        ..affected
    }
}

/// One whose ecosystem is known and whose name is not has an empty name
fn package(reader: &mut Reader) -> Option<Package> {
    let value = reader.map.get("package")?;
    let ecosystem = value.get("ecosystem").and_then(Value::as_str);
    let named = ecosystem.map(|ecosystem| Package {
        ecosystem: ecosystem.to_owned(),
        name: String::new(),
    });
    reader.one::<Option<Package>>("package").or(named)
}

struct Reader {
    map: Map<String, Value>,
    odd: Vec<Odd>,
}

impl Reader {
    /// `null` stands for what is absent
    fn one<T: DeserializeOwned + Default>(&mut self, key: &str) -> T {
        let value = self.map.remove(key).unwrap_or_default();
        let read = serde_json::from_value::<Option<T>>(value);
        let read = read.map_err(|error| self.odd.push(Odd::new(key, &error)));
        read.ok().flatten().unwrap_or_default()
    }

    fn items(&mut self, key: &str) -> Vec<Value> {
        match self.map.remove(key) {
            None | Some(Value::Null) => vec![],
            Some(Value::Array(items)) => items,
            Some(_) => {
                self.odd.push(Odd::new(key, &"no list"));
                vec![]
            }
        }
    }

    fn list<T: DeserializeOwned>(&mut self, key: &str) -> Vec<T> {
        let mut all = Vec::new();
        for (at, item) in self.items(key).into_iter().enumerate() {
            match serde_json::from_value(item) {
                Ok(one) => all.push(one),
                Err(error) => self.odd.push(Odd::new(&format!("{key}[{at}]"), &error)),
            }
        }
        all
    }
}

impl Odd {
    /// The place of what is wrong with no field by itself
    pub(crate) const WHOLE: &str = "the record";

    pub(crate) fn new(at: &str, reason: &impl ToString) -> Self {
        Self {
            at: at.to_owned(),
            reason: reason.to_string().chars().take(200).collect(),
        }
    }

    fn below(self, place: &str) -> Self {
        Self {
            at: format!("{place}.{}", self.at),
            ..self
        }
    }
}
