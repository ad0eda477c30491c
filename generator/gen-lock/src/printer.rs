//! Progress on stderr, off when it is no terminal. Data goes to stdout elsewhere.

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

/// Bars for several files and a total
pub struct Printer {
    bars: MultiProgress,
}

impl Printer {
    /// Draws on stderr where that is a terminal
    pub fn new() -> Self {
        Self {
            bars: MultiProgress::new(),
        }
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
        // A closed stderr is no reason to stop.
        self.bars.suspend(|| eprintln!("{}", text.as_ref()));
    }
}

/// Bytes for people: decimal units, as in the documents
pub fn bytes(count: u64) -> String {
    const UNITS: [&str; 5] = ["B", "kB", "MB", "GB", "TB"];
    let mut unit = 0;
    let mut whole = count;
    let mut rest = 0;
    while whole >= 1000 && unit + 1 < UNITS.len() {
        rest = whole % 1000;
        whole /= 1000;
        unit += 1;
    }
    if unit == 0 {
        format!("{whole} B")
    } else {
        format!("{whole}.{:02} {}", rest / 10, UNITS[unit])
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn bytes_read_well() {
        for (count, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_234_567, "1.23 MB"),
            (5_070_000_000, "5.07 GB"),
        ] {
            assert_eq!(super::bytes(count), text);
        }
    }
}
