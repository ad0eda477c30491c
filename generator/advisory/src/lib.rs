//! Advisories in OSV's format (<https://ossf.github.io/osv-schema/>), and which of them concern a
//! package of Debian or of the Python index at its version.
//!
//! Text in, types out: nothing here opens a file or knows of a fleet. A [`Builder`] reads every
//! record of a database and keeps what is asked for; the [`Database`] answers. What of a record cannot
//! be read is a [`Fault`], which the caller has to show: it is never a pass, and it hides nothing else.

mod aliases;
mod builder;
mod concern;
mod database;
mod error;
mod range;
mod record;
mod release;
mod severity;

pub use aliases::is_upload;
pub use builder::{Builder, Wanted};
pub use database::{Database, Ecosystem, Match};
pub use error::{Fault, RangeError, RecordError};
pub use record::MAX_BYTES;
pub use release::debian_release;
pub use severity::{Severity, SeverityError};
