//! A request whose body is read from its source as it goes: no blob is ever in memory.
//!
//! The blocking client of `reqwest` loses an answer that comes before the body's end, which is how
//! registries and proxies refuse a large one. So these requests go through the asynchronous one.

use super::progress::Progress;
use crate::exchange::Operation;
use crate::{Client, Error, Source};
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use reqwest::blocking::Response;
use reqwest::header::{HeaderMap, CONTENT_LENGTH};
use reqwest::{Body, Method, Request, ResponseBuilderExt as _, Url};
use std::future::Future;
use std::io::{self, Read};
use std::ops::Range;
use std::pin::{pin, Pin};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// Read at once
const PIECE: u64 = 1 << 18;
/// Between two looks at how far it is
const TICK: Duration = Duration::from_millis(100);
/// The slowest line that is waited for, bytes a second
const SLOWEST: u64 = 64 << 10;
/// The slowest registry that is waited for, bytes a second that it puts in their place at the end
const SLOWEST_END: u64 = 2 << 20;
/// From where an upload begins to where its bytes go
const MOST_REDIRECTS: u32 = 5;
/// The start of an error document is enough
const MOST_SAID: usize = 8192;

/// A request with a part of a blob
pub(super) struct Sending<'a> {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) headers: HeaderMap,
    pub(super) source: &'a dyn Source,
    /// Of the blob
    pub(super) range: Range<u64>,
}

/// What is told of a body on its way
#[derive(Default)]
struct Sent {
    bytes: AtomicU64,
    /// Why the source could not be read
    broken: Mutex<Option<io::Error>>,
}

/// A body on its way
struct Outgoing {
    from: Box<dyn Read + Send + Sync>,
    left: u64,
    sent: Arc<Sent>,
}

impl HttpBody for Outgoing {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        let mut piece = vec![0; usize::try_from(self.left.min(PIECE)).unwrap_or_default()];
        if let Err(error) = self.from.read_exact(&mut piece) {
            if let Ok(mut broken) = self.sent.broken.lock() {
                *broken = Some(error);
            }
            return Poll::Ready(Some(Err(io::ErrorKind::Other.into())));
        }
        self.left -= piece.len() as u64;
        self.sent
            .bytes
            .fetch_add(piece.len() as u64, Ordering::Relaxed);
        Poll::Ready(Some(Ok(Frame::data(piece.into()))))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

impl Client {
    /// Sends it; leave is asked for where it is wanted, and another place that the registry names is
    /// followed
    pub(super) fn transmit(
        &self,
        operation: &Operation<'_>,
        mut sending: Sending<'_>,
        progress: &Progress<'_>,
    ) -> Result<Response, Error> {
        let (mut granted, mut redirects) = (self.granted(operation)?, 0);
        let mut answered = Vec::new();
        loop {
            let own = self.is_own(&sending.url);
            // Another host that we were sent to may not have what is ours to know.
            let answer = self.flow(
                operation,
                &sending,
                granted.as_ref().filter(|_| own),
                progress,
            )?;
            match answer.status().as_u16() {
                401 if own => {
                    let headers = answer.headers();
                    let leave = self.leave(operation, headers, granted.as_ref(), &mut answered)?;
                    if leave.is_none() {
                        return Ok(answer);
                    }
                    granted = leave;
                }
                307 | 308 if redirects == MOST_REDIRECTS => {
                    return Err(self.malformed(operation, "it redirects too many times"));
                }
                307 | 308 => {
                    sending.url = self.location(operation, sending.url.as_str(), &answer)?;
                    redirects += 1;
                }
                _ => return Ok(answer),
            }
        }
    }

    fn flow(
        &self,
        operation: &Operation<'_>,
        sending: &Sending<'_>,
        granted: Option<&crate::token::Authorization>,
        progress: &Progress<'_>,
    ) -> Result<Response, Error> {
        let local = |cause| Error::Local {
            what: operation.what(""),
            cause,
        };
        let (sent, length) = (
            Arc::<Sent>::default(),
            sending.range.end - sending.range.start,
        );
        let outgoing = Outgoing {
            from: sending.source.reader(sending.range.start).map_err(local)?,
            left: length,
            sent: Arc::clone(&sent),
        };
        let request = self
            .http
            .request(sending.method.clone(), sending.url.clone());
        let request = request.headers(sending.headers.clone());
        let request = match granted {
            Some(granted) => granted.apply(request),
            None => request,
        };
        let head = request
            .build()
            .map_err(|error| self.failed(operation, "", &error))?;
        let mut request = Request::new(sending.method.clone(), sending.url.clone());
        *request.headers_mut() = head.headers().clone();
        request.headers_mut().insert(CONTENT_LENGTH, length.into());
        *request.body_mut() = Some(Body::wrap(outgoing));
        let watch = Watch {
            sent: &sent,
            length,
            start: sending.range.start,
            silence: self.options.silence * 2,
            progress,
        };
        let streaming = self.streaming()?;
        let answer = self.answer(operation, streaming.http.execute(request), &watch);
        let answer = streaming.runtime.block_on(answer);
        match sent.broken.lock().ok().and_then(|mut broken| broken.take()) {
            Some(cause) => Err(local(cause)),
            None => answer,
        }
    }

    async fn answer(
        &self,
        operation: &Operation<'_>,
        answer: impl Future<Output = Result<reqwest::Response, reqwest::Error>>,
        watch: &Watch<'_>,
    ) -> Result<Response, Error> {
        let failed = |error: reqwest::Error| self.failed(operation, "", &error);
        let silent = || Error::Unreachable {
            host: self.host.clone(),
            what: operation.what(""),
            cause: "it does not answer in time".to_owned(),
        };
        let answer = watch.until(pin!(answer)).await;
        let mut answer = answer.ok_or_else(silent)?.map_err(failed)?;
        let mut said = Vec::new();
        // What it says may be cut: the status is what counts.
        while let Ok(Ok(Some(more))) = timeout(self.options.silence, answer.chunk()).await {
            said.extend_from_slice(&more);
            if said.len() >= MOST_SAID {
                break;
            }
        }
        said.truncate(MOST_SAID);
        let mut same = http::Response::builder()
            .status(answer.status())
            .url(answer.url().clone())
            .body(said)
            .map_err(|error| Error::Client(error.to_string()))?;
        *same.headers_mut() = answer.headers().clone();
        Ok(same.into())
    }
}

/// Looks after a body on its way
struct Watch<'a> {
    sent: &'a Sent,
    /// Of the body
    length: u64,
    /// Where the body is in the blob
    start: u64,
    /// Without a byte taken, or an answer
    silence: Duration,
    progress: &'a Progress<'a>,
}

impl Watch<'_> {
    /// What comes of it; `None` where nothing moves any more
    async fn until<F: Future>(&self, mut answer: Pin<&mut F>) -> Option<F::Output> {
        let (begin, mut moved, mut before) = (Instant::now(), Instant::now(), 0);
        loop {
            let done = timeout(TICK, answer.as_mut()).await;
            let now = self.sent.bytes.load(Ordering::Relaxed);
            self.progress.reach(self.start + now);
            if let Ok(done) = done {
                return Some(done);
            }
            if now > before {
                (moved, before) = (Instant::now(), now);
            }
            let thinking = match now == self.length {
                true => Duration::from_secs(self.length / SLOWEST_END),
                false => Duration::ZERO,
            };
            let longest = self.silence + Duration::from_secs(self.length / SLOWEST);
            if moved.elapsed() > self.silence + thinking || begin.elapsed() > longest + thinking {
                return None;
            }
        }
    }
}
