//! A blob on its way up: a session, the bytes, and the digest that ends it.
//!
//! Only the last PUT says whether a blob arrived. Registries differ in the upload methods that they accept
//! ([`UploadMethod`]): after a refusal another method is tried, and the accepted one is tried first from then on. After
//! a cut the registry is asked how far it came; where it kept something, chunks go on from there.

mod method;
mod progress;
mod send;
mod session;
mod stream;

pub(crate) use method::Learned;
pub use method::UploadMethod;
pub use session::last;

use crate::exchange::{Access, Operation};
use crate::{Client, Error, Repository, Source};
use oci::Digest;
use progress::Progress;
use std::time::Duration;

/// Of one blob, one after the other without progress between
const MOST_FAILURES: u32 = 5;

/// What is sent
struct Upload<'a> {
    operation: Operation<'a>,
    repository: &'a Repository,
    digest: &'a Digest,
    source: &'a dyn Source,
    size: u64,
    progress: Progress<'a>,
}

/// Why a session does not go on
enum Stop {
    /// The registry refuses this method; another one may work
    Refused(Error),
    /// It broke; another session may do
    Lost(Failed),
    Final(Error),
}

/// What did not arrive
struct Failed {
    error: Box<Error>,
    /// How long the registry asks to wait
    asked: Option<Duration>,
    /// How far the registry came in this session, as far as it said
    reached: u64,
}

impl Client {
    /// Sends a blob. `moved` is told of bytes that went; fewer when a session was lost.
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
        let operation = Operation::new(Access::Push, repository, digest);
        let size = source.size().map_err(|cause| Error::Local {
            what: operation.what(""),
            cause,
        })?;
        let upload = Upload {
            operation,
            repository,
            digest,
            source,
            size,
            progress: Progress::new(moved),
        };
        let (mut method, mut refusals, mut failures) = (self.first_method(), Vec::new(), 0);
        // Sessions that end at the same place, again and again, come to no end.
        let mut furthest = 0;
        loop {
            let stop = match self.attempt(&upload, method) {
                Ok(()) => {
                    upload.progress.reach(size);
                    self.learn(method, !refusals.is_empty());
                    return Ok(());
                }
                Err(stop) => stop,
            };
            upload.progress.reach(0);
            method = match stop {
                Stop::Final(error) => return Err(error),
                Stop::Refused(error) => {
                    self.after_refusal(&upload, method, &mut refusals, error)?
                }
                Stop::Lost(_) if self.arrived(&upload) => {
                    upload.progress.reach(size);
                    return Ok(());
                }
                Stop::Lost(failed) => {
                    let is_further = failed.reached > furthest;
                    failures = if is_further { 1 } else { failures + 1 };
                    furthest = furthest.max(failed.reached);
                    if failures == MOST_FAILURES {
                        return Err(*failed.error);
                    }
                    self.note(|| format!("{}; again", failed.error));
                    self.pause(failures, failed.asked);
                    self.after_cut(method, failed.reached > 0, &refusals)
                }
            };
        }
    }

    /// Whether the registry has it: the end may have come to pass, and its answer not to us
    fn arrived(&self, upload: &Upload<'_>) -> bool {
        let size = self.blob_size(upload.repository, upload.digest);
        matches!(size, Ok(Some(got)) if got.may_be(upload.size))
    }

    fn first_method(&self) -> UploadMethod {
        let learned = self.learned.lock().ok().and_then(|learned| learned.method);
        self.options
            .method
            .or(learned)
            .unwrap_or(UploadMethod::Whole)
    }

    /// Whether this client may send so
    fn may(&self, method: UploadMethod, refusals: &[(UploadMethod, Error)]) -> bool {
        self.options.method.is_none_or(|fixed| fixed == method)
            && refusals.iter().all(|(refused, _)| *refused != method)
    }

    /// The next method that was not refused; the first refusal if there is none
    fn after_refusal(
        &self,
        upload: &Upload<'_>,
        method: UploadMethod,
        refusals: &mut Vec<(UploadMethod, Error)>,
        error: Error,
    ) -> Result<UploadMethod, Error> {
        self.note(|| format!("{error}: sent {}", method.description()));
        let too_large = error.status() == Some(413) && self.shrink(upload.size);
        refusals.push((method, error));
        let mut left = UploadMethod::ALL
            .into_iter()
            .filter(|other| self.may(*other, refusals));
        // One PATCH of the same length would be refused alike.
        let next = if too_large {
            left.next_back()
        } else {
            left.next()
        };
        next.ok_or_else(|| refusals.swap_remove(0).1)
    }

    /// The method that loses less if the connection breaks again, or another one if this one does not
    /// come forward
    fn after_cut(
        &self,
        method: UploadMethod,
        forward: bool,
        refusals: &[(UploadMethod, Error)],
    ) -> UploadMethod {
        if forward && method == UploadMethod::Chunked {
            return method;
        }
        let turns = [method.after_cut(), method.after_cut().after_cut()];
        let next = turns.into_iter().find(|next| self.may(*next, refusals));
        next.unwrap_or(method)
    }

    /// Remembers what the registry took after it had refused something else
    fn learn(&self, method: UploadMethod, refused: bool) {
        if !refused {
            return;
        }
        let Ok(mut learned) = self.learned.lock() else {
            return;
        };
        if learned.method.replace(method) != Some(method) {
            drop(learned);
            let host = &self.host;
            self.note(|| {
                let how = method.description();
                format!("`{host}` accepts blobs {how}; use `--upload {method}` to start with that")
            });
        }
    }

    /// Bytes of a chunk, where a registry wants so many at least and at most
    fn chunk(&self, (least, most): (u64, u64)) -> u64 {
        let learned = self.learned.lock().ok().and_then(|learned| learned.chunk);
        let chunk = learned.unwrap_or(self.options.chunk as u64);
        chunk.max(least).min(most).max(1)
    }

    /// Tells of something, where somebody listens
    fn note(&self, text: impl FnOnce() -> String) {
        if let Some(listener) = &self.listener {
            listener(&text());
        }
    }
}

impl Stop {
    /// What an answer to bytes means
    fn from_failure(failed: Failed) -> Self {
        match failed.error.status() {
            Some(400 | 403 | 405 | 409 | 411 | 413 | 415 | 416 | 422 | 501 | 505) => {
                Self::Refused(*failed.error)
            }
            // It knows nothing of the session any more.
            Some(404) => Self::Lost(failed),
            _ if failed.error.passes() => Self::Lost(failed),
            _ => Self::Final(*failed.error),
        }
    }
}
