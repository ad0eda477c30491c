//! What the headers of answers say, each read by itself.

pub use crate::challenge::{read as challenge, Challenge};
pub use crate::link::following;
pub use crate::upload::last as received;
