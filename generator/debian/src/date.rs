//! Moments in time, as archives and locks write them. Nothing here asks a clock.

use std::fmt;
use std::str::FromStr;

/// Seconds since 1970-01-01T00:00:00Z; printed as `2026-07-11T10:16:37Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(i64);

/// A text that is no date.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("date `{0}`: want one like `Sat, 11 Jul 2026 10:16:37 UTC` or `2026-07-11T10:16:37Z`")]
pub struct DateError(pub String);

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

impl Date {
    /// A moment from seconds since 1970.
    pub fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since 1970.
    pub fn unix(self) -> i64 {
        self.0
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        archive_date(text)
            .or_else(|| lock_date(text))
            .ok_or_else(|| DateError(text.into()))
    }
}

/// `Sat, 11 Jul 2026 10:16:37 UTC`; the weekday is not compared.
fn archive_date(text: &str) -> Option<Date> {
    let mut words = text
        .split_once(", ")?
        .1
        .split(' ')
        .filter(|word| !word.is_empty());
    let day = number(words.next()?, 1..=2)?;
    let name = words.next()?;
    let month = (1..).zip(MONTHS).find(|(_, month)| *month == name)?.0;
    let year = number(words.next()?, 4..=4)?;
    let seconds = time_of_day(words.next()?)?;
    let utc = matches!(words.next()?, "UTC" | "GMT" | "Z" | "+0000") && words.next().is_none();
    utc.then_some(())?;
    moment(year, month, day, seconds)
}

/// `2026-07-11T10:16:37Z`
fn lock_date(text: &str) -> Option<Date> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    parts.next().is_none().then_some(())?;
    let month = number(month, 2..=2)?;
    moment(
        number(year, 4..=4)?,
        month,
        number(day, 2..=2)?,
        time_of_day(time)?,
    )
}

fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<i64> {
    let wanted = digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    wanted.then(|| text.parse().ok()).flatten()
}

fn time_of_day(text: &str) -> Option<i64> {
    let mut parts = text.split(':').map(|part| number(part, 2..=2));
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    let valid = parts.next().is_none() && hour < 24 && minute < 60 && second < 60;
    valid.then_some(hour * 3600 + minute * 60 + second)
}

fn moment(year: i64, month: i64, day: i64, seconds: i64) -> Option<Date> {
    let date = Date(days(year, month, day) * 86_400 + seconds);
    // A day that the month lacks comes back as another one.
    let real = (1..=12).contains(&month) && calendar(date.0.div_euclid(86_400)).2 == day;
    real.then_some(date)
}

/// Days since 1970 of a date of the Gregorian calendar, counted in years that begin in March.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The inverse of [`days`].
pub(crate) fn calendar(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let years = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * years + years / 4 - years / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = (from_march + 2) % 12 + 1;
    let year = era * 400 + years + i64::from(month <= 2);
    (year, month, of_year - (153 * from_march + 2) / 5 + 1)
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = calendar(self.0.div_euclid(86_400));
        let rest = self.0.rem_euclid(86_400);
        let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;
    use proptest::prelude::*;

    /// osquery/osquery 3000, sensu/sensu 1526, artipie/artipie 1365, dnbert/prm 71, sonatype/nexus-public 391
    #[test]
    fn dates_of_public_reports_are_right_or_refused() {
        for text in [
            "Sat, 17 Dec 2016 14:18:06 -0800",
            "Tue, 30 Nov 2038 00:00:00 JST",
            "Mon, Jan 08 2024 15:24:22 +0000",
            "2016-09-29 13:22:30 UTC",
            "Wed, 30 Feb 2022 00:00:00 UTC",
        ] {
            assert_eq!(text.parse::<Date>(), Err(DateError(text.into())));
        }
        let odd: Date = "Thu., 09 May 2024 06:03:43 GMT".parse().unwrap();
        assert_eq!(odd.to_string(), "2024-05-09T06:03:43Z");
    }

    #[test]
    fn reads_both_forms() {
        let archive: Date = "Sat, 11 Jul 2026 10:16:37 UTC".parse().unwrap();
        assert_eq!(archive.unix(), 1_783_764_997);
        assert_eq!(archive.to_string(), "2026-07-11T10:16:37Z");
        assert_eq!("2026-07-11T10:16:37Z".parse(), Ok(archive));
        assert_eq!(
            "Thu, 29 Feb 2024 00:00:00 +0000"
                .parse::<Date>()
                .unwrap()
                .unix(),
            1_709_164_800
        );
        assert_eq!(
            "Thu,  1 Jan 1970 00:00:00 UTC".parse(),
            Ok(Date::from_unix(0))
        );
    }

    #[test]
    fn refuses_what_no_calendar_holds() {
        for text in [
            "",
            "tomorrow",
            "Sat, 31 Feb 2026 00:00:00 UTC",
            "Sat, 11 Jul 2026 24:00:00 UTC",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert!("Sat, 11 Jul 2026 10:16:37 CEST".parse::<Date>().is_err());
        assert_snapshot!(
            "2026-13-01T00:00:00Z".parse::<Date>().unwrap_err(),
            @"date `2026-13-01T00:00:00Z`: want one like `Sat, 11 Jul 2026 10:16:37 UTC` or `2026-07-11T10:16:37Z`"
        );
    }

    proptest! {
        #[test]
        fn prints_what_it_reads(seconds in -30_000_000_000i64..200_000_000_000) {
            let date = Date::from_unix(seconds);
            prop_assert_eq!(date.to_string().parse(), Ok(date));
        }
    }
}
