//! Progress on stderr, off when it is no terminal. Data goes to stdout elsewhere.

pub use change::bytes;

mod bars;

pub use bars::Bars;

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal as _;
use terminal::Terminal;

mod terminal;

/// A second
const REDRAWS: u8 = 20;

/// Bars for several files and a total
#[derive(Clone)]
pub struct Printer {
    bars: MultiProgress,
}

impl Printer {
    /// Draws on stderr where that is a terminal
    pub fn new() -> Self {
        let target = if std::io::stderr().is_terminal() {
            ProgressDrawTarget::term_like_with_hz(Box::new(Terminal::stderr()), REDRAWS)
        } else {
            ProgressDrawTarget::hidden()
        };
        Self {
            bars: MultiProgress::with_draw_target(target),
        }
    }

    /// Bars for work that is done below, one after another
    pub fn bars(&self) -> Bars {
        Bars::new(self.clone())
    }

    /// The bar of all bytes
    pub fn total(&self, bytes: u64) -> ProgressBar {
        let style = "{msg:30} {bar:30} {bytes}/{total_bytes}  {binary_bytes_per_sec}  {eta} left";
        self.bar(bytes, style, "total")
    }

    /// The bar of a file
    pub fn file(&self, name: &str, bytes: u64) -> ProgressBar {
        let style = "{msg:30.30} {bar:30} {bytes}/{total_bytes}";
        let bar = self.bars.insert_from_back(1, ProgressBar::new(bytes));
        bar.set_style(ProgressStyle::with_template(style).unwrap_or(ProgressStyle::default_bar()));
        bar.set_message(name.to_owned());
        bar
    }

    /// The bar of steps
    pub fn steps(&self, count: u64, name: &str) -> ProgressBar {
        self.bar(count, "{msg:30} {bar:30} {pos}/{len}  {eta} left", name)
    }

    fn bar(&self, length: u64, style: &str, name: &str) -> ProgressBar {
        let bar = self.bars.add(ProgressBar::new(length));
        bar.set_style(ProgressStyle::with_template(style).unwrap_or(ProgressStyle::default_bar()));
        bar.set_message(name.to_owned());
        bar
    }

    /// A line beside the bars
    pub fn say(&self, text: impl AsRef<str>) {
        self.bars.suspend(|| eprintln!("{}", text.as_ref()));
    }
}

/// Moves bars by bytes that came, or back by those that came for nothing
pub fn moved(bars: [&ProgressBar; 2], bytes: i64) {
    for bar in bars {
        match u64::try_from(bytes) {
            Ok(more) => bar.inc(more),
            Err(_) => bar.dec(bytes.unsigned_abs()),
        }
    }
}
