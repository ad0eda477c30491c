//! What an ELF file needs to be loaded (the System V ABI's `.dynamic`), and whether the files of
//! an image give it that (`ld.so(8)`).
//!
//! Bytes or a reader in, types out: nothing here opens a file. Of a file only its headers, its
//! dynamic section and the names therein are read, however large it is.

mod answer;
mod audit;
mod dynamic;
mod error;
mod facts;
mod folders;
mod header;
mod loader;
mod parts;
mod provider;
mod search;
mod tree;

pub use answer::{Answer, Need};
pub use audit::audit;
pub use error::ElfError;
pub use facts::{Class, Elf, Kind, Machine, Platform};
pub use loader::{unloadable, Unloadable};
pub use provider::provider_hint;
pub use search::Search;
pub use tree::Tree;
