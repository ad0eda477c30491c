//! How often a request is tried, and how long is waited before the next try.

use crate::Client;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use std::time::Duration;

/// Tries of one request
pub(crate) const TRIES: u32 = 5;
/// Nobody waits longer for a registry, whatever it asks for
const LONGEST: Duration = Duration::from_secs(60);

impl Client {
    /// Waits after a failed try (the first is 1), as long as the registry asks for, within bounds
    pub(crate) fn pause(&self, attempt: u32, asked: Option<Duration>) {
        std::thread::sleep(wait(self.options.pause, attempt, asked));
    }
}

fn wait(first: Duration, attempt: u32, asked: Option<Duration>) -> Duration {
    let own = first * 2u32.saturating_pow(attempt.saturating_sub(1).min(6));
    asked.unwrap_or(own).min(LONGEST)
}

/// What `Retry-After` asks for; a date is left to our own patience
pub(crate) fn asked_wait(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?;
    text.trim().parse().ok().map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::{asked_wait, wait};
    use reqwest::header::{HeaderMap, HeaderValue, RETRY_AFTER};
    use std::time::Duration;

    #[test]
    fn waits_longer_each_time_and_as_asked() {
        let wait = |attempt, asked| wait(Duration::from_millis(500), attempt, asked);
        let own: Vec<u128> = (1..5)
            .map(|attempt| wait(attempt, None).as_millis())
            .collect();
        assert_eq!(own, [500, 1000, 2000, 4000]);
        assert_eq!(wait(1, Some(Duration::from_secs(7))).as_secs(), 7);
        assert_eq!(wait(1, Some(Duration::from_secs(86_400))).as_secs(), 60);
        assert_eq!(wait(u32::MAX, None).as_secs(), 32);
    }

    #[test]
    fn reads_seconds_alone() {
        let of = |text: &'static str| {
            asked_wait(&HeaderMap::from_iter([(
                RETRY_AFTER,
                HeaderValue::from_static(text),
            )]))
        };
        assert_eq!(of(" 3 "), Some(Duration::from_secs(3)));
        assert_eq!(of("-1"), None);
        assert_eq!(of("Fri, 31 Dec 1999 23:59:59 GMT"), None);
    }
}
