//! Changes as people and programs read them.

mod html;
mod json;
mod markdown;
mod row;
mod text;

pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use text::text;

use crate::size::bytes;
