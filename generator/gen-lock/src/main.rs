//! gen-lock
fn main() {}
