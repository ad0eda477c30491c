//! One attempt to upload a blob, with one method.

use super::session::Session;
use super::stream::Sending;
use super::{Failed, Stop, Upload, UploadMethod};
use crate::{retry, Client, Error};
use reqwest::blocking::Response;
use reqwest::header::{HeaderMap, HeaderValue, CONTENT_RANGE, CONTENT_TYPE, LOCATION};
use reqwest::Method;
use std::ops::Range;

/// Smaller chunks than this are not tried: nginx takes this much where nobody has told it otherwise
const SMALLEST_CHUNK: u64 = 1 << 20;
/// Of the request that ends an upload, before all is sent again
const TRIES_OF_END: u32 = 3;
/// By how much chunks shrink when they are refused
const SHRINK: u64 = 4;

/// How a request says where its bytes belong
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Unsaid,
    Said,
}

impl Client {
    pub(super) fn attempt(&self, upload: &Upload<'_>, method: UploadMethod) -> Result<(), Stop> {
        let mut session = self.begin(&upload.operation).map_err(Stop::Final)?;
        match method {
            UploadMethod::Whole => {
                let sent = self.put(upload, &session, 0..upload.size);
                sent.or_else(|failed| self.go_on(upload, &mut session, failed))
            }
            UploadMethod::Stream => {
                let all = 0..upload.size;
                match self.patch(upload, &mut session, all, Place::Unsaid) {
                    Ok(()) => self.end(upload, &mut session),
                    Err(failed) => self.go_on(upload, &mut session, failed),
                }
            }
            UploadMethod::Chunked => self.chunks(upload, &mut session, 0),
        }
    }

    /// After a cut: by chunks from where the registry says that it stands
    fn go_on(
        &self,
        upload: &Upload<'_>,
        session: &mut Session,
        failed: Failed,
    ) -> Result<(), Stop> {
        if !failed.error.passes() {
            return Err(Stop::from_failure(failed));
        }
        self.pause(1, failed.asked);
        let kept = self.stand(&upload.operation, session);
        let kept = kept.ok().flatten();
        match kept.filter(|kept| (1..=upload.size).contains(kept)) {
            None => Err(Stop::Lost(failed)),
            Some(kept) => {
                self.note(|| format!("{}; it kept {kept} bytes", failed.error));
                self.chunks(upload, session, kept)
                    .map_err(|stop| match stop {
                        // What it kept may be damaged, or what it said wrong.
                        Stop::Refused(error) => Stop::Lost(Failed::from_error(error)),
                        other => other,
                    })
            }
        }
    }

    /// By chunks from an offset to the end. What `Range` says in the answer to a chunk that was taken
    /// is not heeded: registries count it from the chunk, or name the first one's, and the digest
    /// tells in the end.
    fn chunks(&self, upload: &Upload<'_>, session: &mut Session, from: u64) -> Result<(), Stop> {
        let (mut offset, mut failures, mut forward) = (from, 0, false);
        while offset < upload.size {
            let length = self.chunk(session.chunks).min(upload.size - offset);
            let part = offset..offset + length;
            let mut failed = match self.patch(upload, session, part.clone(), Place::Said) {
                Ok(()) => {
                    (offset, failures, forward) = (part.end, 0, true);
                    continue;
                }
                Err(failed) => failed,
            };
            failed.reached = if forward { offset } else { 0 };
            let status = failed.error.status();
            if matches!(status, Some(413 | 416)) && offset == 0 && self.shrink(length) {
                self.note(|| format!("{}; smaller chunks", failed.error));
                *session = self.begin(&upload.operation).map_err(Stop::Final)?;
                // The registry itself may want chunks as large as what was refused.
                if self.chunk(session.chunks).min(upload.size) >= length {
                    return Err(Stop::from_failure(failed));
                }
                continue;
            }
            // A 416 within a blob says that the registry stands elsewhere; after it was asked, that what
            // it said cannot be gone by: one byte is told like none.
            let elsewhere = status == Some(416) && (offset > 0 || failures > 0);
            failures += 1;
            if elsewhere && failures > 1 {
                return Err(Stop::Lost(failed));
            }
            // One that never accepts a chunk is tried with another method soon.
            let tries = if forward { retry::TRIES } else { 2 };
            if !(elsewhere || failed.error.passes()) || failures == tries {
                return Err(Stop::from_failure(failed));
            }
            self.pause(failures, failed.asked);
            match self.stand(&upload.operation, session) {
                Ok(Some(stands)) if part.start <= stands && stands <= part.end => {
                    upload.progress.reach(stands);
                    if stands > offset {
                        (offset, failures, forward) = (stands, 0, true);
                    }
                }
                _ => return Err(Stop::Lost(failed)),
            }
        }
        self.end(upload, session)
    }

