//! Where locked content is fetched from: what the user says, else what the machine's own pip, apt
//! and cargo are set up with. No lock and no code names a host.

pub mod cargo;
pub mod debian;
pub mod index;
mod pip;
pub mod pypi;
pub mod rank;
pub mod shown;
