//! Python's packaging formats: wheel filenames and tags (PEP 425, 427, 600), markers (PEP 508),
//! `pylock.toml` (PEP 751), requirements files with hashes, core metadata, pages of an index
//! (PEP 503, 629, 691).
//!
//! Text in, types out: nothing here opens a file, asks an index or knows of a fleet. A reader
//! collects every [`Finding`] of a text, each with line and column, and never stops at the first.

mod address;
mod build_tag;
mod closure;
mod distribution;
mod encoding;
mod file_hash;
mod finding;
mod format;
mod headers;
mod index_page;
mod interpreter;
mod judge;
mod lock;
mod marker;
mod metadata;
mod problem;
mod pylock;
mod reason;
mod requirement;
mod requirements;
mod spelling;
mod tag;
mod wheel_filename;

pub use address::redacted;
pub use build_tag::BuildTag;
pub use closure::{Closure, MetadataOf};
pub use distribution::{Distribution, DistributionError};
pub use encoding::decode;
pub use file_hash::{FileHash, FileHashError};
pub use finding::{Finding, Findings, Place, Severity};
pub use format::Format;
pub use index_page::{IndexFile, IndexPage, IndexPageError, ACCEPT};
pub use interpreter::{Glibc, Interpreter, InterpreterError};
pub use judge::{judge_pylock, judge_requirements};
pub use lock::{Lock, LockedPackage};
pub use marker::{Marker, MarkerError};
pub use metadata::{MalformedField, Metadata, MetadataError};
pub use pep440_rs::{Version, VersionSpecifiers};
pub use pep508_rs::{ExtraName, PackageName};
pub use problem::Problem;
pub use pylock::{Dependency, Direct, Location, Package, Pylock, Wheel};
pub use requirement::{Requirement, RequirementError};
pub use requirements::{Pin, Requirements};
pub use spelling::same_file;
pub use tag::{Tag, TagError};
pub use wheel_filename::{WheelFilename, WheelFilenameError};
