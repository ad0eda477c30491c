//! A floor under the speed of a server: one that drips holds nobody for ever.

use std::io::{self, Read};
use std::time::{Duration, Instant};

/// The slowest server that is read from, bytes a second
pub const SLOWEST: u64 = 1 << 10;

/// A server that drips: fewer than [`SLOWEST`] bytes a second
#[derive(Debug, thiserror::Error)]
#[error("it is too slow: {bytes} bytes in {seconds} s")]
pub struct TooSlow {
    bytes: u64,
    seconds: u64,
}

impl TooSlow {
    /// Whether an error of a reader is this one
    pub fn is(error: &io::Error) -> bool {
        error.get_ref().is_some_and(|cause| cause.is::<Self>())
    }
}

/// What a server sends, as long as it is not too slow
///
/// Only the time that is spent waiting counts: who reads may take its own. A server is too slow when
/// `window` was waited for fewer than [`SLOWEST`] bytes a second of it: an error that holds [`TooSlow`].
#[derive(Debug)]
pub struct Paced<R> {
    from: R,
    window: Duration,
    waited: Duration,
    got: u64,
}

impl<R> Paced<R> {
    /// What is judged each `window`
    pub fn new(from: R, window: Duration) -> Self {
        Self {
            from,
            window,
            waited: Duration::ZERO,
            got: 0,
        }
    }

    fn judge(&mut self) -> io::Result<()> {
        if self.waited < self.window {
            return Ok(());
        }
        let least = u128::from(SLOWEST) * self.waited.as_millis() / 1000;
        if u128::from(self.got) < least {
            let (bytes, seconds) = (self.got, self.waited.as_secs());
            return Err(io::Error::other(TooSlow { bytes, seconds }));
        }
        (self.waited, self.got) = (Duration::ZERO, 0);
        Ok(())
    }
}

impl<R: Read> Read for Paced<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let begin = Instant::now();
        let count = self.from.read(buffer)?;
        self.waited += begin.elapsed();
        self.got += count as u64;
        if count > 0 {
            self.judge()?;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::{Paced, TooSlow};
    use std::io::Read;
    use std::time::Duration;

    /// Gives so many bytes, and waits before each time
    struct Dripping(usize, Duration);

    impl Read for Dripping {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            std::thread::sleep(self.1);
            Ok(buffer.len().min(self.0))
        }
    }

    fn read(dripping: Dripping, bytes: u64) -> std::io::Result<u64> {
        let paced = Paced::new(dripping, Duration::from_millis(100));
        std::io::copy(&mut paced.take(bytes), &mut std::io::sink())
    }

    #[test]
    fn a_server_that_drips_is_left() {
        let wait = Duration::from_millis(20);
        let error = read(Dripping(1, wait), 1000).unwrap_err();
        assert!(TooSlow::is(&error), "{error}");
        assert_eq!(read(Dripping(4096, wait), 40_960).unwrap(), 40_960);
    }

    #[test]
    fn a_reader_may_take_its_time() {
        let mut paced = Paced::new(Dripping(1, Duration::ZERO), Duration::from_millis(50));
        for _ in 0..5 {
            assert_eq!(paced.read(&mut [0]).unwrap(), 1);
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
