//! Compressed streams inwards, with a bound on what comes out.
//!
//! A stream is read to the end of its bytes: gzip members (RFC 1952, section 2.2), xz streams with
//! their padding (the .xz file format, section 2), bzip2 streams and zstd frames (RFC 8878, section
//! 3.1) that follow one another are one content. What is neither is an error, for other readers would
//! see it.

use std::io::{self, BufReader, Read};

use liblzma::bufread::XzDecoder;
use liblzma::stream::{Stream, CONCATENATED};

/// Memory that a decoder may take for its window: more than any packager's preset needs.
const XZ_MEMORY: u64 = 100 << 20;

/// Zstandard windows up to 128 MiB, its own limit for files of others.
const ZSTD_WINDOW_LOG: u32 = 27;

/// Reads the member called `name`, decompressed by its extension.
pub fn decompress<'a>(name: &str, input: impl Read + 'a) -> io::Result<Box<dyn Read + 'a>> {
    let input = BufReader::with_capacity(1 << 16, input);
    let extension = name.rsplit('.').next().unwrap_or_default();
    Ok(match extension {
        "tar" => Box::new(input),
        "gz" => Box::new(flate2::bufread::MultiGzDecoder::new(input)),
        "bz2" => Box::new(bzip2::bufread::MultiBzDecoder::new(input)),
        "xz" => {
            let stream = Stream::new_stream_decoder(XZ_MEMORY, CONCATENATED)?;
            Box::new(XzDecoder::new_stream(input, stream))
        }
        "lzma" => {
            let stream = Stream::new_lzma_decoder(XZ_MEMORY)?;
            Box::new(XzDecoder::new_stream(input, stream))
        }
        "zst" => {
            let mut decoder = zstd::stream::read::Decoder::with_buffer(input)?;
            decoder.window_log_max(ZSTD_WINDOW_LOG)?;
            Box::new(decoder)
        }
        _ => {
            let text = format!("unknown compression of `{name}`");
            return Err(io::Error::new(io::ErrorKind::Unsupported, text));
        }
    })
}

/// A reader that fails, rather than ends, past its limit.
pub struct Bounded<R> {
    inner: R,
    left: u64,
    limit: u64,
}

/// More bytes than the limit.
#[derive(Debug, thiserror::Error)]
#[error("unpacks to more than {limit} bytes")]
pub struct TooLong {
    /// The limit.
    pub limit: u64,
}

impl TooLong {
    /// As an error of reading.
    pub fn io(limit: u64) -> io::Error {
        io::Error::other(Self { limit })
    }
}

impl<R: Read> Bounded<R> {
    /// Lets `limit` bytes through.
    pub fn new(inner: R, limit: u64) -> Self {
        Self {
            inner,
            left: limit,
            limit,
        }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let left = self.left.checked_sub(count as u64);
        self.left = left.ok_or_else(|| TooLong::io(self.limit))?;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bomb_fails_at_the_bound() {
        let zeros = vec![0; 1 << 20];
        let bomb = zstd::bulk::compress(&zeros, 3).unwrap();
        let mut reader = Bounded::new(decompress("data.tar.zst", &bomb[..]).unwrap(), 4096);
        let error = reader.read_to_end(&mut Vec::new()).unwrap_err();
        assert_eq!(error.to_string(), "unpacks to more than 4096 bytes");
    }

    #[test]
    fn an_unknown_extension_is_named() {
        let error = decompress("data.tar.br", &b""[..]).err().unwrap();
        assert_eq!(error.to_string(), "unknown compression of `data.tar.br`");
    }
}
