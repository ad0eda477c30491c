//! An upload's session: where it goes on, and how much the registry says it has.

use crate::blob::number;
use crate::exchange::{Access, Operation};
use crate::{Client, Error};
use reqwest::blocking::Response;
use reqwest::header::{HeaderName, CONTENT_LENGTH, LOCATION, RANGE};
use reqwest::Url;

/// The least that a registry takes as a chunk, but for the last (distribution specification,
/// "Pushing a blob in chunks")
const LEAST_CHUNK: &str = "oci-chunk-min-length";
/// The most, by Cloudflare's registry; the specification has no such header
const MOST_CHUNK: &str = "oci-chunk-max-length";

/// Where an upload goes on
pub(super) struct Session {
    pub(super) location: Url,
    /// Bytes of a chunk, by the registry: at least, and at most
    pub(super) chunks: (u64, u64),
}

impl Client {
    /// Begins an upload
    pub(super) fn begin(&self, operation: &Operation<'_>) -> Result<Session, Error> {
        debug_assert_eq!(operation.access, Access::Push);
        let url = self.url(&operation.repository.name, "blobs/uploads/");
        // Google's registry refuses a request without a length (411).
        let answer = self.exchange(operation, &|http| {
            http.post(&url).header(CONTENT_LENGTH, 0).body(Vec::new())
        })?;
        let answer = self.expect(operation, answer, &[202])?;
        let said =
            |name| number(&answer, HeaderName::from_static(name)).filter(|length| *length > 0);
        let chunks = (
            said(LEAST_CHUNK).unwrap_or(1),
            said(MOST_CHUNK).unwrap_or(u64::MAX),
        );
        Ok(Session {
            location: self.location(operation, &url, &answer)?,
            chunks,
        })
    }

    /// How many bytes the registry says it has of an upload; `None` where it has no such upload, or
    /// does not say
    pub(super) fn stand(
        &self,
        operation: &Operation<'_>,
        session: &mut Session,
    ) -> Result<Option<u64>, Error> {
        let url = session.location.clone();
        let answer = self.exchange(operation, &|http| http.get(url.clone()))?;
        if !matches!(answer.status().as_u16(), 200 | 202 | 204) {
            return Ok(None);
        }
        // Without a new place the old one holds.
        if answer.headers().contains_key(LOCATION) {
            session.location = self.location(operation, url.as_str(), &answer)?;
        }
        let range = answer.headers().get(RANGE);
        Ok(range.and_then(|text| last(text.to_str().ok()?)))
    }

    /// Where a session goes on, relative to the request; never from TLS to none
    pub(crate) fn location(
        &self,
        operation: &Operation<'_>,
        base: &str,
        answer: &Response,
    ) -> Result<Url, Error> {
        let header = answer.headers().get(LOCATION);
        let text = header.and_then(|location| location.to_str().ok());
        let base = Url::parse(base).ok();
        let url = base.zip(text).and_then(|(base, text)| base.join(text).ok());
        let url = url.ok_or_else(|| self.malformed(operation, "no `Location` for the upload"))?;
        if url.scheme() != self.scheme && url.scheme() != "https" {
            return Err(self.malformed(operation, "an upload that continues without TLS"));
        }
        Ok(url)
    }
}

/// How many bytes of an upload arrived, by `Range: 0-<last>`. `0-0` is read as none: registries give
/// it for none and for one byte, and one that has a byte refuses the same byte again, which costs
/// nothing. Some give `0--1` for none.
pub fn last(range: &str) -> Option<u64> {
    let range = range.strip_prefix("bytes=").unwrap_or(range);
    let last = range.strip_prefix("0-")?;
    if last == "-1" {
        return Some(0);
    }
    let last: u64 = last.parse().ok()?;
    last.checked_add(u64::from(last > 0))
}

#[cfg(test)]
mod tests {
    use super::last;

    #[test]
    fn a_range_says_what_arrived() {
        assert_eq!(last("0-999"), Some(1000));
        assert_eq!(last("bytes=0-999"), Some(1000));
        assert_eq!(last("0-0"), Some(0));
        assert_eq!(last("0--1"), Some(0));
        for other in ["", "5-9", "0-", "0--2", "0-99999999999999999999"] {
            assert_eq!(last(other), None, "{other}");
        }
        assert_eq!(last(&format!("0-{}", u64::MAX)), None);
    }
}
