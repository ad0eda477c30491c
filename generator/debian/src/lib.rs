//! Debian's formats: versions, control stanzas, archive indexes, apt's sources, and the lock of
//! the debs that are taken from them. Text in, types out; no file, process, network or clock.

mod armor;
mod clearsign;
mod copyright;
mod date;
mod day;
mod dependency;
mod file_hash;
mod installed;
mod lock;
mod name;
mod packages;
mod pool_path;
mod release;
mod resolve;
mod signature;
mod sources;
mod stanza;
mod version;

pub use armor::dearmor;
pub use clearsign::{ClearSignError, ClearSigned};
pub use copyright::Copyright;
pub use date::{Date, DateError};
pub use day::{Day, DayError};
pub use dependency::{Dependency, DependencyError, Operator, Relation, MAX_RELATIONS};
pub use file_hash::{FileHash, FileHashError};
pub use installed::Installed;
pub use lock::{Lock, LockError, LockedIndex, LockedPackage, LOCK_VERSION};
pub use name::{check_name, NameError};
pub use packages::{FieldError, Package, Packages, PackagesError};
pub use pool_path::{PoolPath, PoolPathError};
pub use release::{IndexFile, Release, ReleaseError, ReleaseFile};
pub use resolve::{resolve, Problem, Request, Resolution, ResolveError};
pub use signature::Signatures;
pub use sources::{Signer, Source, SourcesError};
pub use stanza::{Field, Stanza, StanzaError, Stanzas, MAX_FIELDS, MAX_VALUE};
pub use version::{Version, VersionError};
