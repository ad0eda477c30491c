//! The same work for many things, some of them at once.

use anyhow::Result;
use std::sync::Mutex;
use std::thread;

/// Does the same for each in its order, some at once; after the first error nothing more is begun
///
/// # Errors
/// The first that happened, when what was under way has ended.
pub fn each<'a, T: Sync>(
    at_once: usize,
    items: &'a [T],
    work: impl Fn(&'a T) -> Result<()> + Sync,
) -> Result<()> {
    let queue = Mutex::new(items.iter());
    let failure = Mutex::new(None);
    let worker = || loop {
        let failed = failure.lock().map_or(true, |failure| failure.is_some());
        let next = queue.lock().ok().and_then(|mut queue| queue.next());
        let Some(item) = next.filter(|_| !failed) else {
            return;
        };
        if let (Err(error), Ok(mut failure)) = (work(item), failure.lock()) {
            failure.get_or_insert(error);
        }
    };
    thread::scope(|scope| {
        for _ in 0..at_once.min(items.len()) {
            scope.spawn(worker);
        }
    });
    failure.into_inner().unwrap_or_default().map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use super::each;
    use anyhow::bail;
    use std::sync::Mutex;

    #[test]
    fn each_is_done_once_and_begun_in_order() {
        let items: Vec<u32> = (0..100).collect();
        let done = Mutex::new(Vec::new());
        each(1, &items, |item| {
            done.lock().unwrap().push(*item);
            Ok(())
        })
        .unwrap();
        assert_eq!(*done.lock().unwrap(), items);
        done.lock().unwrap().clear();
        each(8, &items, |item| {
            done.lock().unwrap().push(*item);
            Ok(())
        })
        .unwrap();
        done.lock().unwrap().sort_unstable();
        assert_eq!(*done.lock().unwrap(), items);
    }

    #[test]
    fn after_an_error_nothing_is_begun() {
        let begun = Mutex::new(0);
        let ended = each(1, &[1, 2, 3], |item| {
            *begun.lock().unwrap() += 1;
            if *item == 2 {
                bail!("no");
            }
            Ok(())
        });
        assert_eq!(ended.unwrap_err().to_string(), "no");
        assert_eq!(*begun.lock().unwrap(), 2);
    }
}
