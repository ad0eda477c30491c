//! The fleet's startup configs against its table: every difference with its place on both sides,
//! and what the table lacks, merged into it.
//!
//! Pure: the caller reads and writes files. [`compare`] finds, [`merge`] edits a text.

mod compare;
mod finding;
mod merge;
mod pair;
#[cfg(test)]
mod tests;
mod written;

pub use compare::compare;
pub use finding::{Finding, Id, Location, Severity};
pub use merge::{merge, Merge, Merged};
pub use pair::Config;
pub use written::Written;
