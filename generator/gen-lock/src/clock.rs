//! The one place that asks the clock: to judge what expires, never for an output.

use debian::{Date, Day};

/// Now, or 1970 where the clock is before that
#[allow(clippy::disallowed_methods)]
pub fn now() -> Date {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Date::from_unix(since.map_or(0, |since| since.as_secs().try_into().unwrap_or(i64::MAX)))
}

/// This day, in UTC; 1970 where the clock is before that
pub fn today() -> Day {
    now().day()
}
