//! Python source: what it imports, by parsing and not by searching.
//!
//! Text in, types out: nothing here opens a file or runs Python. The text is bounded in size and
//! in depth, so that no source can exhaust the stack.

mod depth;
mod error;
mod import;
mod place;
mod uses;
mod walk;

pub use error::SourceError;
pub use import::{imports, Form, Import};
pub use place::Place;
pub use uses::uses;
