//! The start of a zstd frame (RFC 8878, 3.1.1), read so that a frame's length is found from the
//! headers of its blocks alone.

/// The longest header there is
pub const LONGEST: usize = 18;
/// A block's header
pub const BLOCK: usize = 3;

const MAGIC: [u8; 4] = 0xfd2f_b528_u32.to_le_bytes();
/// A block of one byte, repeated
const REPEATED: u32 = 1;

/// What a frame's header says
#[derive(Debug, PartialEq, Eq)]
pub struct Header {
    /// Its own bytes
    pub length: u64,
    /// What the frame inflates to
    pub held: u64,
    /// What follows the last block
    pub checksum: u64,
}

impl Header {
    /// Reads the start of a frame; `None` when it is none, or does not say what it inflates to
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(&MAGIC)?;
        let (descriptor, rest) = rest.split_first()?;
        let single = descriptor & 0x20 != 0;
        let dictionary = [0, 1, 2, 4][usize::from(descriptor & 3)];
        let skipped = usize::from(!single) + dictionary;
        let (width, more) = match descriptor >> 6 {
            0 if single => (1, 0),
            0 => return None,
            1 => (2, 256),
            2 => (4, 0),
            _ => (8, 0),
        };
        let mut size = [0; 8];
        size[..width].copy_from_slice(rest.get(skipped..skipped + width)?);
        Some(Self {
            length: (MAGIC.len() + 1 + skipped + width) as u64,
            held: u64::from_le_bytes(size).checked_add(more)?,
            checksum: if descriptor & 4 == 0 { 0 } else { 4 },
        })
    }
}

/// A block's own bytes after its header, and whether it is the frame's last
pub fn block(header: [u8; BLOCK]) -> (u64, bool) {
    let bits = u32::from_le_bytes([header[0], header[1], header[2], 0]);
    let size = match (bits >> 1) & 3 {
        REPEATED => 1,
        _ => bits >> 3,
    };
    (size.into(), bits & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::Header;

    #[test]
    fn reads_what_the_library_writes() {
        for length in [0, 1, 255, 256, 65_791, 65_792, 3 << 20] {
            let bytes = zstd::bulk::compress(&vec![7; length], 3).unwrap();
            let header = Header::parse(&bytes).unwrap();
            assert_eq!(header.held, length as u64);
        }
    }

    #[test]
    fn what_is_no_frame_has_no_header() {
        let stream = zstd::encode_all(&b"of unknown length"[..], 3).unwrap();
        for bytes in [&b""[..], b"neither a frame", &stream, &super::MAGIC] {
            assert_eq!(Header::parse(bytes), None);
        }
    }
}
