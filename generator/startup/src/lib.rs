//! The fleet's startup configs: two shapes of YAML (groups of services by name, or a list) in, one
//! [`StartupConfig`] out. Text in, types out; no file, process, network or clock.
//!
//! What the shapes allow that nobody means (duplicate keys, anchors, tags, tabs) is refused, each
//! with its place: see [`Problem`].

mod config;
mod error;
pub mod expression;
mod place;
mod problem;
mod read;
mod suggest;
mod warning;
pub mod yaml;

pub use config::{
    DockerGroup, Feature, Listener, Service, ServicePort, Shape, StartupConfig, VariableUse,
};
pub use error::Error;
pub use place::{Place, Placed};
pub use problem::Problem;
pub use suggest::suggest;
pub use warning::{Oddity, Warning};
