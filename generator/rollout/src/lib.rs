//! A roll-out, judged: what an engine says of images and containers against what was locked and
//! rendered, and which releases a machine keeps.
//!
//! Pure: the caller asks the engine, bounded, and hands over its answers. What an engine says is
//! normal input whatever it holds: what means nothing is an error or a state that is told.

mod container;
mod content;
mod granted;
mod half_made;
mod holding;
mod image;
mod info;
mod lost_ports;
mod record;
mod recreated;
mod release;
mod rights;
mod running;
mod shown;
mod standing;
mod storage;
mod told;
#[cfg(test)]
mod written_short;

pub use container::{Container, State};
pub use content::{Content, Documents};
pub use granted::Granted;
pub use half_made::half_made;
pub use holding::{Holding, Kept, Other, Same};
pub use image::{differences, Difference, Image};
pub use info::Info;
pub use lost_ports::lost_ports;
pub use record::{Record, Service};
pub use recreated::recreated;
pub use release::{next, superseded, NotRelease, Release, KEPT};
pub use running::{Engine, Running};
pub use shown::shown;
pub use standing::{Standing, Verdict};
pub use storage::{NotStorage, Stored};
pub use told::{env_file, Expected, Told};

/// Why an engine's answer cannot be read
#[derive(Debug, thiserror::Error)]
#[error("the engine's answer is not the output of `docker inspect`: {0}")]
pub struct Unreadable(#[from] serde_json::Error);
