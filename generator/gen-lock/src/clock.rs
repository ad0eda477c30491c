//! The one place that asks the clock: to judge what expires, never for an output.

use debian::Date;
use fleet::Day;

/// Now, or 1970 where the clock is before that
#[allow(clippy::disallowed_methods)]
pub fn now() -> Date {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Date::from_unix(since.map_or(0, |since| since.as_secs().try_into().unwrap_or(i64::MAX)))
}

/// This day, in UTC; 1970 where the clock is before that or after the year 9999
pub fn today() -> Day {
    let text: String = now().to_string().chars().take(10).collect();
    let first = || "1970-01-01".parse();
    text.parse().or_else(|()| first()).expect("a day")
}
