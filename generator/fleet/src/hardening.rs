//! The baseline that every container of the fleet runs under: `hardening/seccomp.toml` as written,
//! and what an engine reads of it. No I/O.

mod filter;
mod policy;

pub use filter::Filter;
pub use policy::{Allow, Argument, Deny, Family, Policy, Taken};
