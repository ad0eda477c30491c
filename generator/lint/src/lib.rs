//! Whether a fleet is sound, beyond what can be built: one pass over its table, its families and
//! its code, every finding with a place.
//!
//! Pure: the caller reads files and says what day it is. [`RULES`] is the table of rules; each has
//! an id, a severity and a page, and sees an [`Input`] that may be wrong in any way that its type
//! admits. [`check`] runs them and applies the table's `allow` entries.

mod allow;
mod attributes;
mod finding;
mod input;
mod placed;
pub mod print;
mod report;
mod rule;

pub use attributes::Attributes;
pub use finding::{Finding, Place, Severity};
pub use fleet::Day;
pub use input::{Code, Entering, Image, Input, Lock, Program};
pub use rule::{Rule, RULES};

/// What `rules` find, sorted by place, without what the table allows on that day
pub fn check(input: &Input<'_>, rules: &[Rule], today: Day) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules {
        let mut report = report::Report::new(rule, input.source.file, &mut findings);
        (rule.check)(input, &mut report);
    }
    let mut findings = allow::apply(input, rules, findings, today);
    findings.sort_by(|one, other| one.order().cmp(&other.order()));
    findings
}
