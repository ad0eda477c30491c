//! How a frame of tar bytes becomes stored bytes: every frame alone, so that they can be made in
//! any order on any number of threads and give the same blob.

use std::io;

use flate2::{Compress, Compression, FlushCompress, Status};
use oci::MediaType;
use serde::{Deserialize, Serialize};
use zstd::zstd_safe::{CParameter, Strategy};

/// The version that `Cargo.lock` pins, for the crate exports none; a test compares.
const ZLIB_RS: &str = "0.6.8";

/// A compression of layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Codec {
    /// Zstandard: a frame each.
    Zstd,
    /// Gzip, for engines before Docker 23: a member each, which RFC 1952 lets readers join.
    Gzip,
    /// No compression.
    None,
}

impl Codec {
    /// Its name in specifications and locks.
    pub fn name(self) -> &'static str {
        match self {
            Self::Zstd => "zstd",
            Self::Gzip => "gzip",
            Self::None => "none",
        }
    }

    /// The type of a blob that it makes.
    pub fn media_type(self) -> MediaType {
        match self {
            Self::Zstd => MediaType::LayerZstd,
            Self::Gzip => MediaType::LayerGzip,
            Self::None => MediaType::Layer,
        }
    }

    /// What it compresses with, in the words of the `zstd` and `gzip` commands.
    pub fn options(self) -> &'static str {
        match self {
            Self::Zstd => "-3 --zstd=strategy=1,wlog=22,hlog=17,mml=5",
            Self::Gzip => "-6",
            Self::None => "",
        }
    }

    /// The library whose version decides about the bytes.
    pub fn library(self) -> String {
        match self {
            Self::Zstd => format!("zstd {}", zstd::zstd_safe::version_string()),
            Self::Gzip => format!("zlib-rs {ZLIB_RS}"),
            Self::None => "none".to_owned(),
        }
    }
}

/// The state of a compressor on one thread, used again for every frame.
pub enum Compressor {
    /// Zstandard's own context.
    Zstd(zstd::bulk::Compressor<'static>),
    /// Raw deflate.
    Gzip(Box<Compress>),
    /// Nothing to keep.
    None,
}

/// MTIME 0, no name, no flags, OS 255: unknown.
const GZIP_HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

impl Compressor {
    /// A fresh state.
    pub fn new(codec: Codec) -> io::Result<Self> {
        Ok(match codec {
            Codec::Zstd => Self::Zstd(fast()?),
            Codec::Gzip => Self::Gzip(Box::new(Compress::new(Compression::new(6), false))),
            Codec::None => Self::None,
        })
    }

    /// Replaces `output` by the compressed `frame`.
    pub fn compress(&mut self, frame: &[u8], output: &mut Vec<u8>) -> io::Result<()> {
        output.clear();
        match self {
            Self::Zstd(zstd) => {
                output.reserve(zstd::zstd_safe::compress_bound(frame.len()));
                zstd.compress_to_buffer(frame, output).map(drop)
            }
            Self::Gzip(deflate) => gzip_member(deflate, frame, output),
            Self::None => {
                output.extend_from_slice(frame);
                Ok(())
            }
        }
    }
}

/// One hash table that stays in the processor's cache: on CUDA's libraries a fifth faster than the
/// two tables of level 3 and half a per cent larger, on text two.
fn fast() -> io::Result<zstd::bulk::Compressor<'static>> {
    let mut zstd = zstd::bulk::Compressor::new(3)?;
    zstd.include_checksum(false)?;
    for parameter in [
        CParameter::Strategy(Strategy::ZSTD_fast),
        CParameter::WindowLog(22),
        CParameter::HashLog(17),
        CParameter::MinMatch(5),
    ] {
        zstd.set_parameter(parameter)?;
    }
    Ok(zstd)
}

