//! A layer's tar, whatever it is compressed with.

use oci::MediaType;
use std::fs::File;
use std::io::{self, BufReader, Read};

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
    by_first_bytes(BufReader::with_capacity(1 << 18, file))
}

/// The tar of a layer as its first bytes say, from a stream
///
/// # Errors
/// When it cannot be read.
pub fn by_first_bytes<'a>(mut stored: impl Read + 'a) -> io::Result<Box<dyn Read + 'a>> {
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
    use super::by_magic;
    use std::io::{Read as _, Write as _};

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
