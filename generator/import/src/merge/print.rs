//! Values as the table writes them.

use super::Said;
use toml_edit::{Array, InlineTable, Value};

/// A longer list has a line for each item
const WIDTH: usize = 80;

impl From<&Said> for Value {
    fn from(said: &Said) -> Self {
        match said {
            Said::Truth(truth) => (*truth).into(),
            Said::Text(text) => text.into(),
            Said::Names(names) => list(names.iter().map(String::as_str)).into(),
            Said::Ports(ports) => {
                let ports = ports.iter().map(|(name, port)| (name, i64::from(*port)));
                ports.collect::<InlineTable>().into()
            }
        }
    }
}

/// A list on one line, or on a line for each item
pub(super) fn list<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Array {
    let width: usize = names.clone().map(|name| name.len() + 4).sum();
    let mut list: Array = names.collect();
    if width > WIDTH {
        for name in list.iter_mut() {
            name.decor_mut().set_prefix("\n  ");
        }
        list.set_trailing("\n");
        list.set_trailing_comma(true);
    }
    list
}
