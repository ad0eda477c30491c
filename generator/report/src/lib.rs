//! How findings and reports are printed, whichever crate makes them: foreign text that a terminal can show,
//! places in a file, numbers with their nouns, SARIF. Values in, text out, no I/O.

mod place;
mod plural;
pub mod sarif;
mod visible;

pub use place::line_and_column;
pub use plural::{count, plural};
pub use visible::{
    push_visible, quoted, visible, visible_lines, visible_path, visible_within, LONGEST,
};
