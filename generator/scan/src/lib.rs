//! The gate: what a database of advisories, Trivy or Grype say of the fleet's images, judged
//! against what is accepted for a time.
//!
//! Pure: the caller reads files and says what day it is. [`osv`] and [`report`] make [`Claim`]s,
//! [`judge`] turns them into a [`Report`]; [`print`], [`openvex`] and [`trivyignore`] write it.
//! [`change`] says what an update fixes and brings.

mod allow;
mod change;
mod claim;
mod export;
mod finding;
mod judge;
mod malformed;
mod osv;
pub mod print;
mod purl;
pub mod report;

pub use allow::{Allow, Justification};
pub use change::{change, Change, Changed};
pub use claim::{Artifact, Claim, Part, Scanner};
pub use export::{openvex, trivyignore, Export};
pub use finding::{Accepted, Fault, FaultKind, Finding, Place, Verdict};
pub use judge::{judge, Input, Policy};
pub use malformed::Malformed;
pub use osv::{claims, wanted, Unreadable};
