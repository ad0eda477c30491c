//! Whether a machine can run its part of the fleet: what it should be against what it says it is.
//!
//! Pure: the caller reads every [`Probe`]'s source, bounded, and hands over the texts as
//! [`Readings`]; [`Want`] comes from the table and the lock; [`check`] judges. What a machine says
//! is normal input whatever it holds: a text that means nothing gives [`Verdict::Unknown`] or the
//! verdict of its absence, never a panic.

mod check;
mod checks;
mod container;
mod engine;
mod first_line;
mod listener;
mod print;
mod probe;
mod reading;
mod version;
mod want;

pub use check::{Check, Verdict, IDS};
pub use engine::data_root;
pub use print::{json, table};
pub use probe::{Probe, Source};
pub use reading::{Reading, Readings};
pub use want::{Gpu, Images, NoGpu, Port, Socket, Want};

use engine::Engine;

/// Every check of a machine, in the order in which a person would look
pub fn check(want: &Want, readings: &Readings) -> Vec<Check> {
    let engine = Engine::used(readings);
    let engine = engine.as_ref();
    let mut checks = checks::gpu::check(want, readings, engine);
    checks.push(checks::engine::check(want, readings, engine));
    checks.extend(checks::socket::check(want, readings, engine));
    checks.push(checks::cgroup::check(readings));
    checks.push(checks::seccomp::check(readings, engine));
    checks.push(checks::apparmor::check(readings, engine));
    checks.push(checks::disk::check(want, readings, engine));
    checks.extend(checks::ports::check(want, readings));
    checks.push(checks::clock::check(readings));
    checks.push(checks::resume::check(readings, engine));
    checks
}
