//! Wheels by their content: zip members, RECORD, schemes, entry points.

mod central_directory;
mod contested;
mod entry_points;
mod extra;
mod fault;
mod inflate;
mod install;
mod local;
mod metadata;
mod plan;
mod record;
mod record_file;
mod script;
mod unseen;

pub use contested::{Contested, Winners};
pub use fault::WheelError;
pub use inflate::Inflater;
pub use install::Installation;
pub use plan::Target;
pub use unseen::prove;
