//! A blob on its way up: a session, chunks, and the digest that ends it. After a cut the registry is
//! asked how far it came, and at most one chunk is sent again.

use crate::exchange::{Access, Ask};
use crate::{patience, Client, Error, Repository, Source};
use bytes::Bytes;
use oci::Digest;
use reqwest::blocking::{RequestBuilder, Response};
use reqwest::header::{CONTENT_RANGE, CONTENT_TYPE, LOCATION, RANGE};
use reqwest::Url;
use std::time::Duration;

/// The slowest line that is waited for, bytes a second
const SLOWEST: u64 = 64 << 10;
/// Of one blob, without progress between
const MOST_SESSIONS: u32 = 3;

/// Where a session stands
struct Session {
    location: Url,
    offset: u64,
}

/// Why a session does not go on
enum Stop {
    /// Another session may
    Lost(Error),
    Final(Error),
}

impl Client {
    /// Sends a blob. `moved` is told of bytes that arrived; fewer when a session was lost.
    ///
    /// # Errors
    /// When the registry takes it not, or the source cannot be read.
    pub fn upload(
        &self,
        repository: &Repository,
        digest: &Digest,
        source: &dyn Source,
        moved: &dyn Fn(i64),
    ) -> Result<(), Error> {
        let ask = Ask::new(Access::Push, repository, digest);
        let local = |cause| Error::Local {
            what: ask.what(""),
            cause,
        };
        let size = source.size().map_err(local)?;
        for session in 1.. {
            let mut sent = 0;
            match self.session(&ask, digest, (source, size), &mut sent, moved) {
                Ok(()) => return Ok(()),
                Err(Stop::Final(error)) => return Err(error),
                Err(Stop::Lost(error)) => {
                    moved(-i64::try_from(sent).unwrap_or_default());
                    // The end may have come to pass, and its answer not to us.
                    if matches!(self.blob_size(repository, digest), Ok(Some(got)) if got == size) {
                        moved(i64::try_from(size).unwrap_or_default());
                        return Ok(());
                    }
                    if session == MOST_SESSIONS {
                        return Err(error);
                    }
                    self.pause(session, None);
                }
            }
        }
        Ok(())
    }

    fn session(
        &self,
        ask: &Ask<'_>,
        digest: &Digest,
        (source, size): (&dyn Source, u64),
        sent: &mut u64,
        moved: &dyn Fn(i64),
    ) -> Result<(), Stop> {
        let mut session = self.begin(ask).map_err(Stop::Final)?;
        let most = self.options.chunk.max(1) as u64;
        while size > most && session.offset < size {
            let before = session.offset;
            let length = (size - before).min(most);
            let chunk = read(ask, source, before, length)?;
            self.send(ask, &mut session, &chunk, None)?;
            *sent = session.offset;
            moved(difference(session.offset, before));
        }
        let rest = read(ask, source, session.offset, size - session.offset)?;
        self.send(ask, &mut session, &rest, Some(digest))?;
        moved(difference(rest.len() as u64, 0));
        Ok(())
    }

    fn begin(&self, ask: &Ask<'_>) -> Result<Session, Error> {
        let url = self.url(&ask.repository.name, "blobs/uploads/");
        let answer = self.exchange(ask, &|http| http.post(&url).body(Vec::new()))?;
        let answer = self.expect(ask, answer, &[202])?;
        let location = self.location(ask, &url, &answer)?;
        Ok(Session {
            location,
            offset: 0,
        })
    }

    /// Sends a part, the last one with the digest; after a cut as much of it as is missing
    fn send(
        &self,
        ask: &Ask<'_>,
        session: &mut Session,
        part: &Bytes,
        last: Option<&Digest>,
    ) -> Result<(), Stop> {
        let (start, end) = (session.offset, session.offset + part.len() as u64);
        let mut failures = 0;
        while last.is_some() || session.offset < end {
            let skip = usize::try_from(session.offset - start).unwrap_or_default();
            let rest = part.slice(skip..);
            let sent = match last {
                None => self.patch(ask, session, rest),
                Some(digest) => self.put(ask, session, digest, rest),
            };
            let failed = match sent {
                Ok(()) if last.is_some() => return Ok(()),
                Ok(()) => continue,
                Err(failed) => failed,
            };
            failures += 1;
            match failed.error.status() {
                // It stands elsewhere than we thought
                Some(400 | 416) if last.is_none() && failures == 1 => {}
                Some(400 | 404 | 416) => return Err(Stop::Lost(failed.error)),
                None if matches!(failed.error, Error::Malformed { .. }) => {
                    return Err(Stop::Lost(failed.error));
                }
                _ if failed.error.passes() && failures < patience::TRIES => {}
                _ => return Err(Stop::Final(failed.error)),
            }
            self.pause(failures, failed.asked);
            self.stand(ask, session, (start, end))
                .map_err(|_| Stop::Lost(failed.error))?;
        }
        Ok(())
    }

