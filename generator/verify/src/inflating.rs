//! A blob on its way past: what it inflates to, hashed.

use crate::inflate;
use oci::{DiffId, MediaType};
use sha2::{Digest as _, Sha256};
use std::io::{self, Write};

/// A blob's bytes are written to it
pub struct Inflating {
    codec: Decoder,
    failed: Option<String>,
}

enum Decoder {
    Zstd(Box<zstd::stream::write::Decoder<'static, Tar>>),
    Gzip(Box<flate2::write::MultiGzDecoder<Tar>>),
    None(Tar),
}

/// The bytes of a tar, of which only the hash is wanted, and how many may come still
struct Tar {
    sum: Sha256,
    left: u64,
    most: u64,
}

/// What a tar consists of, and how much of it may be nothing but its end: two blocks, filled up to a record
const BLOCK: usize = 512;
const MOST_PADDING: usize = (2 + 20) * BLOCK;

/// What a blob was found to hold
pub struct Content {
    /// The digest of the tar, or why there is none
    pub diff_id: Result<DiffId, String>,
    tar: Option<Sha256>,
}

impl Content {
    /// How many zero bytes at its end make it the wanted one: skopeo 1.9 cuts them for `zstd:chunked`
    pub fn lacks(&self, diff_id: &DiffId) -> Option<usize> {
        let mut tar = self.tar.clone()?;
        (BLOCK..=MOST_PADDING).step_by(BLOCK).find(|_| {
            tar.update([0; BLOCK]);
            named(tar.clone()) == *diff_id
        })
    }

    /// What is there in place of a tar; `None` where it is that tar
    pub fn instead_of(&self, want: &DiffId) -> Option<String> {
        match &self.diff_id {
            Ok(got) if got == want => None,
            Ok(got) => Some(got.to_string()),
            Err(why) => Some(format!("cannot be inflated: {why}")),
        }
    }
}

fn named(tar: Sha256) -> DiffId {
    DiffId::from_sha256(tar.finalize().into())
}

impl Inflating {
    /// For a blob of this type and size
    ///
    /// # Errors
    /// When there is no memory for the decoder.
    pub fn new(media_type: MediaType, size: u64) -> io::Result<Self> {
        let most = inflate::most(size);
        let tar = Tar {
            sum: Sha256::new(),
            left: most,
            most,
        };
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

    /// What it was, once all is written
    pub fn content(mut self) -> Content {
        let flushed = self.flush();
        let tar = match self.codec {
            Decoder::Zstd(decoder) => decoder.finish(),
            Decoder::Gzip(decoder) => decoder.finish(),
            Decoder::None(tar) => Ok(tar),
        };
        let failed = self.failed.map_or(Ok(()), Err);
        let tar = failed.and_then(|()| flushed.and(tar).map_err(|error| error.to_string()));
        match tar {
            Ok(Tar { sum, .. }) => Content {
                diff_id: Ok(named(sum.clone())),
                tar: Some(sum),
            },
            Err(why) => Content {
                diff_id: Err(why),
                tar: None,
            },
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
        let left = self.left.checked_sub(bytes.len() as u64);
        self.left = left.ok_or_else(|| inflate::too_large(self.most))?;
        self.sum.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, Inflating};
    use oci::{DiffId, MediaType};
    use std::io::{Read as _, Write as _};

    fn of(media_type: MediaType, blob: &[u8]) -> Result<DiffId, String> {
        content(media_type, blob).diff_id
    }

    fn content(media_type: MediaType, blob: &[u8]) -> Content {
        let mut inflating = Inflating::new(media_type, blob.len() as u64).unwrap();
        for part in blob.chunks(3) {
            inflating.write_all(part).unwrap();
        }
        inflating.content()
    }

    #[test]
    fn what_lacks_the_end_of_its_tar_is_known() {
        let cut = content(MediaType::Layer, b"a tar");
        let padded = |zeros: usize| DiffId::of(&[&b"a tar"[..], &vec![0; zeros]].concat());
        assert_eq!(cut.lacks(&padded(1024)), Some(1024));
        assert_eq!(cut.lacks(&padded(22 * 512)), Some(22 * 512));
        for other in [padded(0), padded(100), padded(23 * 512), DiffId::of(b"")] {
            assert_eq!(cut.lacks(&other), None);
        }
    }

    #[test]
    fn every_codec_gives_the_tar() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(b"a tar").unwrap();
        let gzip = gzip.finish().unwrap();
        let zstd = zstd::bulk::compress(b"a tar", 3).unwrap();
        let want = Ok(DiffId::of(b"a tar"));
        assert_eq!(of(MediaType::LayerGzip, &gzip), want);
        assert_eq!(of(MediaType::LayerZstd, &zstd), want);
        assert_eq!(of(MediaType::Layer, b"a tar"), want);
    }

    #[test]
    fn frames_and_what_is_skipped_between_them_give_one_tar() {
        let frame = |bytes: &[u8]| zstd::bulk::compress(bytes, 3).unwrap();
        // As `zstd:chunked` ends: a frame that decoders skip (RFC 8878, 3.1.2)
        let skipped = [&0x184d_2a50_u32.to_le_bytes()[..], &[3, 0, 0, 0], b"abc"].concat();
        let blob = [&frame(b"a ")[..], &skipped, &frame(b"tar"), &skipped].concat();
        assert_eq!(of(MediaType::LayerZstd, &blob), Ok(DiffId::of(b"a tar")));
    }

    #[test]
    fn what_inflates_without_end_is_left() {
        let mut bomb = zstd::Encoder::new(Vec::new(), 1).unwrap();
        let zeros = std::io::repeat(0).take(crate::inflate::LARGE + (8 << 20));
        std::io::copy(&mut { zeros }, &mut bomb).unwrap();
        let bomb = bomb.finish().unwrap();
        let mut inflating = Inflating::new(MediaType::LayerZstd, bomb.len() as u64).unwrap();
        inflating.write_all(&bomb).unwrap();
        let said = inflating.content().diff_id.unwrap_err();
        assert!(said.starts_with("it has more than "), "{said}");
    }

    /// All of the tar is there, and engines refuse the blob all the same
    #[test]
    fn a_stream_that_is_cut_or_goes_on_is_no_blob() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(b"a tar").unwrap();
        let mut zstd = zstd::Encoder::new(Vec::new(), 3).unwrap();
        zstd.include_checksum(true).unwrap();
        zstd.write_all(b"a tar").unwrap();
        let blobs = [
            (MediaType::LayerGzip, gzip.finish().unwrap()),
            (MediaType::LayerZstd, zstd.finish().unwrap()),
        ];
        for (kind, blob) in blobs {
            assert!(of(kind, &blob).is_ok());
            for cut in 1..=4 {
                assert!(of(kind, &blob[..blob.len() - cut]).is_err(), "{kind} {cut}");
            }
            assert!(of(kind, &[&blob[..], b"\x28"].concat()).is_err(), "{kind}");
        }
    }

    #[test]
    fn what_is_no_blob_of_its_type_is_said() {
        for media_type in [MediaType::LayerGzip, MediaType::LayerZstd] {
            assert!(of(media_type, b"no such thing").is_err());
        }
    }
}
