//! What changed between two states of the fleet, from their locks alone: packages, layers, images,
//! and what each machine will pull. No I/O; the caller reads both states.
//!
//! [`State`] is one side; [`compare`] gives [`Changes`]; a [`Policy`] judges them; [`print`] shows
//! them as text, JSON, Markdown or one HTML file.

mod advisory;
mod artifact;
mod compare;
mod image;
mod layer;
mod listing;
mod package;
mod policy;
pub mod print;
mod pull;
mod reach;
mod size;
mod state;
mod weight;

pub use advisory::{Advisories, Advisory};
pub use artifact::{Artifact, Form, Kind};
pub use compare::{compare, Changes, Named};
pub use image::ImageChange;
pub use layer::{LayerChange, Stored};
pub use package::{PackageChange, Turn};
pub use policy::{Finding, Level, Policy};
pub use pull::Pull;
pub use reach::Reach;
pub use size::bytes;
pub use state::State;
