//! A layer's tar out of its blob, from anywhere or once from its start.

mod frame_header;
mod frames;

use frames::Frames;
use oci::MediaType;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use verify::inflate::{self, Bounded};

/// A layer's tar that can be read from anywhere
pub enum Seekable {
    /// Frame by frame
    Frames(Frames),
    /// Not compressed, or inflated into a file that has no name any more
    Plain(File),
}

impl Seekable {
    /// Inflates what cannot be read from anywhere into a file
    pub fn open(file: File, media_type: MediaType) -> io::Result<Self> {
        match Self::as_stored(file.try_clone()?, media_type)? {
            Some(seekable) => Ok(seekable),
            None => spool(stream(file, media_type)?),
        }
    }

    /// `None` where there is no way into the blob but from its start: gzip, and one zstd frame for
    /// all, as other builders write
    pub fn as_stored(file: File, media_type: MediaType) -> io::Result<Option<Self>> {
        match media_type {
            MediaType::LayerZstd => Ok(Frames::open(file)?.map(Self::Frames)),
            MediaType::LayerGzip => Ok(None),
            _ => Ok(Some(Self::Plain(file))),
        }
    }
}

/// The tar from its start to its end, which is an error where it is larger than a layer of its size may be
pub fn stream(file: File, media_type: MediaType) -> io::Result<impl Read> {
    let most = inflate::most(file.metadata()?.len());
    let tar = inflate::of(BufReader::new(file), media_type)?;
    Ok(Bounded::new(tar, most))
}

fn spool(mut tar: impl Read) -> io::Result<Seekable> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut tar, &mut file)?;
    file.rewind()?;
    Ok(Seekable::Plain(file))
}

impl Read for Seekable {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Frames(frames) => frames.read(buffer),
            Self::Plain(file) => file.read(buffer),
        }
    }
}

impl Seek for Seekable {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::Frames(frames) => frames.seek(to),
            Self::Plain(file) => file.seek(to),
        }
    }
}

/// A piece of a reader as a reader of its own
pub struct Section<'a, R> {
    pub inner: &'a mut R,
    pub start: u64,
    pub size: u64,
    pub at: u64,
}

impl<R: Read + Seek> Read for Section<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.size.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let length = buffer.len().min(left);
        self.inner.seek(SeekFrom::Start(self.start + self.at))?;
        let count = self.inner.read(&mut buffer[..length])?;
        self.at += count as u64;
        Ok(count)
    }
}

impl<R> Seek for Section<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = position(to, self.at, self.size)?;
        Ok(self.at)
    }
}

/// Where a seek leads; beyond the end is a place, before the start is none
pub fn position(to: SeekFrom, at: u64, size: u64) -> io::Result<u64> {
    let found = match to {
        SeekFrom::Start(start) => Some(start),
        SeekFrom::End(offset) => size.checked_add_signed(offset),
        SeekFrom::Current(offset) => at.checked_add_signed(offset),
    };
    found.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))
}
