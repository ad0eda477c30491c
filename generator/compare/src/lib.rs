//! Two layers, or two JSON documents of an image, down to what differs between them: which path,
//! which field, and which lines of a text.
//!
//! Readers in, differences out, no I/O of its own. Each tar is read once from start to end, whatever
//! it holds: what must be remembered is what differs, and that is bounded. What is not told as a
//! field is told as the header's or the padding's bytes, so that two tars without a difference are
//! the same bytes.

mod archive;
mod content;
mod difference;
mod document;
mod field;
mod fields;
mod header;
mod layers;
mod member;
mod order;
mod pax;
mod shown;
mod side;
mod tar;
mod text;

pub use archive::{digests, small_documents, within};
pub use difference::{Difference, Differences, Stopped};
pub use document::documents;
pub use field::Field;
pub use layers::layers;
pub use tar::TarError;
