use super::frame_header::{block, Header, BLOCK, LONGEST};
use super::position;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::FileExt as _;

/// More than a frame of the layer builder takes when it cannot be compressed
const MOST_STORED: u64 = 8 << 20;
/// More than it holds
const MOST_HELD: u64 = 8 << 20;

/// A blob of independent zstd frames, read from anywhere: only the frames that are asked for are
/// inflated (RFC 8878, 3.1)
pub struct Frames {
    file: File,
    frames: Vec<Frame>,
    size: u64,
    at: u64,
    /// The frame whose bytes are held
    held: Option<usize>,
    bytes: Vec<u8>,
    stored: Vec<u8>,
}

struct Frame {
    offset: u64,
    length: usize,
    /// Where its first byte is in the tar
    start: u64,
}

impl Frames {
    /// Finds the frames by their headers; `None` where one is larger than the layer builder makes
    /// them
    pub fn open(file: File) -> io::Result<Option<Self>> {
        let (mut frames, mut offset, mut start) = (Vec::new(), 0, 0);
        let end = file.metadata()?.len();
        while offset < end {
            let Some((length, held)) = frame(&file, offset, end)? else {
                return Ok(None);
            };
            frames.push(Frame {
                offset,
                length,
                start,
            });
            offset += length as u64;
            start += held;
        }
        Ok(Some(Self {
            file,
            frames,
            size: start,
            at: 0,
            held: None,
            bytes: Vec::new(),
            stored: Vec::new(),
        }))
    }

    fn hold(&mut self, number: usize) -> io::Result<()> {
        if self.held == Some(number) {
            return Ok(());
        }
        self.held = None;
        let frame = &self.frames[number];
        let end = self
            .frames
            .get(number + 1)
            .map_or(self.size, |next| next.start);
        self.stored.resize(frame.length, 0);
        self.file.read_exact_at(&mut self.stored, frame.offset)?;
        let capacity = usize::try_from(end - frame.start).map_err(io::Error::other)?;
        self.bytes = zstd::bulk::decompress(&self.stored, capacity)?;
        self.held = Some(number);
        Ok(())
    }
}

/// Bytes of a frame as stored and as held; `None` when it is none of the layer builder's
fn frame(file: &File, offset: u64, end: u64) -> io::Result<Option<(usize, u64)>> {
    let mut start = [0; LONGEST];
    let length = (end - offset).min(LONGEST as u64);
    let start = &mut start[..usize::try_from(length).unwrap_or(LONGEST)];
    file.read_exact_at(start, offset)?;
    let Some(header) = Header::parse(start).filter(|header| header.held <= MOST_HELD) else {
        return Ok(None);
    };
    let (mut length, mut last) = (header.length, false);
    while !last {
        let mut bytes = [0; BLOCK];
        file.read_exact_at(&mut bytes, offset + length)?;
        let size;
        (size, last) = block(bytes);
        length += BLOCK as u64 + size;
        if length > MOST_STORED {
            return Ok(None);
        }
    }
    let length = length + header.checksum;
    Ok(usize::try_from(length)
        .ok()
        .map(|length| (length, header.held)))
}

impl Read for Frames {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.size {
            return Ok(0);
        }
        let number = self.frames.partition_point(|frame| frame.start <= self.at) - 1;
        self.hold(number)?;
        let from =
            usize::try_from(self.at - self.frames[number].start).map_err(io::Error::other)?;
        let held = self.bytes.get(from..).unwrap_or_default();
        let count = held.len().min(buffer.len());
        buffer[..count].copy_from_slice(&held[..count]);
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Frames {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = position(to, self.at, self.size)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::Frames;
    use std::io::{Read as _, Seek as _, SeekFrom, Write as _};

    #[test]
    fn a_blob_that_was_cut_off_cannot_be_read() {
        let mut file = tempfile::tempfile().unwrap();
        let frame = zstd::bulk::compress(b"one", 3).unwrap();
        file.write_all(&frame).unwrap();
        file.write_all(&frame[..frame.len() - 4]).unwrap();
        let read = Frames::open(file).and_then(|frames| {
            let mut text = String::new();
            frames.unwrap().read_to_string(&mut text)
        });
        assert!(read.is_err());
    }

    fn blob(frames: &[&[u8]]) -> std::fs::File {
        let mut file = tempfile::tempfile().unwrap();
        for frame in frames {
            file.write_all(&zstd::bulk::compress(frame, 3).unwrap())
                .unwrap();
        }
        file
    }

    #[test]
    fn reads_from_anywhere() {
        let mut frames = Frames::open(blob(&[b"one ", b"two ", b"three"]))
            .unwrap()
            .unwrap();
        for (at, rest) in [
            (6, "o three"),
            (0, "one two three"),
            (13, ""),
            (4, "two three"),
        ] {
            frames.seek(SeekFrom::Start(at)).unwrap();
            let mut text = String::new();
            frames.read_to_string(&mut text).unwrap();
            assert_eq!(text, rest);
        }
    }

    #[test]
    fn one_large_frame_is_left_to_others() {
        let large = vec![0; 9 << 20];
        assert!(Frames::open(blob(&[&large])).unwrap().is_none());
        assert!(Frames::open(blob(&[])).unwrap().is_some());
    }

    #[test]
    fn what_is_no_frame_is_left_to_others() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"neither a frame nor anything").unwrap();
        assert!(Frames::open(file).unwrap().is_none());
    }
}
