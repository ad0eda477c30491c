use compare::Differences;
use std::fmt;

/// Differences that a person is shown; JSON has more
const SHOWN: usize = 100;

/// Differences for a person: a line each, and the lines of texts below
pub struct DifferenceLines<'a>(pub &'a Differences);

impl fmt::Display for DifferenceLines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for one in self.0.kept.iter().take(SHOWN) {
            writeln!(f, "{one}")?;
            for line in one.text.iter().flat_map(|text| text.lines()) {
                writeln!(f, "  {line}")?;
            }
        }
        match self.0.count().saturating_sub(SHOWN as u64) {
            0 => {}
            more => writeln!(f, "… and {more} more")?,
        }
        match &self.0.stopped {
            Some(stopped) => writeln!(f, "not compared to the end: {stopped}"),
            None => Ok(()),
        }
    }
}
