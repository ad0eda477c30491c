//! Nix's formats as far as gen-lock writes them: literals, store names, NAR hashes.
//!
//! No I/O, and nothing about fleets.

mod nar_hash;
mod print;
mod store_name;
mod store_path;
mod value;

pub use nar_hash::NarHash;
pub use print::print;
pub use store_name::store_name;
pub use store_path::{flat_path, recursive_path};
pub use value::Value;
