//! What runs a machine's part of the fleet: a compose file, Podman quadlets, a startup config.
//!
//! Pure: a [`Machine`] is the view of one machine, made from the table as written and the fleet as
//! resolved; [`compose`], [`quadlet`] and [`startup_config`] turn it into [`Files`]. Every file
//! begins with a [`Header`], by which a later render knows its own. The same in gives the same out.

mod compose;
mod folder;
mod header;
mod image;
mod legal;
mod profile;
mod quadlet;
mod resume;
pub mod rights;
mod startup_config;
mod view;
pub mod yaml;

pub use compose::compose;
pub use folder::{folders, Folder};
pub use header::{Form, Header};
pub use image::{GitSha, Images, Reference, Registry, Rollout, Tag};
pub use legal::Illegal;
pub use profile::Profile;
pub use quadlet::quadlet;
pub use resume::{resume_service, resume_timer};
pub use rights::{Bind, Rights, Seccomp};
pub use startup_config::startup_config;
pub use view::{Dropped, Group, Limits, Machine, Mount, Ports, Request, Roles, Service};

use std::collections::BTreeMap;

/// Texts by file name
pub type Files = BTreeMap<String, String>;

/// The phases of the blueprint's migration (section H): core infrastructure, GPU services on the
/// first machine, CPU services on the second
pub const PHASES: std::ops::RangeInclusive<u8> = 1..=3;
