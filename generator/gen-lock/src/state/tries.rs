//! How often a roll-out that was killed was tried again, so that each try waits longer than the one before.

use super::State;
use crate::file;
use anyhow::{Context as _, Result};
use std::io::ErrorKind;
use std::time::Duration;

/// A file with a number, written when a try begins
const TRIES: &str = "resume-tries";
const FIRST: Duration = Duration::from_secs(60);
const LONGEST: Duration = Duration::from_secs(3600);

impl State {
    /// Tries so far, and how long to wait before the next one
    pub fn tries(&self) -> (u32, Duration) {
        let path = self.root.join(TRIES);
        let tries = file::read(&path)
            .ok()
            .and_then(|text| text.trim().parse().ok());
        let tries: u32 = tries.unwrap_or(0);
        // A clock that was set back makes nobody wait.
        let since = std::fs::metadata(&path).and_then(|file| file.modified());
        let since = since.ok().and_then(|begun| begun.elapsed().ok());
        let wait = since.map_or(Duration::ZERO, |since| pause(tries).saturating_sub(since));
        (tries, wait)
    }

    /// Notes that one more begins
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn note_try(&self) -> Result<()> {
        let tries = self.tries().0.saturating_add(1);
        file::write(&self.root.join(TRIES), format!("{tries}\n").as_bytes())
    }

    /// Begins to count anew
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn forget_tries(&self) -> Result<()> {
        let path = self.root.join(TRIES);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            removed => removed.with_context(|| format!("cannot remove `{}`", path.display())),
        }
    }
}

/// From the beginning of a try to the next: doubled with each
fn pause(tries: u32) -> Duration {
    match tries {
        0 => Duration::ZERO,
        tries => FIRST.saturating_mul(1 << (tries - 1).min(6)).min(LONGEST),
    }
}

#[cfg(test)]
mod tests {
    use super::pause;
    use crate::state::State;

    #[test]
    fn each_try_waits_longer() {
        let seconds = [0, 1, 2, 3, 7, 99].map(|tries| pause(tries).as_secs());
        assert_eq!(seconds, [0, 60, 120, 240, 3600, 3600]);
    }

    #[test]
    fn tries_are_counted_until_they_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let state = State::at(folder.path());
        assert_eq!((state.tries().0, state.tries().1.as_secs()), (0, 0));
        state.note_try().unwrap();
        state.note_try().unwrap();
        assert_eq!(state.tries().0, 2);
        assert!(state.tries().1.as_secs() > 100);
        state.forget_tries().unwrap();
        state.forget_tries().unwrap();
        assert_eq!(state.tries().0, 0);
    }
}
