//! The one place that asks the clock: to judge what expires, never for an output.

use debian::Date;

/// Now, or 1970 where the clock is before that
#[allow(clippy::disallowed_methods)]
pub fn now() -> Date {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Date::from_unix(since.map_or(0, |since| since.as_secs().try_into().unwrap_or(i64::MAX)))
}
