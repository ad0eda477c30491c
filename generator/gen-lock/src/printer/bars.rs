use super::Printer;
use indicatif::ProgressBar;
use std::sync::{Mutex, MutexGuard, PoisonError};
use verify::Progress;

/// Draws the bar of what is under way in a crate that draws nothing itself
pub struct Bars {
    printer: Printer,
    bar: Mutex<Option<ProgressBar>>,
}

impl Bars {
    pub(super) fn new(printer: Printer) -> Self {
        let bar = Mutex::new(None);
        Self { printer, bar }
    }

    fn bar(&self) -> MutexGuard<'_, Option<ProgressBar>> {
        // A bar is for the eye alone.
        self.bar.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress for Bars {
    fn bytes(&self, name: &str, total: u64) {
        let bar = self.printer.total(total);
        bar.set_message(name.to_owned());
        *self.bar() = Some(bar);
    }

    fn steps(&self, name: &str, total: u64) {
        *self.bar() = Some(self.printer.steps(total, name));
    }

    fn advance(&self, done: u64) {
        if let Some(bar) = self.bar().as_ref() {
            bar.inc(done);
        }
    }

    fn end(&self) {
        if let Some(bar) = self.bar().take() {
            bar.finish_and_clear();
        }
    }
}
