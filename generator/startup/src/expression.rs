//! What the fleet's launcher replaces in a value: `${NAME}` and `${NAME:-default}`; and ports,
//! which are sums of numbers and variables such as `${PORT_OFFSET}+7200`.

mod port;
mod template;
#[cfg(test)]
mod tests;

pub use port::{Port, PortError};
pub use template::{Part, Template, Unset, Variable};

use std::collections::BTreeMap;

/// Values of variables by name.
pub type Variables = BTreeMap<String, String>;