    fn patch(&self, ask: &Ask<'_>, session: &mut Session, bytes: Bytes) -> Result<(), Failed> {
        let (length, location) = (bytes.len() as u64, session.location.clone());
        let (before, after) = (session.offset, session.offset + length);
        let range = format!("{before}-{}", after.saturating_sub(1));
        let answer = self.once(ask, &|http| {
            let request = http.patch(location.clone()).header(CONTENT_RANGE, &range);
            self.body(request, bytes.clone())
        });
        let answer = self.taken(ask, answer, &[202, 201, 204])?;
        session.offset = reached(&answer).unwrap_or(after);
        if session.offset <= before || session.offset > after {
            let said = "an upload that stands elsewhere than what was sent";
            return Err(Failed::of(self.malformed(ask, said)));
        }
        session.location = self
            .location(ask, location.as_str(), &answer)
            .map_err(Failed::of)?;
        Ok(())
    }

    /// How far the registry came; within the chunk that failed
    fn stand(
        &self,
        ask: &Ask<'_>,
        session: &mut Session,
        (start, end): (u64, u64),
    ) -> Result<(), Error> {
        let url = session.location.clone();
        let answer = self.exchange(ask, &|http| http.get(url.clone()))?;
        let answer = self.expect(ask, answer, &[204, 202, 200])?;
        let offset = reached(&answer).unwrap_or(start);
        if offset < start || offset > end {
            return Err(self.malformed(ask, "an upload that stands elsewhere than what was sent"));
        }
        session.offset = offset;
        // Without a new place the old one holds.
        if answer.headers().contains_key(LOCATION) {
            session.location = self.location(ask, url.as_str(), &answer)?;
        }
        Ok(())
    }

    fn put(
        &self,
        ask: &Ask<'_>,
        session: &Session,
        digest: &Digest,
        bytes: Bytes,
    ) -> Result<(), Failed> {
        let mut url = session.location.clone();
        url.query_pairs_mut()
            .append_pair("digest", &digest.to_string());
        let answer = self.once(ask, &|http| self.body(http.put(url.clone()), bytes.clone()));
        let answer = self.taken(ask, answer, &[201, 204])?;
        let stored = answer.headers().get("Docker-Content-Digest");
        match stored.and_then(|text| text.to_str().ok()) {
            Some(stored) if stored != digest.to_string() => Err(Failed::of(Error::Bytes {
                host: self.host.clone(),
                what: ask.what(""),
                want: digest.to_string(),
                got: stored.chars().take(100).collect(),
            })),
            _ => Ok(()),
        }
    }

    fn body(&self, request: RequestBuilder, bytes: Bytes) -> RequestBuilder {
        let patience = self.options.silence * 2 + Duration::from_secs(bytes.len() as u64 / SLOWEST);
        request
            .header(CONTENT_TYPE, "application/octet-stream")
            .timeout(patience)
            .body(bytes)
    }

    fn taken(
        &self,
        ask: &Ask<'_>,
        answer: Result<Response, Error>,
        wanted: &[u16],
    ) -> Result<Response, Failed> {
        let answer = answer.map_err(Failed::of)?;
        let asked = patience::asked(answer.headers());
        self.expect(ask, answer, wanted)
            .map_err(|error| Failed { error, asked })
    }

    /// Where a session goes on, relative to the request; never from TLS to none
    pub(crate) fn location(
        &self,
        ask: &Ask<'_>,
        base: &str,
        answer: &Response,
    ) -> Result<Url, Error> {
        let header = answer.headers().get(LOCATION);
        let text = header.and_then(|location| location.to_str().ok());
        let base = Url::parse(base).ok();
        let url = base.zip(text).and_then(|(base, text)| base.join(text).ok());
        let url = url.ok_or_else(|| self.malformed(ask, "no `Location` of the upload"))?;
        if url.scheme() != self.scheme && url.scheme() != "https" {
            return Err(self.malformed(ask, "an upload that goes on without TLS"));
        }
        Ok(url)
    }
}

/// A part that did not arrive
struct Failed {
    error: Error,
    asked: Option<Duration>,
}

impl Failed {
    fn of(error: Error) -> Self {
        Self { error, asked: None }
    }
}

fn reached(answer: &Response) -> Option<u64> {
    let text = answer.headers().get(RANGE)?.to_str().ok()?;
    last(text)
}

/// How many bytes of an upload arrived, by `Range: 0-<last>`, which is `0-0` for none
pub fn last(range: &str) -> Option<u64> {
    let range = range.strip_prefix("bytes=").unwrap_or(range);
    let last: u64 = range.strip_prefix("0-")?.parse().ok()?;
    last.checked_add(u64::from(last > 0))
}

fn read(ask: &Ask<'_>, source: &dyn Source, offset: u64, length: u64) -> Result<Bytes, Stop> {
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    source
        .read(offset, length)
        .map(Bytes::from)
        .map_err(|cause| {
            let what = ask.what("");
            Stop::Final(Error::Local { what, cause })
        })
}

fn difference(one: u64, other: u64) -> i64 {
    let signed = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    signed(one) - signed(other)
}

#[cfg(test)]
mod tests {
    use super::last;

    #[test]
    fn a_range_says_what_arrived() {
        assert_eq!(last("0-999"), Some(1000));
        assert_eq!(last("bytes=0-999"), Some(1000));
        assert_eq!(last("0-0"), Some(0));
        for other in ["", "5-9", "0-", "0--1", "0-99999999999999999999"] {
            assert_eq!(last(other), None, "{other}");
        }
        assert_eq!(last(&format!("0-{}", u64::MAX)), None);
    }
}
