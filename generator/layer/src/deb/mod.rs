//! Debian packages by their content: ar, control, data; no maintainer script ever runs.

mod control;
mod fault;
mod merge;
mod package;
mod policy;

pub use fault::DebError;
pub use package::Package;
pub use policy::Policy;
