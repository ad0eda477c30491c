use super::seekable::position;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::FileExt as _;

/// More than a frame of the layer builder takes when it cannot be compressed
const MOST_STORED: usize = 8 << 20;
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
    /// Finds the frames; `None` where one is larger than the layer builder makes them
    pub fn open(file: File) -> io::Result<Option<Self>> {
        let (mut frames, mut offset, mut start) = (Vec::new(), 0, 0);
        let mut stored = vec![0; MOST_STORED];
        let end = file.metadata()?.len();
        while offset < end {
            let length =
                usize::try_from(end - offset).map_or(MOST_STORED, |left| left.min(MOST_STORED));
            file.read_exact_at(&mut stored[..length], offset)?;
            let found = zstd::zstd_safe::find_frame_compressed_size(&stored[..length]);
            let held = zstd::zstd_safe::get_frame_content_size(&stored[..length]);
            let (Ok(length), Ok(Some(held @ ..=MOST_HELD))) = (found, held) else {
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
            stored,
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
        let stored = &mut self.stored[..frame.length];
        self.file.read_exact_at(stored, frame.offset)?;
        let capacity = usize::try_from(end - frame.start).map_err(io::Error::other)?;
        self.bytes = zstd::bulk::decompress(stored, capacity)?;
        self.held = Some(number);
        Ok(())
    }
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
