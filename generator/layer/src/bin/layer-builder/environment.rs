//! Everything that the builder takes from its surroundings.

use std::path::PathBuf;

/// The paths that Nix sets: a specification handed over by `passAsFile`, and the output.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the environment"
)]
pub fn paths() -> Result<(PathBuf, PathBuf), String> {
    let read = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let spec = read("specPath").or_else(|| read("spec"));
    let spec = spec.ok_or("neither `--spec` nor the variable `specPath` is set")?;
    let out = read("out").ok_or("neither `--out` nor the variable `out` is set")?;
    Ok((spec, out))
}

/// How many compressors run; the bytes do not depend on it.
#[expect(clippy::disallowed_methods, reason = "sizes the pool of compressors")]
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}
