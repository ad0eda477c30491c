//! Ctrl-C as a question that is asked while something else runs.

use anyhow::{Context as _, Result};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::flag;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;

/// Whether somebody wants this program to end
#[derive(Debug, Clone, Default)]
pub struct Interrupt {
    wanted: Arc<AtomicBool>,
    /// By Ctrl-C: whoever pressed it is there and reads what is said
    by_a_person: Arc<AtomicBool>,
}

/// Somebody wanted it: what was under way was left as it was
#[derive(Debug)]
pub struct Interrupted;

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("interrupted: nothing was started or stopped\n\nhint: run it again; pulled images are kept")
    }
}

impl std::error::Error for Interrupted {}

impl Interrupt {
    /// From now on the first signal only asks; a second one ends the program at once
    ///
    /// # Errors
    /// When the system takes no handler.
    pub fn listen() -> Result<Self> {
        let interrupt = Self::default();
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            let end = flag::register_conditional_shutdown(signal, 2, Arc::clone(&interrupt.wanted));
            let ask = flag::register(signal, Arc::clone(&interrupt.wanted));
            end.and(ask).context("cannot listen for signals")?;
        }
        let person = flag::register(SIGINT, Arc::clone(&interrupt.by_a_person));
        person.context("cannot listen for signals")?;
        Ok(interrupt)
    }

    /// Whether a person wanted it, and not a service manager or a connection that was lost
    pub fn is_by_a_person(&self) -> bool {
        self.by_a_person.load(Ordering::Relaxed)
    }

    /// # Errors
    /// When somebody wants it to end.
    pub fn check(&self) -> Result<()> {
        if self.wanted.load(Ordering::Relaxed) {
            return Err(Interrupted.into());
        }
        Ok(())
    }

    /// Asks anew, so that the engine can be asked what runs
    pub fn forget(&self) {
        self.wanted.store(false, Ordering::Relaxed);
    }

    #[cfg(test)]
    pub fn happen(&self) {
        self.wanted.store(true, Ordering::Relaxed);
    }
}
