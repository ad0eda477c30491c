use crate::client::cause;
use crate::exchange::{Access, Operation};
use crate::{retry, Client, Error, Paced, Repository};
use oci::Digest;
use reqwest::blocking::{Client as Http, Response};
use reqwest::header::{HeaderName, CONTENT_LENGTH, CONTENT_RANGE, RANGE};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::fs::FileExt as _;

const BUFFER: usize = 1 << 18;
/// Cuts of one blob that are taken anyhow, and the bytes that are to come for each further one: a server
/// that gives a few bytes each time would hold us for ever
const CUTS: u64 = 32;
const PROGRESS: u64 = 1 << 18;

/// Bytes that can be read from anywhere, again
pub trait Source: Sync {
    /// How many
    ///
    /// # Errors
    /// As the file's.
    fn size(&self) -> io::Result<u64>;

    /// Those from an offset on
    ///
    /// # Errors
    /// As the file's.
    fn reader(&self, offset: u64) -> io::Result<Box<dyn Read + Send + Sync>>;
}

/// A file from an offset on, whoever else reads it
struct At {
    file: File,
    offset: u64,
}

impl Read for At {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read_at(buffer, self.offset)?;
        self.offset += count as u64;
        Ok(count)
    }
}

impl Source for File {
    fn size(&self) -> io::Result<u64> {
        self.metadata().map(|file| file.len())
    }

    fn reader(&self, offset: u64) -> io::Result<Box<dyn Read + Send + Sync>> {
        let file = self.try_clone()?;
        Ok(Box::new(At { file, offset }))
    }
}

/// For small ones: what is sent is copied
impl Source for Vec<u8> {
    fn size(&self) -> io::Result<u64> {
        Ok(self.len() as u64)
    }

    fn reader(&self, offset: u64) -> io::Result<Box<dyn Read + Send + Sync>> {
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        let rest = self.get(start..).unwrap_or_default();
        Ok(Box::new(io::Cursor::new(rest.to_vec())))
    }
}

/// What a registry says of the size of a blob that it has
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Bytes
    Of(u64),
    /// It does not say
    Unsaid,
}

impl Size {
    /// Whether the blob may have so many bytes: a registry that does not say has checked the digest
    /// when it took the blob
    pub fn may_be(self, bytes: u64) -> bool {
        match self {
            Self::Of(size) => size == bytes,
            Self::Unsaid => true,
        }
    }
}

/// A header that is a number
pub(crate) fn number(answer: &Response, name: HeaderName) -> Option<u64> {
    let text = answer.headers().get(name)?.to_str().ok()?;
    text.trim().parse().ok()
}

/// A download under way
struct Download<'a> {
    to: &'a mut dyn Write,
    moved: &'a dyn Fn(u64),
    sum: Sha256,
    have: u64,
}

enum Stop {
    /// The connection broke
    Cut(String),
    /// More bytes than there are to be
    Long,
    /// What is ours
    Local(io::Error),
}

impl Client {
    /// What the registry says of a blob's size; `None` when the repository has it not. The length is a
    /// SHOULD in the answer to HEAD, so it is looked for in the answer to GET, too.
    ///
    /// # Errors
    /// When the registry does not say whether it is there.
    pub fn blob_size(
        &self,
        repository: &Repository,
        digest: &Digest,
    ) -> Result<Option<Size>, Error> {
        let operation = Operation::new(Access::Pull, repository, digest);
        let url = self.url(&repository.name, &format!("blobs/{digest}"));
        let answer = self.exchange(&operation, &|http| http.head(&url))?;
        let answer = self.expect(&operation, answer, &[200, 404, 405])?;
        if answer.status().as_u16() == 404 {
            return Ok(None);
        }
        // Proxies answer HEAD with the length of what they send, which is none.
        match number(&answer, CONTENT_LENGTH).filter(|length| *length > 0) {
            Some(length) if answer.status().as_u16() == 200 => Ok(Some(Size::Of(length))),
            _ => self.size_by_get(&operation, &url),
        }
    }

