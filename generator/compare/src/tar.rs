//! Tar inwards, from anybody: one member after the other, bounded.

use crate::header::{digest, padding, Header, BLOCK};
use crate::member::{Extension, Member};
use crate::{pax, shown};
use sha2::{Digest as _, Sha256};
use std::io::{self, Read};

/// Bytes of extension headers of one member
const EXTENSION_LIMIT: u64 = 1 << 20;
/// No layer is larger
const LONGEST: u64 = 128 << 30;
/// What looks like a file and is stored in pieces
const SPARSE: u8 = b'S';

/// What is wrong with a tar
#[derive(Debug, thiserror::Error)]
pub enum TarError {
    /// The stream ends too early, or cannot be inflated
    #[error("truncated or damaged after {after}: {source}")]
    Io {
        /// The last member whose header was read
        after: String,
        /// What the stream said
        source: io::Error,
    },
    /// A header that is none
    #[error("malformed header after {after}: {what}")]
    Header {
        /// The last member whose header was read
        after: String,
        /// Which field
        what: &'static str,
    },
    /// More than any layer holds
    #[error("more than {LONGEST} bytes, the last of them after {after}")]
    TooLong {
        /// The last member whose header was read
        after: String,
    },
}

/// Reads one member after the other
pub struct Tar<R> {
    input: R,
    /// Bytes of the present member that nobody has read yet
    unread: u64,
    padding: usize,
    last: Option<Vec<u8>>,
    length: u64,
    /// The headers since the last member
    headers: Vec<u8>,
    /// Whether the block that marks the end was read
    ended: bool,
}

impl<R: Read> Tar<R> {
    /// Reads a tar from `input`
    pub fn new(input: R) -> Self {
        Self {
            input,
            unread: 0,
            padding: 0,
            last: None,
            length: 0,
            headers: Vec::new(),
            ended: false,
        }
    }

    /// The next member; none at the end of the archive. The content of the one before was read.
    pub fn next(&mut self) -> Result<Option<Member>, TarError> {
        let (mut extension, mut left) = (Extension::default(), EXTENSION_LIMIT);
        loop {
            let mut block = [0; BLOCK];
            match self.fill(&mut block)? {
                0 => return Ok(None),
                BLOCK => self.headers.extend(block),
                _ => return Err(self.io(io::ErrorKind::UnexpectedEof.into())),
            }
            if block == [0; BLOCK] {
                self.ended = true;
                return Ok(None);
            }
            let header = Header(&block);
            if !header.is_sound() {
                return Err(self.malformed("checksum"));
            }
            if !matches!(header.kind().0, b'L' | b'K' | b'x' | b'g') {
                return self.member(&header, extension).map(Some);
            }
            let bytes = self.extension(&header, &mut left)?;
            self.extend(header.kind().0, bytes, &mut extension)?;
        }
    }

    fn extend(&self, flag: u8, bytes: Vec<u8>, to: &mut Extension) -> Result<(), TarError> {
        let sound = match flag {
            b'x' => pax::read(&bytes, &mut to.records, ""),
            b'g' => pax::read(&bytes, &mut to.records, "global "),
            flag => {
                let long = if flag == b'L' {
                    &mut to.path
                } else {
                    &mut to.target
                };
                *long = Some(terminated(bytes));
                true
            }
        };
        sound
            .then_some(())
            .ok_or_else(|| self.malformed("PAX record"))
    }

    fn member(&mut self, header: &Header<'_>, mut of: Extension) -> Result<Member, TarError> {
        if header.kind().0 == SPARSE {
            return Err(self.malformed("a sparse file, which is not allowed in a layer"));
        }
        let size = of.size(header).ok_or_else(|| self.malformed("size"))?;
        let mut member = Member::of(header, size, of);
        member.header = std::mem::take(&mut self.headers);
        self.last = Some(member.path.clone());
        (self.unread, self.padding) = (size, padding(size));
        Ok(member)
    }

