//! A layer's tar, whatever it is compressed with.

use oci::MediaType;
use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::rc::Rc;

/// A layer inflates to so many times its size at most, and [`LARGE`]: ours to ten times. What promises
/// more is made to keep its reader busy.
const MOST_INFLATED: u64 = 64;
/// Bytes that any layer may inflate to
pub const LARGE: u64 = 256 << 20;

/// How many bytes a layer of this size is inflated to
pub fn most(size: u64) -> u64 {
    size.saturating_mul(MOST_INFLATED).saturating_add(LARGE)
}

/// What is said of a layer that inflates to more
pub fn too_large(most: u64) -> io::Error {
    io::Error::other(format!("it has more than {most} bytes"))
}

/// A tar that is an error once it is larger than it may be
pub struct Bounded<R> {
    inner: R,
    read: u64,
    most: u64,
}

impl<R> Bounded<R> {
    /// Of `most` bytes
    pub fn new(inner: R, most: u64) -> Self {
        let read = 0;
        Self { inner, read, most }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read += count as u64;
        match self.read > self.most {
            true => Err(too_large(self.most)),
            false => Ok(count),
        }
    }
}

/// The tar of a layer as its media type says
///
/// # Errors
/// When the decoder cannot be made.
pub fn of<'a>(stored: impl Read + 'a, media_type: MediaType) -> io::Result<Box<dyn Read + 'a>> {
    Ok(match media_type {
        MediaType::LayerZstd => Box::new(zstd::Decoder::new(stored)?),
        MediaType::LayerGzip => Box::new(flate2::read::MultiGzDecoder::new(stored)),
        _ => Box::new(stored),
    })
}

/// The tar of a layer as its first bytes say
///
/// # Errors
/// When the file cannot be read.
pub fn by_magic(file: File) -> io::Result<Box<dyn Read>> {
    let most = most(file.metadata()?.len());
    let tar = by_first_bytes(BufReader::with_capacity(1 << 18, file))?;
    Ok(Box::new(Bounded::new(tar, most)))
}

/// The tar of a layer as its first bytes say, from a stream whose size nobody says: it is an error once it
/// is larger than what was read of the stream allows
///
/// # Errors
/// When it cannot be read.
pub fn of_stream<'a>(stored: impl Read + 'a) -> io::Result<impl Read + 'a> {
    let read = Rc::new(Cell::new(0));
    let counted = Counted {
        inner: stored,
        read: Rc::clone(&read),
    };
    Ok(OfStream {
        inner: by_first_bytes(counted)?,
        inflated: 0,
        stored: read,
    })
}

struct Counted<R> {
    inner: R,
    read: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read.set(self.read.get() + count as u64);
        Ok(count)
    }
}

struct OfStream<R> {
    inner: R,
    inflated: u64,
    stored: Rc<Cell<u64>>,
}

impl<R: Read> Read for OfStream<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.inflated += count as u64;
        let most = most(self.stored.get());
        match self.inflated > most {
            true => Err(too_large(most)),
            false => Ok(count),
        }
    }
}

/// The tar of a layer as its first bytes say
fn by_first_bytes<'a>(mut stored: impl Read + 'a) -> io::Result<Box<dyn Read + 'a>> {
    let mut magic = Vec::new();
    stored.by_ref().take(4).read_to_end(&mut magic)?;
    let media_type = match magic[..] {
        [0x28, 0xb5, 0x2f, 0xfd] => MediaType::LayerZstd,
        [0x1f, 0x8b, ..] => MediaType::LayerGzip,
        _ => MediaType::Layer,
    };
    of(io::Cursor::new(magic).chain(stored), media_type)
}

#[cfg(test)]
mod tests {
    use super::{by_magic, of_stream, LARGE};
    use std::io::{copy, repeat, sink, Read as _, Write as _};

    #[test]
    fn what_inflates_without_end_is_left() {
        let mut bomb = zstd::Encoder::new(Vec::new(), 1).unwrap();
        copy(&mut repeat(0).take(LARGE + (8 << 20)), &mut bomb).unwrap();
        let bomb = bomb.finish().unwrap();
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bomb).unwrap();
        std::io::Seek::rewind(&mut file).unwrap();
        for tar in [
            &mut by_magic(file).unwrap() as &mut dyn std::io::Read,
            &mut of_stream(&bomb[..]).unwrap(),
        ] {
            let error = copy(tar, &mut sink()).unwrap_err();
            assert!(
                error.to_string().starts_with("it has more than "),
                "{error}"
            );
        }
        // What is stored as it is may be of any size.
        let stored = repeat(7).take(LARGE + (8 << 20));
        assert!(copy(&mut of_stream(stored).unwrap(), &mut sink()).is_ok());
    }

    #[test]
    fn each_codec_by_its_first_bytes() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(b"a tar").unwrap();
        let zstd = zstd::bulk::compress(b"a tar", 3).unwrap();
        for stored in [b"a tar".to_vec(), gzip.finish().unwrap(), zstd] {
            let mut file = tempfile::tempfile().unwrap();
            file.write_all(&stored).unwrap();
            std::io::Seek::rewind(&mut file).unwrap();
            let mut text = String::new();
            by_magic(file).unwrap().read_to_string(&mut text).unwrap();
            assert_eq!(text, "a tar");
        }
    }
}