    /// The size by an answer with the first byte, or by one whose body is not read
    fn size_by_get(&self, operation: &Operation<'_>, url: &str) -> Result<Option<Size>, Error> {
        let answer = self.exchange(operation, &|http| http.get(url).header(RANGE, "bytes=0-0"))?;
        let answer = self.expect(operation, answer, &[200, 206, 404, 416])?;
        let size = match answer.status().as_u16() {
            404 => return Ok(None),
            200 => number(&answer, CONTENT_LENGTH),
            // `bytes 0-0/<size>`, and `bytes */<size>` for an empty one
            _ => answer.headers().get(CONTENT_RANGE).and_then(|range| {
                let (_, size) = range.to_str().ok()?.rsplit_once('/')?;
                size.parse().ok()
            }),
        };
        Ok(Some(size.map_or(Size::Unsaid, Size::Of)))
    }

    /// Makes another repository's blob one of this too; whether the registry did. However it says no,
    /// an upload may do: mounts are an optimization, and registries refuse them by many a status.
    ///
    /// # Errors
    /// When the registry cannot be reached, or asks to wait without end.
    pub fn mount(
        &self,
        repository: &Repository,
        digest: &Digest,
        from: &Repository,
    ) -> Result<bool, Error> {
        let mut operation = Operation::new(Access::Push, repository, digest);
        operation.from = Some(from);
        let query = format!("blobs/uploads/?mount={digest}&from={}", from.name);
        let url = self.url(&repository.name, &query);
        let post = |http: &Http| http.post(&url).header(CONTENT_LENGTH, 0).body(Vec::new());
        let answer = match self.once(&operation, &post) {
            // That the other repository may not be read is no reason not to write to this one.
            Err(Error::Denied { .. }) => return Ok(false),
            Err(error) if error.passes() => self.exchange(&operation, &post)?,
            Ok(answer) if matches!(answer.status().as_u16(), 408 | 429 | 502 | 503 | 504) => {
                self.pause(1, retry::asked_wait(answer.headers()));
                self.exchange(&operation, &post)?
            }
            answer => answer?,
        };
        if answer.status().as_u16() == 202 {
            // It began an upload instead, which is not wanted.
            if let Ok(location) = self.location(&operation, &url, &answer) {
                let _ = self.once(&operation, &|http| http.delete(location.clone()));
            }
        }
        Ok(answer.status().as_u16() == 201)
    }

    /// A blob, checked on the way: what was written is right only when this returns. A cut is
    /// continued.
    ///
    /// # Errors
    /// When the registry has it not, or gives other bytes.
    pub fn blob(
        &self,
        repository: &Repository,
        digest: &Digest,
        size: u64,
        to: &mut dyn Write,
        moved: &dyn Fn(u64),
    ) -> Result<(), Error> {
        let mut nothing = io::empty();
        self.rest_of_blob(repository, digest, (&mut nothing, size), to, moved)
    }

