//! A blob on its way past: what it inflates to, hashed.

use oci::MediaType;
use sha2::{Digest as _, Sha256};
use std::io::{self, Write};

/// A blob's bytes are written to it
pub(super) struct Inflating {
    codec: Decoder,
    failed: Option<String>,
}

enum Decoder {
    Zstd(Box<zstd::stream::write::Decoder<'static, Tar>>),
    Gzip(Box<flate2::write::MultiGzDecoder<Tar>>),
    None(Tar),
}

/// The bytes of a tar, of which only the hash is wanted
struct Tar(Sha256);

impl Inflating {
    /// For a blob of this type
    ///
    /// # Errors
    /// When there is no memory for the decoder.
    pub(super) fn new(media_type: MediaType) -> io::Result<Self> {
        let tar = Tar(Sha256::new());
        let codec = match media_type {
            MediaType::LayerZstd => {
                Decoder::Zstd(Box::new(zstd::stream::write::Decoder::new(tar)?))
            }
            MediaType::LayerGzip => {
                Decoder::Gzip(Box::new(flate2::write::MultiGzDecoder::new(tar)))
            }
            _ => Decoder::None(tar),
        };
        Ok(Self {
            codec,
            failed: None,
        })
    }

    /// The digest of the tar, or why there is none
    pub(super) fn diff_id(mut self) -> String {
        let flushed = self.flush();
        let tar = match self.codec {
            Decoder::Zstd(decoder) => Ok(decoder.into_inner()),
            Decoder::Gzip(decoder) => decoder.finish(),
            Decoder::None(tar) => Ok(tar),
        };
        let failed = self.failed.map_or(Ok(()), Err);
        let tar = failed.and_then(|()| flushed.and(tar).map_err(|error| error.to_string()));
        match tar {
            Ok(Tar(sum)) => format!("sha256:{}", hex::encode(sum.finalize())),
            Err(error) => format!("cannot be inflated: {error}"),
        }
    }
}

impl Write for Inflating {
    /// What cannot be inflated is told at the end: the blob's own digest is still to be had
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failed.is_none() {
            let written = match &mut self.codec {
                Decoder::Zstd(decoder) => decoder.write_all(bytes),
                Decoder::Gzip(decoder) => decoder.write_all(bytes),
                Decoder::None(tar) => tar.write_all(bytes),
            };
            self.failed = written.err().map(|error| error.to_string());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.codec {
            Decoder::Zstd(decoder) => decoder.flush(),
            Decoder::Gzip(decoder) => decoder.flush(),
            Decoder::None(_) => Ok(()),
        }
    }
}

impl Write for Tar {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Inflating;
    use oci::{DiffId, MediaType};
    use std::io::Write as _;

    fn of(media_type: MediaType, blob: &[u8]) -> String {
        let mut inflating = Inflating::new(media_type).unwrap();
        for part in blob.chunks(3) {
            inflating.write_all(part).unwrap();
        }
        inflating.diff_id()
    }

    #[test]
    fn every_codec_gives_the_tar() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(b"a tar").unwrap();
        let gzip = gzip.finish().unwrap();
        let zstd = zstd::bulk::compress(b"a tar", 3).unwrap();
        let want = DiffId::of(b"a tar").to_string();
        assert_eq!(of(MediaType::LayerGzip, &gzip), want);
        assert_eq!(of(MediaType::LayerZstd, &zstd), want);
        assert_eq!(of(MediaType::Layer, b"a tar"), want);
    }

    #[test]
    fn what_is_no_blob_of_its_type_is_said() {
        for media_type in [MediaType::LayerGzip, MediaType::LayerZstd] {
            let said = of(media_type, b"no such thing");
            assert!(said.starts_with("cannot be inflated: "), "{said}");
        }
    }
}
