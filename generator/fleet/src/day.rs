use std::fmt;
use std::str::FromStr;

/// A day of the Gregorian calendar, written `2026-12-31`
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// The day after
    #[must_use]
    pub fn next(self) -> Self {
        let Self { year, month, day } = self;
        match (month, day) {
            (12, 31) => Self {
                year: year + 1,
                month: 1,
                day: 1,
            },
            (_, last) if last == days(year, month) => Self {
                year,
                month: month + 1,
                day: 1,
            },
            _ => Self {
                year,
                month,
                day: day + 1,
            },
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day } = self;
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
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
        for (day, next) in [
            ("2026-11-26", "2026-11-27"),
            ("2024-02-28", "2024-02-29"),
            ("2026-02-28", "2026-03-01"),
            ("2026-12-31", "2027-01-01"),
        ] {
            assert_eq!(day.parse::<Day>().unwrap().next().to_string(), next);
        }
        assert!("2026-09-30".parse::<Day>() < "2026-10-01".parse::<Day>());
    }
}
