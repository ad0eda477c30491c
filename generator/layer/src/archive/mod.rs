//! Archive formats by their bytes: tar both ways, ar and compressed streams inwards.

pub mod ar;
pub mod bounded;
pub mod tar_header;
pub mod tar_reader;
