//! What independent builders say came out of the same inputs, and where enough of them agree.
//!
//! A [`Record`] is one builder's word: plain canonical JSON without a clock, which any tool can sign.
//! Who made a record is the signature's business; here a builder is a name, and counts once.

mod agreement;
mod builder;
mod claim;
mod record;

pub use agreement::{Agreement, Refused};
pub use builder::{Builder, NotBuilder};
pub use claim::{Claim, Noun, Verdict};
pub use record::{inputs, Blob, Image, Layer, Outputs, Record};