fn gzip_member(deflate: &mut Compress, frame: &[u8], output: &mut Vec<u8>) -> io::Result<()> {
    deflate.reset();
    output.reserve(frame.len() + frame.len() / 1024 + 64);
    output.extend(GZIP_HEADER);
    let status = deflate.compress_vec(frame, output, FlushCompress::Finish)?;
    if status != Status::StreamEnd {
        return Err(io::Error::other("deflate made more bytes than its bound"));
    }
    output.extend(crc32fast::hash(frame).to_le_bytes());
    output.extend((frame.len() as u32).to_le_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn the_version_of_zlib_is_that_of_the_lockfile() {
        let lockfile = include_str!("../../../Cargo.lock");
        let entry = format!("name = \"zlib-rs\"\nversion = \"{ZLIB_RS}\"");
        assert!(lockfile.contains(&entry), "want {entry}");
    }

    fn twice(codec: Codec) -> (Vec<u8>, Vec<u8>) {
        let frame: Vec<u8> = (0..100_000u32)
            .flat_map(|n| n.wrapping_mul(n).to_le_bytes())
            .collect();
        let mut compressor = Compressor::new(codec).unwrap();
        let (mut first, mut second) = (Vec::new(), Vec::new());
        compressor.compress(&frame, &mut first).unwrap();
        compressor.compress(&frame[..1000], &mut second).unwrap();
        compressor.compress(&frame, &mut second).unwrap();
        assert_eq!(first, second, "a used state compresses like a fresh one");
        (frame, first)
    }

    /// Text and noise, as layers hold them.
    fn mixed(length: usize) -> Vec<u8> {
        let mut state = 7u64;
        let mut next = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1);
            (state >> 33) as u32
        };
        let mut bytes = Vec::with_capacity(length + 64);
        while bytes.len() < length {
            match next() % 3 {
                0 => bytes.extend(next().to_le_bytes()),
                1 => bytes.extend(format!("def f{}(x): return x\n", next() % 50).bytes()),
                _ => bytes.extend([0; 24]),
            }
        }
        bytes.truncate(length);
        bytes
    }

    #[test]
    fn bytes_do_not_depend_on_the_room_of_the_output() {
        let frame = mixed(700_000);
        for codec in [Codec::Zstd, Codec::Gzip] {
            let mut compressor = Compressor::new(codec).unwrap();
            let mut want = Vec::new();
            compressor.compress(&frame, &mut want).unwrap();
            for room in [1, 4096, want.len(), want.len() + 1, frame.len() * 2] {
                let mut output = Vec::with_capacity(room);
                output.resize(room / 2, 0xff);
                compressor.compress(&frame, &mut output).unwrap();
                assert!(output == want, "{codec:?}, room for {room} bytes");
            }
        }
    }

    /// A new release of a library that compresses otherwise fails here: it changes every blob of a
    /// fleet, so that `gen-lock refresh --locked` must record them anew.
    #[test]
    fn the_bytes_of_this_release_are_these() {
        let frame = mixed(700_000);
        for (codec, want) in [
            (
                Codec::Zstd,
                "sha256:01073a3f68a4b11953d39dfd49cff8b14db99c9ce66eea447d726600bae370e7",
            ),
            (
                Codec::Gzip,
                "sha256:989f3a2bed07de3663a770e2b1700c489b337f68b5bc70c07b0c10c58f66df69",
            ),
        ] {
            let mut output = Vec::new();
            let mut compressor = Compressor::new(codec).unwrap();
            compressor.compress(&frame, &mut output).unwrap();
            assert_eq!(
                oci::Digest::of(&output).to_string(),
                want,
                "{}",
                codec.library()
            );
        }
    }

    #[test]
    fn zstd_frames_decompress() {
        let (frame, compressed) = twice(Codec::Zstd);
        assert_eq!(
            zstd::bulk::decompress(&compressed, frame.len()).unwrap(),
            frame
        );
    }

    #[test]
    fn gzip_members_decompress_and_join() {
        let (frame, compressed) = twice(Codec::Gzip);
        assert_eq!(compressed[..10], GZIP_HEADER);
        let joined = [&compressed[..], &compressed[..]].concat();
        let mut bytes = Vec::new();
        flate2::read::MultiGzDecoder::new(&joined[..])
            .read_to_end(&mut bytes)
            .unwrap();
        assert_eq!(bytes, [&frame[..], &frame[..]].concat());
    }

    #[test]
    fn incompressible_bytes_fit_the_bound() {
        let mut state = 1u64;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (state >> 56) as u8
        })
        .take(1 << 20)
        .collect();
        let mut output = Vec::new();
        Compressor::new(Codec::Gzip)
            .unwrap()
            .compress(&noise, &mut output)
            .unwrap();
    }
}
