//! The contents of Debian packages between reading and writing.
//!
//! A package's tar is one compressed stream in its own order, a layer is sorted over all packages:
//! one of the two passes has to remember. Holding the bytes would break the memory bound, and
//! decompressing again for every run of files would be quadratic. So the kept bytes go, one file
//! after the other, into one nameless file, which the system frees however the build ends.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;

/// An append-only file without a name.
pub struct Scratch {
    writer: BufWriter<File>,
    reader: File,
    length: u64,
}

impl Scratch {
    /// Makes one in `folder`.
    pub fn new(folder: &Path) -> io::Result<Self> {
        let path = folder.join(".scratch");
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .open(&path)?;
        std::fs::remove_file(&path)?;
        let reader = file.try_clone()?;
        Ok(Self {
            writer: BufWriter::with_capacity(1 << 17, file),
            reader,
            length: 0,
        })
    }

    /// Where the next byte goes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Appends `bytes`.
    pub fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.writer.write_all(bytes)?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Ends the writing part.
    pub fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }

    /// Reads `buffer.len()` bytes from `offset`.
    pub fn read(&self, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        self.reader.read_exact_at(buffer, offset)
    }
}
