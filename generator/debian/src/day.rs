//! Days of the Gregorian calendar, in UTC.

use crate::date::{calendar, Date};
use std::fmt;
use std::str::FromStr;

const SECONDS: i64 = 86_400;

/// A day, written `2026-12-31`
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(i64);

/// A text that is not a day
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is not a day: want one like `2026-12-31`")]
pub struct DayError(pub String);

impl Day {
    /// The day after
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// Its last second
    pub fn end(self) -> Date {
        Date::from_unix(self.0 * SECONDS + SECONDS - 1)
    }
}

impl Date {
    /// The day that it is on
    pub fn day(self) -> Day {
        Day(self.unix().div_euclid(SECONDS))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = calendar(self.0);
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        let date: Result<Date, _> = format!("{text}T00:00:00Z").parse();
        date.map(Date::day).map_err(|_| DayError(text.to_owned()))
    }
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
            "2026-01-01T00:00:00Z",
            " 2026-01-01",
            "02026-01-01",
        ] {
            assert!(day.parse::<Day>().is_err(), "{day}");
        }
        for (day, next) in [
            ("2026-11-26", "2026-11-27"),
            ("2024-02-28", "2024-02-29"),
            ("2026-02-28", "2026-03-01"),
            ("2026-12-31", "2027-01-01"),
        ] {
            assert_eq!(day.parse::<Day>().unwrap().next().to_string(), next);
        }
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert!(day("2026-09-30") < day("2026-10-01"));
        assert_eq!(day("2026-09-30").end().to_string(), "2026-09-30T23:59:59Z");
        assert_eq!(day("1969-12-31").end().day(), day("1969-12-31"));
    }
}
