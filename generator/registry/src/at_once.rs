//! The same work for many things, some of them at once.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// Does the same for each in its order, so many at once, and gives what came of it in that order; after the
/// first error nothing more is begun
///
/// # Errors
/// The first of the items that failed, when what was under way has ended.
///
/// # Panics
/// When the work does: what is not known is never taken for done.
pub fn at_once<'a, T: Sync, R: Send, E: Send>(
    count: usize,
    items: &'a [T],
    work: impl Fn(&'a T) -> Result<R, E> + Sync,
) -> Result<Vec<R>, E> {
    let next = AtomicUsize::new(0);
    let failed = AtomicBool::new(false);
    let worker = || {
        let mut done = Vec::new();
        while !failed.load(Ordering::Relaxed) {
            let position = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(position) else {
                break;
            };
            let result = work(item);
            failed.fetch_or(result.is_err(), Ordering::Relaxed);
            done.push((position, result));
        }
        done
    };
    let mut done: Vec<(usize, Result<R, E>)> = thread::scope(|scope| {
        let workers = (0..count.clamp(1, items.len().max(1))).map(|_| scope.spawn(worker));
        let workers: Vec<_> = workers.collect();
        let joined = workers.into_iter().map(|worker| worker.join());
        let joined =
            joined.map(|done| done.unwrap_or_else(|cause| std::panic::resume_unwind(cause)));
        joined.flatten().collect()
    });
    done.sort_by_key(|(position, _)| *position);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::at_once;
    use std::sync::Mutex;

    #[test]
    fn each_is_done_once_and_given_in_order() {
        let items: Vec<u32> = (0..100).collect();
        for count in [0, 1, 8, 200] {
            let begun = Mutex::new(Vec::new());
            let double = |item: &u32| {
                begun.lock().unwrap().push(*item);
                Ok::<u32, ()>(item * 2)
            };
            let want: Vec<u32> = items.iter().map(|item| item * 2).collect();
            assert_eq!(at_once(count, &items, double), Ok(want));
            let mut begun = begun.into_inner().unwrap();
            if count > 1 {
                begun.sort_unstable();
            }
            assert_eq!(begun, items);
        }
        assert_eq!(at_once(4, &[0_u8; 0], |_| Ok::<(), ()>(())), Ok(vec![]));
    }

    #[test]
    fn after_an_error_nothing_is_begun() {
        let begun = Mutex::new(0);
        let ended = at_once(1, &[1, 2, 3], |item| {
            *begun.lock().unwrap() += 1;
            if *item == 2 {
                return Err("no");
            }
            Ok(())
        });
        assert_eq!((ended, *begun.lock().unwrap()), (Err("no"), 2));
    }

    #[test]
    #[should_panic(expected = "broken")]
    fn a_panic_is_no_answer() {
        let _ = at_once(2, &[1, 2], |_| -> Result<(), ()> { panic!("broken") });
    }
}
