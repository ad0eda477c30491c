//! Debian packages by their content: ar, control, data; no maintainer script ever runs.

mod control;
mod data;
mod fault;
mod left;
mod merge;
mod overlap;
mod package;
mod policy;
mod relation;
mod stanza;
mod sums;
mod version;

pub use fault::DebError;
pub use overlap::settle;
pub use package::Package;
pub use policy::Policy;
#[cfg(test)]
pub use relation::Relation;
pub use relation::Relations;
