use std::io::{Read, Seek, SeekFrom};

use crate::ElfError;

/// A file, read at places.
pub(crate) struct Parts<R> {
    reader: R,
}

impl<R: Read + Seek> Parts<R> {
    pub(crate) fn of(reader: R) -> Self {
        Self { reader }
    }

    /// `size` bytes at `offset`. The caller bounds the size; memory is taken as bytes come.
    pub(crate) fn at(
        &mut self,
        part: &'static str,
        offset: u64,
        size: u64,
    ) -> Result<Vec<u8>, ElfError> {
        let bytes = self.up_to(part, offset, size)?;
        let held = bytes.len() as u64;
        if held < size {
            return Err(ElfError::Truncated {
                part,
                offset,
                size,
                held,
            });
        }
        Ok(bytes)
    }

    /// `size` bytes at `offset`, or fewer where the file ends.
    pub(crate) fn up_to(
        &mut self,
        part: &'static str,
        offset: u64,
        size: u64,
    ) -> Result<Vec<u8>, ElfError> {
        let mut bytes = Vec::new();
        // no file is longer, and no kernel seeks there
        if i64::try_from(offset).is_err() {
            return Ok(bytes);
        }
        let sought = self.reader.seek(SeekFrom::Start(offset));
        let read = sought.and_then(|_| (&mut self.reader).take(size).read_to_end(&mut bytes));
        read.map_err(|error| ElfError::Read {
            part,
            offset,
            reason: error.to_string(),
        })?;
        Ok(bytes)
    }
}
