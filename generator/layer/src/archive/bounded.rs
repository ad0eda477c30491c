//! Compressed streams inwards, with a bound on what comes out.

use std::io::{self, BufReader, Read};

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
        "gz" => Box::new(flate2::bufread::GzDecoder::new(input)),
        "xz" => {
            let stream = liblzma::stream::Stream::new_stream_decoder(XZ_MEMORY, 0)?;
            Box::new(liblzma::bufread::XzDecoder::new_stream(input, stream))
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
        self.left = self.left.checked_sub(count as u64).ok_or_else(|| {
            io::Error::other(format!("decompresses to more than {} bytes", self.limit))
        })?;
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
        assert_eq!(error.to_string(), "decompresses to more than 4096 bytes");
    }

    #[test]
    fn an_unknown_extension_is_named() {
        let error = decompress("data.tar.lzma", &b""[..]).err().unwrap();
        assert_eq!(error.to_string(), "unknown compression of `data.tar.lzma`");
    }
}
