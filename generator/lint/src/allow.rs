//! `[[allow]]`: findings that are accepted for a time, and entries that no longer serve.

use crate::report::Report;
use crate::{Finding, Input, Rule};
use fleet::table::Allow;
use std::str::FromStr;

/// A day of the Gregorian calendar, written `2026-12-31`
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl FromStr for Day {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let shape = text.len() == 10 && text.is_ascii();
        let digits = |range: std::ops::Range<usize>| {
            let digits = text
                .get(range)
                .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
            digits
                .and_then(|digits| digits.parse::<u16>().ok())
                .ok_or(())
        };
        if !shape || text.as_bytes()[4] != b'-' || text.as_bytes()[7] != b'-' {
            return Err(());
        }
        let (year, month, day) = (digits(0..4)?, digits(5..7)? as u8, digits(8..10)? as u8);
        if !(1..=12).contains(&month) || !(1..=days(year, month)).contains(&day) {
            return Err(());
        }
        Ok(Self { year, month, day })
    }
}

fn days(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Takes out what is allowed on that day; adds what is wrong with the entries
pub fn apply(
    input: &Input<'_>,
    rules: &[Rule],
    mut findings: Vec<Finding>,
    today: Day,
) -> Vec<Finding> {
    let rule = |id: &str| rules.iter().find(|rule| rule.id == id);
    let mut added = Vec::new();
    for entry in &input.table.allow {
        let expired = entry
            .until
            .get_ref()
            .parse::<Day>()
            .is_ok_and(|until| until < today);
        let matched = findings.iter().any(|finding| matches(entry, finding));
        if !expired {
            findings.retain(|finding| !matches(entry, finding));
        }
        let id = entry.rule.get_ref();
        if let (true, Some(rule)) = (expired, rule("allow-expired")) {
            let message = format!("`{id}` was allowed until {}", entry.until.get_ref());
            Report::new(rule, input.source.file, &mut added)
                .at(&entry.until, message)
                .hint("mend what it is about, or give it a later day and its reason");
        } else if let (false, Some(rule)) = (matched, rule("allow-unused")) {
            // A rule that does not run finds nothing, and that says nothing of the entry.
            if rules.iter().any(|rule| rule.id == id) {
                Report::new(rule, input.source.file, &mut added)
                    .at(
                        &entry.rule,
                        format!("nothing that `{id}` finds is allowed by this entry"),
                    )
                    .hint("take it out");
            }
        }
    }
    findings.extend(added);
    findings
}

fn matches(entry: &Allow, finding: &Finding) -> bool {
    let same = |wanted: &Option<serde_spanned::Spanned<String>>, got: &Option<String>| {
        wanted
            .as_ref()
            .is_none_or(|wanted| got.as_ref() == Some(wanted.get_ref()))
    };
    finding.rule == entry.rule.get_ref()
        && same(&entry.service, &finding.service)
        && same(&entry.machine, &finding.machine)
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn a_day_is_one_of_the_calendar() {
        for day in ["2026-12-31", "2024-02-29", "2000-02-29"] {
            assert!(day.parse::<Day>().is_ok(), "{day}");
        }
        for day in [
            "",
            "2026-13-01",
            "2026-00-01",
            "2026-02-29",
            "1900-02-29",
            "2026-1-01",
            "2026/01/01",
            "2026-04-31",
            "äää-01-01",
        ] {
            assert!(day.parse::<Day>().is_err(), "{day}");
        }
        assert!("2026-09-30".parse::<Day>() < "2026-10-01".parse::<Day>());
    }
}
