//! One check a file.

pub mod apparmor;
pub mod cgroup;
pub mod clock;
pub mod disk;
mod driver;
pub mod engine;
pub mod gpu;
pub mod ports;
pub mod resume;
pub mod seccomp;
mod smi;
pub mod socket;
mod toolkit;

#[cfg(test)]
pub mod support;
