//! Brings a release of a machine into its engine. `deploy` and `rollback` both stand on it.

mod ending;
mod failure;
mod hardening;
mod health;
mod images;
mod interrupted;
mod start;
mod wait;

pub use ending::{Ending, Outcome};
pub use failure::Failure;
pub use health::Health;

use crate::engine::Engine;
use crate::printer::Printer;
use crate::state::State;
use std::time::Duration;

/// Where it happens
pub struct RollOut<'a> {
    /// The engine
    pub engine: &'a Engine,
    /// Where it is told
    pub printer: &'a Printer,
    /// The machine's state folder
    pub state: &'a State,
    /// How long a release may take to be healthy
    pub timeout: Duration,
    /// Whether it finishes one that was killed
    pub resumes: bool,
}
