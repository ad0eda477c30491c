//! Writing back behind the writer, so that the disk works while the processor does and little is
//! left to wait for when a file is made durable.

use std::fs::File;
use std::io::{self, Write};
use std::sync::mpsc::{self, SyncSender};
use std::thread;

/// Bytes that are written before the disk is asked to take them.
const STRETCH: u64 = 64 << 20;

/// A file that is written back as it grows.
pub struct Behind<'a> {
    file: &'a File,
    fresh: u64,
    wake: SyncSender<()>,
}

/// Runs `write` on a writer of `file` that is written back behind it.
///
/// # Errors
/// Those of `write`, before those of writing back: an error that is shown there is shown once, and
/// the last sync would not see it.
pub fn written_behind<T, E>(
    file: &File,
    failed: impl FnOnce(io::Error) -> E,
    write: impl FnOnce(&mut Behind<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let (wake, woken) = mpsc::sync_channel(1);
    thread::scope(|scope| {
        let syncing = scope.spawn(move || woken.into_iter().try_for_each(|()| file.sync_data()));
        let mut behind = Behind {
            file,
            fresh: 0,
            wake,
        };
        let written = write(&mut behind);
        drop(behind);
        let synced = syncing.join().expect("writing back does not panic");
        let value = written?;
        synced.map_err(failed)?;
        Ok(value)
    })
}

impl Write for Behind<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.fresh += count as u64;
        if self.fresh >= STRETCH {
            self.fresh = 0;
            // Busy, or stopped by an error that is told at the end.
            let _ = self.wake.try_send(());
        }
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