    fn extension(&mut self, header: &Header<'_>, left: &mut u64) -> Result<Vec<u8>, TarError> {
        let size = header.size().ok_or_else(|| self.malformed("size"))?;
        // Each takes a block at least, so that their number is bounded, too.
        let blocks = size.checked_add(BLOCK as u64);
        let rest = blocks.and_then(|blocks| left.checked_sub(blocks));
        *left = rest.ok_or_else(|| self.malformed("extensions longer than 1 MiB"))?;
        let mut bytes = vec![0; size as usize + padding(size)];
        self.fill_all(&mut bytes)?;
        self.headers.extend(&bytes);
        bytes.truncate(size as usize);
        Ok(bytes)
    }

    /// Reads of the present member until `buffer` is full or the content ends
    pub fn read(&mut self, buffer: &mut [u8]) -> Result<usize, TarError> {
        let left = usize::try_from(self.unread).unwrap_or(usize::MAX);
        let length = buffer.len().min(left);
        self.fill_all(&mut buffer[..length])?;
        self.unread -= length as u64;
        Ok(length)
    }

    /// What fills the last block of the present member, whose content was read
    pub fn padding(&mut self) -> Result<String, TarError> {
        let mut bytes = [0; BLOCK];
        let length = std::mem::take(&mut self.padding);
        self.fill_all(&mut bytes[..length])?;
        Ok(filling(&bytes[..length]))
    }

    /// What follows the last member
    pub fn end(&mut self) -> Result<String, TarError> {
        let mut buffer = vec![0; 1 << 16];
        let mark = if self.ended { BLOCK } else { 0 };
        let mut zeros = self.headers.len() == mark;
        let mut length = self.headers.len() as u64;
        let mut sum = Sha256::new_with_prefix(&self.headers);
        while let count @ 1.. = self.fill(&mut buffer)? {
            zeros &= buffer[..count].iter().all(|byte| *byte == 0);
            sum.update(&buffer[..count]);
            length += count as u64;
        }
        if zeros {
            return Ok(format!("{length} zero bytes"));
        }
        Ok(format!("{length} bytes, {}", digest(sum)))
    }

    fn fill_all(&mut self, buffer: &mut [u8]) -> Result<(), TarError> {
        let count = self.fill(buffer)?;
        if count < buffer.len() {
            return Err(self.io(io::ErrorKind::UnexpectedEof.into()));
        }
        Ok(())
    }

    /// Less than all at the end of the stream alone
    fn fill(&mut self, buffer: &mut [u8]) -> Result<usize, TarError> {
        let mut count = 0;
        while count < buffer.len() {
            match self.input.read(&mut buffer[count..]) {
                Ok(0) => break,
                Ok(more) => count += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(source) => return Err(self.io(source)),
            }
        }
        self.length += count as u64;
        if self.length > LONGEST {
            return Err(TarError::TooLong {
                after: self.after(),
            });
        }
        Ok(count)
    }

    fn after(&self) -> String {
        let last = self.last.as_ref();
        last.map_or("its start".to_owned(), |path| {
            format!("`{}`", shown::path(path))
        })
    }

    fn io(&self, source: io::Error) -> TarError {
        let after = self.after();
        TarError::Io { after, source }
    }

    /// An error about what comes after the last member
    pub fn malformed(&self, what: &'static str) -> TarError {
        let after = self.after();
        TarError::Header { after, what }
    }
}

fn filling(bytes: &[u8]) -> String {
    if bytes.iter().all(|byte| *byte == 0) {
        return "zero bytes".to_owned();
    }
    digest(Sha256::new_with_prefix(bytes))
}

/// GNU's long names end with a zero byte
fn terminated(mut bytes: Vec<u8>) -> Vec<u8> {
    let end = bytes.iter().position(|byte| *byte == 0);
    bytes.truncate(end.unwrap_or(bytes.len()));
    bytes
}