    /// Makes chunks smaller than what was refused; whether that can be
    pub(super) fn shrink(&self, refused: u64) -> bool {
        let smaller = (refused / SHRINK).max(SMALLEST_CHUNK);
        let mut learned = match self.learned.lock() {
            Ok(learned) if smaller < refused => learned,
            _ => return false,
        };
        // Another blob's chunks may have made them smaller yet.
        let before = learned.chunk.unwrap_or(self.options.chunk as u64);
        learned.chunk = Some(before.min(smaller));
        true
    }

    /// Ends an upload all of whose bytes were sent
    fn end(&self, upload: &Upload<'_>, session: &mut Session) -> Result<(), Stop> {
        for failures in 1.. {
            let mut failed = match self.put(upload, session, upload.size..upload.size) {
                Ok(()) => return Ok(()),
                Err(failed) => failed,
            };
            failed.reached = 0;
            if !failed.error.passes() || failures == TRIES_OF_END {
                return Err(Stop::from_failure(failed));
            }
            self.pause(failures, failed.asked);
            match self.stand(&upload.operation, session) {
                Ok(Some(stands)) if stands == upload.size => {}
                _ => return Err(Stop::Lost(failed)),
            }
        }
        Ok(())
    }

    fn patch(
        &self,
        upload: &Upload<'_>,
        session: &mut Session,
        range: Range<u64>,
        place: Place,
    ) -> Result<(), Failed> {
        let mut sending = upload.sending(Method::PATCH, session, range);
        if place == Place::Said {
            let (start, last) = (sending.range.start, sending.range.end.saturating_sub(1));
            if let Ok(value) = HeaderValue::try_from(format!("{start}-{last}")) {
                sending.headers.insert(CONTENT_RANGE, value);
            }
        }
        let answer = self.transmit(&upload.operation, sending, &upload.progress);
        let answer = self.taken(upload, answer, &[202, 201, 200, 204])?;
        // After a redirect a relative place is the other host's.
        let base = answer.url().clone();
        // Without a new place the old one holds.
        if answer.headers().contains_key(LOCATION) {
            session.location = self
                .location(&upload.operation, base.as_str(), &answer)
                .map_err(Failed::from_error)?;
        }
        Ok(())
    }

    /// The last request of an upload, with its last bytes
    fn put(&self, upload: &Upload<'_>, session: &Session, range: Range<u64>) -> Result<(), Failed> {
        let digest = upload.digest.to_string();
        let mut sending = upload.sending(Method::PUT, session, range);
        sending.url.query_pairs_mut().append_pair("digest", &digest);
        let answer = self.transmit(&upload.operation, sending, &upload.progress);
        let answer = self.taken(upload, answer, &[201, 200, 202, 204])?;
        let stored = answer.headers().get("Docker-Content-Digest");
        match stored.and_then(|text| text.to_str().ok()) {
            Some(stored) if stored != digest => {
                return Err(Failed::from_error(Error::Bytes {
                    host: self.host.clone(),
                    what: upload.operation.what(""),
                    want: digest,
                    got: stored.chars().take(100).collect(),
                }));
            }
            _ => {}
        }
        // Only 201 says that the blob is there.
        if answer.status().as_u16() != 201 && !self.arrived(upload) {
            let said = format!(
                "{} to the completed upload, but the blob is missing",
                answer.status()
            );
            return Err(Failed::from_error(self.malformed(&upload.operation, &said)));
        }
        Ok(())
    }

    fn taken(
        &self,
        upload: &Upload<'_>,
        answer: Result<Response, Error>,
        wanted: &[u16],
    ) -> Result<Response, Failed> {
        let answer = answer.map_err(Failed::from_error)?;
        let asked = retry::asked_wait(answer.headers());
        self.expect(&upload.operation, answer, wanted)
            .map_err(|error| Failed {
                asked,
                ..Failed::from_error(error)
            })
    }
}

impl Upload<'_> {
    fn sending(&self, method: Method, session: &Session, range: Range<u64>) -> Sending<'_> {
        let kind = HeaderValue::from_static("application/octet-stream");
        Sending {
            method,
            url: session.location.clone(),
            headers: HeaderMap::from_iter([(CONTENT_TYPE, kind)]),
            source: self.source,
            range,
        }
    }
}

impl Failed {
    fn from_error(error: Error) -> Self {
        Self {
            error: Box::new(error),
            asked: None,
            reached: 0,
        }
    }
}
