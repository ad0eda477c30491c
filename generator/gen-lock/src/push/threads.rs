use anyhow::Result;
use rayon::prelude::*;

/// Does the same for each, some at once; the first error ends it when what is under way has ended
///
/// # Errors
/// The first that happened.
pub fn each<'a, T: Sync>(
    at_once: usize,
    items: &'a [T],
    work: impl Fn(&'a T) -> Result<()> + Sync + Send,
) -> Result<()> {
    // Threads that wait for a network, whatever the machine's cores
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(at_once)
        .build()?;
    pool.install(|| items.par_iter().with_max_len(1).try_for_each(work))
}
