//! The fleet: its table and families as written, and what they resolve to.
//!
//! One direction: [`table`], [`family_file`] and [`debian_policy`] are as written; [`resolve`] turns
//! them into a [`Fleet`]; [`plan`] names every layer and image; [`BuildLock`] records inputs and
//! outputs. No I/O: the caller reads and writes files.

pub mod build_lock;
pub mod debian_policy;
pub mod decision;
pub mod document;
mod environment;
pub mod family_file;
pub mod hardening;
pub mod image_config;
pub mod image_name;
pub mod literal;
mod name;
mod place;
pub mod plan;
mod resolve;
pub mod table;
pub mod variable;

pub use build_lock::BuildLock;
pub use debian::Day;
pub use debian_policy::DebianPolicy;
pub use decision::{Decisions, WheelFile};
pub use family_file::FamilyFile;
pub use image_name::ImageName;
pub use name::{is_label, kebab};
pub use place::{Error, Source};
pub use resolve::{resolve, Family, Fleet, Machine, Needs, Placement, Work};
pub use table::Table;