    /// A blob of which an earlier attempt left the beginning: that is read and hashed, the rest is
    /// written to `to`. Other bytes may then be the fault of what was left.
    ///
    /// # Errors
    /// When the registry has it not, or the whole is of other bytes.
    pub fn rest_of_blob(
        &self,
        repository: &Repository,
        digest: &Digest,
        (left, size): (&mut dyn Read, u64),
        to: &mut dyn Write,
        moved: &dyn Fn(u64),
    ) -> Result<(), Error> {
        let operation = Operation::new(Access::Pull, repository, digest);
        let mut download = Download {
            to,
            moved,
            sum: Sha256::new(),
            have: 0,
        };
        download.take(left, size).map_err(|cause| Error::Local {
            what: operation.what(""),
            cause,
        })?;
        let (mut failures, mut cuts) = (0, 0);
        while download.have < size || (size == 0 && failures == 0) {
            let before = download.have;
            let read = self
                .part(&operation, digest, size, before)?
                .map_err(Stop::Cut)
                .and_then(|answer| download.read(answer, size));
            match read {
                Ok(()) => break,
                Err(Stop::Local(cause)) => {
                    let what = operation.what("");
                    return Err(Error::Local { what, cause });
                }
                Err(Stop::Long) => return Err(self.other(&operation, size, "more")),
                Err(Stop::Cut(said)) => {
                    failures = if download.have > before {
                        1
                    } else {
                        failures + 1
                    };
                    cuts += 1;
                    if failures >= retry::TRIES || cuts > CUTS + download.have / PROGRESS {
                        let (host, what) = (self.host.clone(), operation.what(""));
                        let cause = format!("{said}, after {} of {size} bytes", download.have);
                        return Err(Error::Unreachable { host, what, cause });
                    }
                    self.pause(failures, None);
                }
            }
        }
        let got = Digest::from_sha256(download.sum.finalize().into());
        if got == *digest {
            return Ok(());
        }
        Err(Error::Bytes {
            host: self.host.clone(),
            what: operation.what(""),
            want: digest.to_string(),
            got: got.to_string(),
        })
    }

    /// The answer from `offset` on; one from the start is read up to there, or the reason why it
    /// broke before
    fn part(
        &self,
        operation: &Operation<'_>,
        digest: &Digest,
        size: u64,
        offset: u64,
    ) -> Result<Result<Paced<Response>, String>, Error> {
        let url = self.url(&operation.repository.name, &format!("blobs/{digest}"));
        let answer = self.exchange(operation, &|http| {
            let request = http.get(&url);
            if offset == 0 {
                return request;
            }
            request.header(RANGE, format!("bytes={offset}-"))
        })?;
        let answer = self.expect(operation, answer, &[200, 206, 416])?;
        let (status, length) = (answer.status().as_u16(), answer.content_length());
        match (status, length) {
            (416, _) => return Err(self.other(operation, size, "fewer")),
            (200, Some(length)) if length != size => {
                return Err(self.other(operation, size, &format!("{length} bytes")));
            }
            _ => {}
        }
        let mut answer = Paced::new(answer, self.options.silence);
        if status == 200 && offset > 0 {
            let skipped = io::copy(&mut (&mut answer).take(offset), &mut io::sink());
            match skipped {
                Ok(count) if count == offset => {}
                Ok(_) => return Ok(Err("it ended too early".to_owned())),
                Err(error) => return Ok(Err(cause(&error))),
            }
        }
        Ok(Ok(answer))
    }

    fn other(&self, operation: &Operation<'_>, size: u64, got: &str) -> Error {
        Error::Bytes {
            host: self.host.clone(),
            what: operation.what(""),
            want: format!("{size} bytes"),
            got: got.to_owned(),
        }
    }
}

impl Download<'_> {
    /// What is there already, as far as it can be of the blob
    fn take(&mut self, left: &mut dyn Read, size: u64) -> io::Result<()> {
        let mut buffer = vec![0; BUFFER];
        let mut left = left.take(size);
        loop {
            let count = left.read(&mut buffer)?;
            if count == 0 {
                return Ok(());
            }
            self.sum.update(&buffer[..count]);
            self.have += count as u64;
            (self.moved)(count as u64);
        }
    }

    fn read(&mut self, mut from: Paced<Response>, size: u64) -> Result<(), Stop> {
        let mut buffer = vec![0; BUFFER];
        loop {
            let count = match from.read(&mut buffer) {
                Ok(0) if self.have < size => {
                    return Err(Stop::Cut("it ended too early".to_owned()))
                }
                Ok(0) => return Ok(()),
                Ok(count) => count,
                Err(error) => return Err(Stop::Cut(cause(&error))),
            };
            if self.have + count as u64 > size {
                return Err(Stop::Long);
            }
            self.to.write_all(&buffer[..count]).map_err(Stop::Local)?;
            self.sum.update(&buffer[..count]);
            self.have += count as u64;
            (self.moved)(count as u64);
        }
    }
}
