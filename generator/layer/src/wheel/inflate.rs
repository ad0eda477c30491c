//! A member's bytes, unpacked straight into where they go and checked against its CRC and size.

use std::fs::File;
use std::os::unix::fs::FileExt;

use flate2::{Decompress, FlushDecompress, Status};

use super::central_directory::{Member, Method};
use super::fault::WheelError;
use crate::pipeline::{Sink, Stopped};

/// Output is handed on in pieces that stay in the processor's cache until they are hashed.
const PIECE: u64 = 256 << 10;

const INPUT: usize = 256 << 10;

/// The state of a decoder, used again for every member.
pub struct Inflater {
    raw: Decompress,
    input: Vec<u8>,
}

/// What is left of a member's bytes in the archive.
struct Source<'a> {
    file: &'a File,
    offset: u64,
    left: u64,
}

impl Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, WheelError> {
        let length = usize::try_from(self.left)
            .unwrap_or(usize::MAX)
            .min(buffer.len());
        self.file
            .read_exact_at(&mut buffer[..length], self.offset)?;
        self.offset += length as u64;
        self.left -= length as u64;
        Ok(length)
    }
}

impl Default for Inflater {
    fn default() -> Self {
        Self {
            raw: Decompress::new(false),
            input: vec![0; INPUT],
        }
    }
}

impl Inflater {
    /// Unpacks `member` into `sink` and shows each piece to `see`.
    pub fn copy(
        &mut self,
        file: &File,
        member: &Member,
        sink: &mut impl Sink,
        mut see: impl FnMut(&[u8]),
    ) -> Result<(), WheelError> {
        let mut crc32 = crc32fast::Hasher::new();
        let mut see = |piece: &[u8]| {
            crc32.update(piece);
            see(piece);
        };
        let source = Source {
            file,
            offset: member.offset,
            left: member.compressed,
        };
        match member.method {
            Method::Stored => copy_stored(source, sink, &mut see)?,
            Method::Deflated => self.inflate(source, member, sink, &mut see)?,
        }
        match crc32.finalize() {
            got if got == member.crc32 => Ok(()),
            got => {
                let why = format!(
                    "has a wrong CRC-32, want {:08x}, got {got:08x}",
                    member.crc32
                );
                Err(WheelError::member(member.path.as_str(), why))
            }
        }
    }

    fn inflate(
        &mut self,
        mut source: Source,
        member: &Member,
        sink: &mut impl Sink,
        see: &mut impl FnMut(&[u8]),
    ) -> Result<(), WheelError> {
        let wrong = |why: String| WheelError::member(member.path.as_str(), why);
        self.raw.reset(false);
        let (mut start, mut end) = (0, 0);
        loop {
            if start == end && source.left > 0 {
                (start, end) = (0, source.read(&mut self.input)?);
            }
            let (taken, made) = (self.raw.total_in(), self.raw.total_out());
            let want = member.size - made;
            // Once all is there, one spare byte shows whether the stream really ends.
            let mut spare = [0; 1];
            let space = if want == 0 {
                &mut spare[..]
            } else {
                sink.space()?
            };
            let length = space.len().min(want.clamp(1, PIECE) as usize);
            let output = &mut space[..length];
            let status = self
                .raw
                .decompress(&self.input[start..end], output, FlushDecompress::None)
                .map_err(|error| wrong(format!("is damaged: {error}")))?;
            let fresh = (self.raw.total_out() - made) as usize;
            let consumed = (self.raw.total_in() - taken) as usize;
            if fresh as u64 > want {
                return Err(wrong(format!(
                    "unpacks to more than the {} bytes declared",
                    member.size
                )));
            }
            see(&output[..fresh]);
            sink.advance(fresh);
            start += consumed;
            if status == Status::StreamEnd {
                break;
            }
            if fresh == 0 && consumed == 0 && source.left == 0 {
                return Err(wrong("is truncated".to_owned()));
            }
        }
        let (made, unread) = (self.raw.total_out(), (end - start) as u64 + source.left);
        match made == member.size && unread == 0 {
            true => Ok(()),
            false => Err(wrong(format!(
                "declares {} bytes, has {made}, and {unread} after its end",
                member.size
            ))),
        }
    }
}

fn copy_stored(
    mut source: Source,
    sink: &mut impl Sink,
    see: &mut impl FnMut(&[u8]),
) -> Result<(), WheelError> {
    while source.left > 0 {
        let space = sink.space()?;
        let length = space.len().min(PIECE as usize);
        let count = source.read(&mut space[..length])?;
        see(&space[..count]);
        sink.advance(count);
    }
    Ok(())
}

/// A sink in memory that stops when it is full.
pub struct Memory {
    bytes: Vec<u8>,
    filled: usize,
}

impl Memory {
    /// Room for `size` bytes.
    pub fn new(size: usize) -> Self {
        Self {
            bytes: vec![0; size],
            filled: 0,
        }
    }

    /// What was written.
    pub fn into_bytes(mut self) -> Vec<u8> {
        self.bytes.truncate(self.filled);
        self.bytes
    }
}

impl Sink for Memory {
    fn space(&mut self) -> Result<&mut [u8], Stopped> {
        match self.filled < self.bytes.len() {
            true => Ok(&mut self.bytes[self.filled..]),
            false => Err(Stopped),
        }
    }

    fn advance(&mut self, count: usize) {
        self.filled += count;
    }
}

/// A sink that forgets what it is given.
pub struct Discard(Vec<u8>);

impl Default for Discard {
    fn default() -> Self {
        Self(vec![0; PIECE as usize])
    }
}

impl Sink for Discard {
    fn space(&mut self) -> Result<&mut [u8], Stopped> {
        Ok(&mut self.0)
    }

    fn advance(&mut self, _: usize) {}
}

impl From<Stopped> for WheelError {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}
