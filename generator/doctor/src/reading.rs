use crate::Probe;
use std::collections::BTreeMap;

/// What a file held, or a program printed
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The text; of a program that failed, what it printed before
    pub text: String,
    /// Why it is not to be trusted: the program's own words, or the kernel's
    pub error: Option<String>,
}

/// What a machine said. A probe without a reading has no such file or program there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Readings(pub BTreeMap<Probe, Reading>);

impl Readings {
    /// The text of a probe that went well
    pub fn text(&self, probe: Probe) -> Option<&str> {
        let reading = self.0.get(&probe)?;
        reading.error.is_none().then_some(reading.text.as_str())
    }

    /// The words of one that did not
    pub fn error(&self, probe: Probe) -> Option<&str> {
        self.0.get(&probe)?.error.as_deref()
    }
}
